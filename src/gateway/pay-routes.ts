import express, { Router, type Response } from 'express';
import type { Logger } from '../telemetry/logger.js';
import type { ChargesRepository, Decision } from './charges.repository.js';
import { paymentNotFoundPage, CONTENT_SECURITY_POLICY, payPage } from './pay-page.js';
import { readDecision } from './requests.js';

const DECISIONS = {
  approve: { declineCode: null },
  decline: { declineCode: 'customer_declined' },
} as const satisfies Record<string, Decision>;

/** The payment pages for customers. Knowing a charge's id is enough to decide it: customers have no account here. */
export function payRoutes(charges: ChargesRepository, logger: Logger): Router {
  const router = Router();

  router.get('/pay/:id', async (req, res) => {
    const charge = await charges.findById(req.params.id);
    if (charge) sendPage(res, 200, payPage(charge));
    else sendPage(res, 404, paymentNotFoundPage());
  });

  router.post('/pay/:id', express.urlencoded({ extended: false, limit: '1kb' }), async (req, res) => {
    const { id } = req.params;
    await charges.settleByCustomer(id, DECISIONS[readDecision(req)]);
    logger.info({ charge: await charges.findById(id) }, 'Customer decision processed');
    // The redirect shows the actual outcome: another decision or a void may have come first.
    res.redirect(303, `/pay/${encodeURIComponent(id)}`);
  });

  return router;
}

function sendPage(res: Response, status: number, html: string): void {
  res
    .status(status)
    .set({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(html);
}

import express, { Router, type Response } from 'express';
import type { Logger } from '../telemetry/logger.js';
import { toLogFields, type StoredCharge } from './charge.js';
import type { ChargesRepository } from './charges.repository.js';
import type { ChargesService } from './charges.service.js';
import { contentSecurityPolicy, paymentNotFoundPage, payPage } from './pay-page.js';
import { readDecision } from './requests.js';
import type { Decision } from './tokens.js';

const DECISIONS = {
  approve: { declineCode: null },
  decline: { declineCode: 'customer_declined' },
} as const satisfies Record<string, Decision>;

export interface PayOptions {
  readonly charges: ChargesRepository;
  readonly chargesService: ChargesService;
  readonly logger: Logger;
}

/** The payment pages. Customers have no account here: who has the link, with its unguessable token, may decide. */
export function payRoutes({ charges, chargesService, logger }: PayOptions): Router {
  const router = Router();
  const find = async (payToken: string): Promise<StoredCharge | undefined> =>
    /^[0-9a-f]{64}$/.test(payToken) ? charges.findByPayToken(payToken) : undefined;

  router.get('/pay/:token', async (req, res) => {
    const charge = await find(req.params.token);
    if (charge) sendPage(res, 200, payPage(charge), charge.return_url);
    else sendPage(res, 404, paymentNotFoundPage());
  });

  router.post('/pay/:token', express.urlencoded({ extended: false, limit: '1kb' }), async (req, res) => {
    const charge = await find(req.params.token);
    if (!charge) {
      sendPage(res, 404, paymentNotFoundPage());
      return;
    }
    await chargesService.decideByCustomer(charge, DECISIONS[readDecision(req)]);
    logger.info({ charge: toLogFields(charge) }, 'Customer decision processed');
    // The shop, or this page without one, shows the actual outcome: another decision or a void may have come first.
    res.redirect(303, charge.return_url ?? `/pay/${charge.pay_token}`);
  });

  return router;
}

function sendPage(res: Response, status: number, html: string, returnUrl?: string | null): void {
  res
    .status(status)
    .set({
      'content-security-policy': contentSecurityPolicy(returnUrl),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(html);
}

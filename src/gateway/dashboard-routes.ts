import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Logger } from '../telemetry/logger.js';
import type { DisputesRepository } from './disputes.repository.js';
import { chargeNotDisputable, disputeNotFound } from './errors.js';
import type { RefundsRepository } from './refunds.repository.js';
import { readDashboardRefund, readDispute, readDisputeOutcome } from './requests.js';

export interface DashboardOptions {
  readonly refunds: RefundsRepository;
  readonly disputes: DisputesRepository;
  readonly logger: Logger;
}

/** What happens at a provider without the shop: refunds in its dashboard, and disputes. For tests. */
export function dashboardRoutes({ refunds, disputes, logger }: DashboardOptions): Router {
  const router = Router();

  router.post('/v1/dashboard/refunds', async (req, res) => {
    const refund = await refunds.create({ ...readDashboardRefund(req), idempotency_key: null });
    logger.info({ refund }, 'Refund made in the dashboard');
    res.json(refund);
  });

  router.post('/v1/dashboard/disputes', async (req, res) => {
    const dispute = await disputes.open({ id: `DSP-${randomUUID()}`, ...readDispute(req) });
    if (!dispute) throw chargeNotDisputable();
    logger.info({ dispute }, 'Dispute opened');
    res.json(dispute);
  });

  router.post('/v1/dashboard/disputes/:id/close', async (req, res) => {
    const { id, outcome } = readDisputeOutcome(req);
    // A dispute that is closed stays as it is.
    const dispute = (await disputes.close(id, outcome)) ?? (await disputes.find(id));
    if (!dispute) throw disputeNotFound();
    logger.info({ dispute }, 'Dispute closed');
    res.json(dispute);
  });

  return router;
}

import { Router } from 'express';
import type { Logger } from '../telemetry/logger.js';
import { toLogFields, toPublicCharge, type StoredCharge } from './charge.js';
import type { ChargesRepository } from './charges.repository.js';
import type { ChargesService } from './charges.service.js';
import { chargeNotFound } from './errors.js';
import type { RefundsRepository } from './refunds.repository.js';
import { readCapture, readCharge, readLookup, readRefund, readRefundLookup, readVoid } from './requests.js';

export interface RouteOptions {
  readonly charges: ChargesRepository;
  readonly refunds: RefundsRepository;
  readonly chargesService: ChargesService;
  /** The URL at which browsers reach the gateway. */
  readonly publicUrl: () => string;
  readonly logger: Logger;
}

/** The API for shops: JSON in snake_case, errors as `{code, message}`. */
export function apiRoutes({ charges, refunds, chargesService, publicUrl, logger }: RouteOptions): Router {
  const toResponse = (charge: StoredCharge) => ({
    ...toPublicCharge(charge),
    redirect_url: charge.status === 'requires_action' ? new URL(`/pay/${charge.pay_token}`, publicUrl()).href : null,
  });
  const router = Router();

  router.post('/v1/charges', async (req, res) => {
    const input = readCharge(req);
    const { charge, responseLost } = await chargesService.charge(input.charge, input.token);
    logger.info({ charge: toLogFields(charge), response_lost: responseLost }, 'Charge processed');
    if (responseLost) req.socket.destroy();
    else res.json(toResponse(charge));
  });

  router.get('/v1/charges', async (req, res) => {
    const charge = await charges.find(readLookup(req));
    if (!charge) throw chargeNotFound();
    res.json(toResponse(charge));
  });

  router.post('/v1/charges/void', async (req, res) => {
    const input = readVoid(req);
    const charge = await charges.void(input.idempotency_key, input.order_id);
    logger.info({ charge: toLogFields(charge) }, 'Void processed');
    res.json(toResponse(charge));
  });

  router.post('/v1/charges/:id/capture', async (req, res) => {
    const { id, amount } = readCapture(req);
    const charge = await chargesService.capture(id, amount);
    logger.info({ charge: toLogFields(charge) }, 'Capture processed');
    res.json(toResponse(charge));
  });

  router.post('/v1/refunds', async (req, res) => {
    const input = readRefund(req);
    chargesService.assertRefundAvailable(input.charge_id);
    const refund = await refunds.create(input);
    logger.info({ refund }, 'Refund processed');
    res.json(refund);
  });

  router.get('/v1/refunds', async (req, res) => {
    res.json({ data: await refunds.list(readRefundLookup(req)) });
  });

  return router;
}

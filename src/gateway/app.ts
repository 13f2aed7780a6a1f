import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Logger } from '../telemetry/logger.js';
import type { ChargeService } from './charge-service.js';
import type { Charge, Charges } from './charges.js';
import { chargeNotFound, GatewayError } from './errors.js';
import { payRoutes } from './pay-routes.js';
import type { Refunds } from './refunds.js';
import { readCharge, readLookup, readRefund, readVoid } from './requests.js';

export interface Ledger {
  readonly charges: Charges;
  readonly refunds: Refunds;
}

export interface AppOptions {
  /** Where browsers reach the gateway. */
  readonly publicUrl: () => string;
  readonly logger: Logger;
}

/** The gateway's HTTP interface: JSON, snake_case, errors as `{code, message}`; and pages for customers. */
export function createApp(ledger: Ledger, chargeService: ChargeService, { publicUrl, logger }: AppOptions): Express {
  const toResponse = (charge: Charge) => ({
    ...charge,
    redirect_url: charge.status === 'requires_action' ? new URL(`/pay/${charge.id}`, publicUrl()).href : null,
  });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ limit: '16kb' }));

  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });

  app.post('/v1/charges', async (req, res) => {
    const input = readCharge(req);
    const { charge, responseLost } = await chargeService.charge(input.charge, input.token);
    logger.info({ charge, response_lost: responseLost }, 'charge');
    if (responseLost) req.socket.destroy();
    else res.json(toResponse(charge));
  });

  app.get('/v1/charges', async (req, res) => {
    const charge = await ledger.charges.find(readLookup(req));
    if (!charge) throw chargeNotFound();
    res.json(toResponse(charge));
  });

  app.post('/v1/charges/void', async (req, res) => {
    const input = readVoid(req);
    const charge = await ledger.charges.void(input.idempotency_key, input.order_id);
    logger.info({ charge }, 'void');
    res.json(toResponse(charge));
  });

  app.post('/v1/refunds', async (req, res) => {
    const input = readRefund(req);
    chargeService.assertRefundAvailable(input.charge_id);
    const refund = await ledger.refunds.create(input);
    logger.info({ refund }, 'refund');
    res.json(refund);
  });

  app.use(payRoutes(ledger.charges, logger));
  app.use(() => {
    throw new GatewayError(404, 'not_found', 'there is no such route');
  });
  app.use(createErrorHandler(logger));
  return app;
}

function createErrorHandler(logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const gatewayError = toGatewayError(error);
    if (gatewayError.code === 'internal_error') logger.error({ err: error, path: req.path }, 'request failed');
    else logger.info({ code: gatewayError.code, path: req.path }, 'request refused');
    res.status(gatewayError.status).json({ code: gatewayError.code, message: gatewayError.message });
  };
}

function toGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  // What the body parser refuses carries its own 4xx status; its messages are meant for the caller.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return new GatewayError(status, 'invalid_request', (error as Error).message);
  return new GatewayError(500, 'internal_error', 'the gateway failed; ask again with the same idempotency key');
}

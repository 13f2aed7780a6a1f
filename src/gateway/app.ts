import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Logger } from '../telemetry/logger.js';
import { isDatabaseOutage } from '../domains/database/postgres-errors.js';
import { authenticate } from './authenticate.js';
import { dashboardRoutes, type DashboardOptions } from './dashboard-routes.js';
import { GatewayError } from './errors.js';
import { payRoutes } from './pay-routes.js';
import { apiRoutes, type RouteOptions } from './routes.js';

export interface AppOptions extends RouteOptions, DashboardOptions {
  /** The key that the shop sends with each request to the API. */
  readonly apiKey: string;
  readonly logger: Logger;
}

/** The gateway's HTTP interface: the JSON API for shops and the payment pages for customers. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.use('/v1', authenticate(options.apiKey));
  app.use(express.json({ limit: '16kb' }));
  app.use(apiRoutes(options));
  app.use(dashboardRoutes(options));
  app.use(payRoutes(options));
  app.use(() => {
    throw new GatewayError(404, 'not_found', 'This route does not exist.');
  });
  app.use(createErrorHandler(options.logger));
  return app;
}

function createErrorHandler(logger: Logger): ErrorRequestHandler {
  // Express recognizes an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const { status, code, message } = toGatewayError(error);
    if (code === 'unavailable') logger.warn({ err: error, path: req.path }, 'Database unavailable');
    else if (code === 'internal_error') logger.error({ err: error, path: req.path }, 'Request failed');
    else logger.info({ code, path: req.path }, 'Request rejected');
    res.status(status).json({ code, message });
  };
}

function toGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  if (isDatabaseOutage(error))
    return new GatewayError(503, 'unavailable', 'the database is unavailable; retry with the same idempotency key');
  // The body parser's errors carry a 4xx status and a message for the caller.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return new GatewayError(status, 'invalid_request', (error as Error).message);
  return new GatewayError(500, 'internal_error', 'The gateway failed. Retry with the same idempotency key.');
}

import type { RequestHandler } from 'express';
import type { Logger } from '../../telemetry/logger.js';
import { getRequestId } from './request-id.js';

/** Probes call these every few seconds. */
const PROBED_ROUTES = ['/healthz', '/readyz'];

/** Logs each request when it ends, a passed probe only at level debug. Logs the route instead of the URL, whose query may contain personal data. */
export function logRequests(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      const route = (req.route as { path: string } | undefined)?.path ?? null;
      const passedProbe = PROBED_ROUTES.includes(route ?? '') && res.statusCode < 400;
      logger[passedProbe ? 'debug' : 'info'](
        {
          method: req.method,
          route,
          status: res.statusCode,
          duration_ms: Math.round(performance.now() - start),
          request_id: getRequestId(res),
          ...(res.locals.orderId !== undefined && { order_id: res.locals.orderId as string }),
          ...(!res.writableFinished && { aborted: true }),
        },
        'Request completed',
      );
    });
    next();
  };
}

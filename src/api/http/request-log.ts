import type { RequestHandler } from 'express';
import type { Logger } from '../../telemetry/logger.js';
import { getRequestId } from './request-id.js';

/** Logs each request when it ends. Logs the route instead of the URL, whose query may contain personal data. */
export function logRequests(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      logger.info(
        {
          method: req.method,
          route: (req.route as { path: string } | undefined)?.path ?? null,
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

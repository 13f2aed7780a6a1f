import type { RequestHandler } from 'express';
import type { Logger } from '../../telemetry/logger.js';
import { getRequestId } from './request-id.js';

/** One line a request, when it is over. Of the URL it tells the route alone: a query may hold what is nobody's business. */
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
        'request',
      );
    });
    next();
  };
}

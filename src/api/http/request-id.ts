import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const REQUEST_ID_PATTERN = /^[\w-]{1,64}$/;

/** Assigns each request an id, or keeps a valid one from the caller, to correlate logs. */
export const assignRequestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given !== undefined && REQUEST_ID_PATTERN.test(given) ? given : randomUUID();
  res.locals.requestId = id;
  res.set('X-Request-Id', id);
  next();
};

export function getRequestId(res: Response): string {
  return res.locals.requestId as string;
}

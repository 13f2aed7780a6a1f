import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const REQUEST_ID_PATTERN = /^[\w-]{1,64}$/;

/** Gives each request an id, or keeps the one it came with, so that it can be followed through every log. */
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

import express, { type Request, type RequestHandler } from 'express';
import { Problem } from './problem.js';

const DEFAULT_LIMIT = '100kb';

const requireJsonContentType: RequestHandler = (req, _res, next) => {
  if (hasBody(req) && !req.is('application/json')) {
    throw new Problem('unsupported_media_type', 'send the body as application/json');
  }
  next();
};

/**
 * Reads a JSON body, which may be absent.
 *
 * Mounted on the routes that take one, behind their access check: a stranger cannot make us parse anything.
 */
export function readJsonBody(limit = DEFAULT_LIMIT): RequestHandler[] {
  return [requireJsonContentType, express.json({ limit, type: hasBody })];
}

/** Takes a JSON body as the bytes it came in, for a signature to be checked over them. */
export const readRawBody: RequestHandler[] = [
  requireJsonContentType,
  express.raw({ limit: DEFAULT_LIMIT, type: hasBody }),
];

/** Unlike the parsers' own test this takes `Content-Length: 0` for no body, as browsers send it for a bare POST. */
function hasBody(req: Pick<Request, 'headers'>): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

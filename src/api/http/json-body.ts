import express, { type Request, type RequestHandler } from 'express';
import { Problem } from './problem.js';

const DEFAULT_LIMIT = '100kb';

const requireJsonContentType: RequestHandler = (req, _res, next) => {
  if (hasBody(req) && !req.is('application/json')) {
    throw new Problem('unsupported_media_type', 'Send the body as application/json.');
  }
  next();
};

/**
 * Parses a JSON body, which may be absent. Mount it after the access check, so that anonymous callers cannot cause
 * parsing.
 */
export function readJsonBody(limit = DEFAULT_LIMIT): RequestHandler[] {
  return [requireJsonContentType, express.json({ limit, type: hasBody })];
}

/** Keeps a JSON body as raw bytes, over which its signature is verified. */
export const readRawBody: RequestHandler[] = [
  requireJsonContentType,
  express.raw({ limit: DEFAULT_LIMIT, type: hasBody }),
];

/** Leaves a body to its handler as a stream. @param contentTypes - those that the handler reads */
export function streamBody(contentTypes: readonly string[]): RequestHandler {
  return (req, _res, next) => {
    if (!req.is([...contentTypes])) {
      throw new Problem('unsupported_media_type', `Send the body as ${contentTypes.join(' or ')}.`);
    }
    req.body = req;
    next();
  };
}

/** Unlike Express, treats `Content-Length: 0` as no body: browsers send it with a POST without a body. */
function hasBody(req: Pick<Request, 'headers'>): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

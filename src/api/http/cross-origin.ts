import cors from 'cors';
import type { RequestHandler } from 'express';

/** Lets pages of the given origins call the API (CORS). Without origins only the API's own page can call it. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  if (origins.length === 0) return (_req, _res, next) => next();
  return cors({
    origin: [...origins],
    methods: ['GET', 'POST', 'PATCH'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-None-Match',
      'Last-Event-ID',
      'Prefer',
      'X-Request-Id',
      // Temporal's Web UI sends it to the codec server.
      'X-Namespace',
    ],
    exposedHeaders: [
      'ETag',
      'Location',
      'Preference-Applied',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'WWW-Authenticate',
      'X-Request-Id',
    ],
    maxAge: 600,
  });
}

import cors from 'cors';
import type { RequestHandler } from 'express';

/** Lets pages of the given origins call the API with a token of theirs; with none, browsers let no page but our own. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  if (origins.length === 0) return (_req, _res, next) => next();
  return cors({
    origin: [...origins],
    methods: ['GET', 'POST', 'PATCH'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'Last-Event-ID',
      'Prefer',
      'X-Request-Id',
      // Temporal's Web UI says so to the codec endpoint.
      'X-Namespace',
    ],
    exposedHeaders: [
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

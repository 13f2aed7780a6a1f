import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { z } from 'zod';

/** A cache asks on every use whether the response has changed: stock changes with each order. */
const CACHE_CONTROL = 'public, no-cache';

/** Documents the headers of a cacheable response. */
export const cacheHeaders = z.object({
  ETag: z.string().meta({
    description: 'Identifies this version. Send it as `If-None-Match` to get a 304 until the data changes.',
    example: 'W/"2jmj7l5rSw0yVb/vlWAYkK/YBwk"',
  }),
});

/** Documents the response to a request whose `If-None-Match` names the current version. */
export const notModified = { description: 'The data has not changed since the version in `If-None-Match`.' } as const;

/** Lets caches store the response. The ETag is weak, because a compressed response has other bytes. */
export function setValidator(res: Response, body: unknown): void {
  const digest = createHash('sha1').update(JSON.stringify(body)).digest('base64url');
  res.set('Cache-Control', CACHE_CONTROL).set('ETag', `W/"${digest}"`);
}

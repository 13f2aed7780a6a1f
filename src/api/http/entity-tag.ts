import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
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

/**
 * Lets caches store the response. The ETag is weak, because a compressed response has other bytes.
 *
 * @returns whether the caller has this version already. Unlike in `req.fresh`, `Cache-Control: no-cache` does not matter: fetch
 *   sends it with every `If-None-Match`, and it addresses caches
 */
export function revalidate(req: Request, res: Response, body: unknown): boolean {
  const digest = createHash('sha1').update(JSON.stringify(body)).digest('base64url');
  res.set('Cache-Control', CACHE_CONTROL).set('ETag', `W/"${digest}"`);
  const known = (req.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(`"${digest}"`);
}

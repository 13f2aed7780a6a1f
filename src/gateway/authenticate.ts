import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { unauthorized } from './errors.js';

/**
 * Accepts requests of the shop only, which send the API key as a bearer token. The comparison takes the same time for every
 * wrong key.
 */
export function authenticate(apiKey: string): RequestHandler {
  const expected = digest(apiKey);
  return (req, res, next) => {
    const [, key = ''] = /^Bearer +(.*)$/i.exec(req.get('authorization') ?? '') ?? [];
    if (timingSafeEqual(digest(key), expected)) {
      next();
      return;
    }
    res.set('www-authenticate', 'Bearer');
    throw unauthorized();
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

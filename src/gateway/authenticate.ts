import type { RequestHandler } from 'express';
import { bearerCheck } from '../crypto/bearer-key.js';
import { unauthorized } from './errors.js';

/** Accepts requests of the shop only, which send the API key as a bearer token. */
export function authenticate(apiKey: string): RequestHandler {
  const isKey = bearerCheck(apiKey);
  return (req, res, next) => {
    if (isKey(req.get('authorization'))) {
      next();
      return;
    }
    res.set('www-authenticate', 'Bearer');
    throw unauthorized();
  };
}

import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { User } from '../auth/user.js';
import { Problem } from './problem.js';

export interface RateLimits {
  /** Requests per minute and address; 0 disables the limit. */
  readonly perAddress: number;
  /** Requests per minute and user; 0 disables the limit. */
  readonly perUser: number;
}

const WINDOW_MS = 60_000;

/**
 * Limits the requests per address, or per /56 network with IPv6. Each API process counts separately: overload
 * protection need not be exact, and a shared counter would be one more dependency that can fail.
 */
export function limitAddresses(limit: number): RequestHandler {
  return limitRequests('address', limit);
}

/** Limits the requests per user, from any address. */
export function limitUsers(limit: number): RequestHandler {
  return limitRequests('user', limit, (_req, res) => (res.locals.user as User).id);
}

function limitRequests(
  identifier: string,
  limit: number,
  keyGenerator?: (req: Request, res: Response) => string,
): RequestHandler {
  if (limit === 0) return (_req, _res, next) => next();
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier,
    ...(keyGenerator && { keyGenerator }),
    // The validation logs a warning for X-Forwarded-For without a trusted proxy, which any caller can trigger.
    validate: { xForwardedForHeader: false },
    handler: (_req, _res, next) => {
      next(
        new Problem(
          'rate_limited',
          `The limit of ${limit} requests per minute is exceeded. Wait before you send more.`,
        ),
      );
    },
  });
}

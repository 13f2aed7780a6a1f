import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { User } from '../auth/user.js';
import { Problem } from './problem.js';

export interface RateLimits {
  /** Requests a minute of one address; 0 is no limit. */
  readonly perAddress: number;
  /** Requests a minute of one user; 0 is no limit. */
  readonly perUser: number;
}

const WINDOW_MS = 60_000;

/**
 * Counts the requests of an address (of IPv6, of its /56) and refuses those over the limit. Each API process counts for
 * itself: what protects the parts behind it need not be exact, and has no part of its own that could fail.
 */
export function limitAddresses(limit: number): RequestHandler {
  return limitRequests('address', limit);
}

/** Counts the requests of a user, wherever they come from. */
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
    // It would print that X-Forwarded-For came although no proxy is trusted, which any caller can cause.
    validate: { xForwardedForHeader: false },
    handler: (_req, _res, next) => {
      next(new Problem('rate_limited', `more than ${limit} requests in a minute; slow down`));
    },
  });
}

import { ApiError } from '../client.js';
import type { ProblemTexts } from './problem-text.js';

/** Only the API knows which field is wrong, or which limit applies. */
const EXPLAINED_BY_DETAIL = new Set(['invalid_request', 'payload_too_large', 'reservation_not_extendable', 'internal']);

/** A failed request in the words of the page; never in those of the API, which address developers. */
export function describeProblem(error: unknown, text: ProblemTexts): string {
  if (!(error instanceof ApiError)) return text.unknown;
  if (isTimeout(error.cause)) return text.codes.timed_out ?? text.unknown;
  return text.codes[error.code] ?? (error.status >= 500 ? text.unavailable : text.unknown);
}

/** What the API says about a failed request where the words of the page say too little, for operators. */
export function problemDetail(error: unknown): { detail: string; requestId: string } | undefined {
  if (!(error instanceof ApiError) || !error.problem) return undefined;
  const detail = EXPLAINED_BY_DETAIL.has(error.code) ? error.message : '';
  return { detail, requestId: error.problem.request_id };
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'TimeoutError';
}

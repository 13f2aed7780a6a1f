import { ApiError } from '../client.js';
import type { ProblemTexts } from './problem-text.js';

/** A failed request in the words of the page; never in those of the API, which address developers. */
export function describeProblem(error: unknown, text: ProblemTexts): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return text.codes.timed_out ?? text.unknown;
  if (!(error instanceof ApiError)) return text.unknown;
  return text.codes[error.code] ?? (error.status >= 500 ? text.unavailable : text.unknown);
}

/** What the API says about a failed request, for operators; undefined when it did not answer. */
export function problemDetail(error: unknown): { detail: string; requestId: string } | undefined {
  const problem = error instanceof ApiError ? error.problem : undefined;
  return problem && error instanceof ApiError ? { detail: error.message, requestId: problem.request_id } : undefined;
}

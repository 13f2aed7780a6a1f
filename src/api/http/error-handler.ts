import type { ErrorRequestHandler } from 'express';
import { DomainError } from '../../domains/domain-error.js';
import type { Logger } from '../../telemetry/logger.js';
import { isOutage } from './outages.js';
import { internal, Problem, problemFromDomainError, unavailable } from './problem.js';
import { getRequestId } from './request-id.js';

/** The one place where an error becomes an answer. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const problem = toProblem(error);
    const requestId = getRequestId(res);
    if (problem.status >= 500) {
      const level = problem.code === 'internal' ? 'error' : 'warn';
      logger[level]({ err: problem.cause ?? problem, request_id: requestId }, problem.message);
    }
    // Too late for an answer of ours: Express ends the connection, so that the caller cannot take half for the whole.
    if (res.headersSent) {
      next(error);
      return;
    }
    res
      .status(problem.status)
      .set('Cache-Control', 'no-store')
      .set(problem.headers)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toDetails({ instance: req.path, requestId })));
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return problemFromDomainError(error);
  if (isOutage(error)) return unavailable('a part of the service cannot be reached; try again', error);
  return problemFromHttpError(error) ?? internal(error);
}

/** What Express and its body parsers refuse carries a status of its own. */
function problemFromHttpError(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  switch (error.status) {
    case 413:
      return new Problem('payload_too_large', `the body may have ${bodyLimitKb(error)} kB at most`);
    case 415:
      return new Problem('unsupported_media_type', 'send the body as application/json in UTF-8');
    case 400:
      return new Problem(
        'invalid_request',
        isJsonError(error) ? 'the body is not valid JSON' : 'the request is malformed',
      );
    default:
      return undefined;
  }
}

/** The limit of the body parser that refused, in kB. */
function bodyLimitKb(error: Error): number {
  return ('limit' in error ? Number(error.limit) : 0) / 1_024;
}

function isJsonError(error: Error): boolean {
  return 'type' in error && error.type === 'entity.parse.failed';
}

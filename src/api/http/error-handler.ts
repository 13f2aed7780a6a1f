import type { ErrorRequestHandler } from 'express';
import { DomainError } from '../../domains/domain-error.js';
import type { Logger } from '../../telemetry/logger.js';
import { isOutage } from '../dependencies/outages.js';
import { internal, Problem, problemFromRejection, unavailable } from './problem.js';
import { getRequestId } from './request-id.js';

/** Turns every error into a response. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const problem = toProblem(error);
    const requestId = getRequestId(res);
    // A metric counts refusals under overload; a log line for each would add to it.
    if (problem.status >= 500 && problem.code !== 'overloaded') {
      const level = problem.code === 'internal' ? 'error' : 'warn';
      logger[level]({ err: problem.cause ?? problem, request_id: requestId }, problem.message);
    }
    // Part of the response is sent. Express closes the connection, so that the caller notices that it is incomplete.
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
  if (error instanceof DomainError) return problemFromRejection(error);
  if (isOutage(error)) return unavailable('A dependency of the service is unreachable. Try again.', error);
  return problemFromHttpError(error) ?? internal(error);
}

/** Errors of Express and its body parsers have a `status`. */
function problemFromHttpError(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  switch (error.status) {
    case 413:
      return new Problem('payload_too_large', `The body exceeds ${bodyLimitKb(error)} kB. Send a smaller one.`);
    case 415:
      return new Problem('unsupported_media_type', 'Send the body as application/json in UTF-8.');
    case 400:
      return new Problem(
        'invalid_request',
        isJsonError(error) ? 'The body is not valid JSON.' : 'The request is malformed.',
      );
    default:
      return undefined;
  }
}

/** The limit of the body parser, in kB. */
function bodyLimitKb(error: Error): number {
  return ('limit' in error ? Number(error.limit) : 0) / 1_024;
}

function isJsonError(error: Error): boolean {
  return 'type' in error && error.type === 'entity.parse.failed';
}

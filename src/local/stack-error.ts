import { ConfigurationError } from '../config/config.js';

/** The stack cannot start, or cannot go on; the message is for the user. */
export class StackError extends Error {
  override readonly name = 'StackError';

  /** @param exitCode - what the starter ends with: 2 when it is the user's configuration that must change */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** Any failure as one for the user. @param context - what failed, when the error does not say it itself */
export function toStackError(error: unknown, context?: string): StackError {
  if (error instanceof StackError) return error;
  if (error instanceof ConfigurationError) return new StackError(error.message, 2);
  const message = errorMessage(error);
  return new StackError(context === undefined ? message : `${context}: ${message}`);
}

/** Node gathers a refused connection's errors, one an address, under an empty message. */
function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return errorMessage(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return `${error.message} (${errorMessage(error.cause)})`;
  return error instanceof Error ? error.message : String(error);
}

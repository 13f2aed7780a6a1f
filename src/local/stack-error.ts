import { ConfigurationError } from '../config/config.js';

/** The stack cannot start or continue; the message is for the user. */
export class StackError extends Error {
  override readonly name = 'StackError';

  /** @param exitCode - exit code of the starter; 2 means that the configuration must change */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** Converts any error to one for the user. @param context - what failed */
export function toStackError(error: unknown, context?: string): StackError {
  if (error instanceof StackError) return error;
  if (error instanceof ConfigurationError) return new StackError(error.message, 2);
  const message = errorMessage(error);
  return new StackError(context === undefined ? message : `${context}: ${message}`);
}

/** A refused connection is an AggregateError without a message, with an error for each address. */
function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return errorMessage(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return `${error.message} (${errorMessage(error.cause)})`;
  return error instanceof Error ? error.message : String(error);
}

import { ConfigurationError } from '../config.js';

/** The stack cannot start, or cannot go on; the message is for the user. */
export class StackFailed extends Error {
  override readonly name = 'StackFailed';

  /** @param exitCode - what the starter ends with: 2 when it is the user's configuration that must change */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** Any failure as one for the user. @param doing - what failed, when the error does not say it itself */
export function asStackFailed(error: unknown, doing?: string): StackFailed {
  if (error instanceof StackFailed) return error;
  if (error instanceof ConfigurationError) return new StackFailed(error.message, 2);
  const message = messageOf(error);
  return new StackFailed(doing === undefined ? message : `${doing}: ${message}`);
}

/** Node gathers a refused connection's errors, one an address, under an empty message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return messageOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return `${error.message} (${messageOf(error.cause)})`;
  return error instanceof Error ? error.message : String(error);
}

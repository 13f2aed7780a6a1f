import type { Stop } from '../process/run-service.js';
import type { Logger } from '../telemetry/logger.js';

/** A message for the user, which a process sends to its starter over IPC. */
export type ProcessMessage = { readonly progress: string } | { readonly failure: string };

/** Resolves when the message was sent; does nothing without a parent. */
export function sendToParent(message: ProcessMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** Reports the error of a failed start to the parent, then rethrows it. */
export async function withFailureReport(start: () => Promise<Stop>): Promise<Stop> {
  try {
    return await start();
  } catch (error) {
    await sendToParent({ failure: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

interface ChildServer {
  readonly exited: Promise<unknown>;
  stop(): Promise<unknown>;
}

/** Ties this process to a server that it started: when the server ends unexpectedly, this process exits with 1. */
export function exitWith(server: ChildServer, logger: Logger): Stop {
  let stopping = false;
  void server.exited.then(() => {
    if (stopping) return;
    logger.fatal('Server ended unexpectedly');
    process.exit(1);
  });
  return async () => {
    stopping = true;
    await server.stop();
  };
}

import type { Stop } from '../process/run-service.js';
import type { Logger } from '../telemetry/logger.js';

/** What a part tells the starter over IPC, besides `'ready'`: lines for the user. */
export type ProcessMessage = { readonly progress: string } | { readonly failure: string };

/** Resolves when the message is on its way; at once when there is no parent to tell. */
export function sendToParent(message: ProcessMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** Tells the parent why a start failed, in the error's own words, then lets it fail. */
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

/** Makes this process stand for a server it started: when the server ends by itself, so does the process. */
export function exitWith(server: ChildServer, logger: Logger): Stop {
  let stopping = false;
  void server.exited.then(() => {
    if (stopping) return;
    logger.fatal('the server ended by itself');
    process.exit(1);
  });
  return async () => {
    stopping = true;
    await server.stop();
  };
}

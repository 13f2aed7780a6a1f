import { startStack, type Stack } from './stack.js';

/** The context of a command: starts what must be stopped at the end, and prints results. */
export class Bench {
  private readonly stopCallbacks: (() => Promise<unknown>)[] = [];
  private stopped: Promise<void> | undefined;

  /** @param environment - additional variables of the stack */
  async startStack(environment?: Readonly<Record<string, string>>): Promise<Stack> {
    const stack = await startStack(environment);
    this.onStop(() => stack.stop());
    return stack;
  }

  onStop(stop: () => Promise<unknown>): void {
    this.stopCallbacks.push(stop);
  }

  /** Stops everything in reverse order; repeated calls wait for the first one. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      // A failure must not prevent the remaining stops.
      for (const stop of this.stopCallbacks.toReversed())
        await stop().catch((error: unknown) => this.log(String(error)));
    })();
    return this.stopped;
  }

  /** Prints progress on stderr. */
  log(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Prints a result on stdout. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}

import { startStack, type Stack } from './stack.js';

/** What a command is given: the means to start what is stopped in the end, and to tell what it finds. */
export class Bench {
  private readonly stopCallbacks: (() => Promise<unknown>)[] = [];
  private stopped: Promise<void> | undefined;

  /** @param environment - variables of its own */
  async startStack(environment?: Readonly<Record<string, string>>): Promise<Stack> {
    const stack = await startStack(environment);
    this.onStop(() => stack.stop());
    return stack;
  }

  onStop(stop: () => Promise<unknown>): void {
    this.stopCallbacks.push(stop);
  }

  /** Stops what was started, the last first; once, whoever asks. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      // Whatever one of them says, the rest are stopped.
      for (const stop of this.stopCallbacks.toReversed())
        await stop().catch((error: unknown) => this.log(String(error)));
    })();
    return this.stopped;
  }

  /** Tells how far it is. */
  log(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Tells a result. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}

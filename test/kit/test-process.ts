import { setTimeout as sleep } from 'node:timers/promises';
import { firstMessage, startModule, startProgram, type Child } from '../../src/process/child-process.js';

const PROBE_INTERVAL_MS = 50;

/** A process that a test starts, stops and kills. */
export class TestProcess {
  /** Resolves with the exit code, or with null after a signal. */
  readonly ended: Promise<number | null>;
  private readonly ready: Promise<unknown>;

  private constructor(
    private readonly name: string,
    private readonly child: Child,
  ) {
    // From the start, so that no message is missed.
    this.ready = firstMessage(child, name);
    this.ready.catch(() => undefined);
    this.ended = child.exited.then(({ code }) => code);
    this.ended.catch(() => undefined);
  }

  /** Starts a TypeScript module. Of this process's variables it gets PATH and HOME only. */
  static startModule(
    entry: URL,
    args: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): TestProcess {
    const { PATH = '', HOME = '' } = process.env;
    const options = { execArgv: ['--import', 'tsx'], env: { PATH, HOME, ...environment }, silent: true };
    return new TestProcess(entry.pathname, startModule(entry, args, options));
  }

  static startProgram(command: readonly [string, ...string[]]): TestProcess {
    return new TestProcess(command[0], startProgram(command, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Everything the process has printed so far. */
  output(): string {
    return this.child.output();
  }

  /** Waits for a service to report that it serves. @throws Error with the output when the process ends first */
  async waitUntilReady(): Promise<void> {
    await this.ready;
  }

  /** Waits for a probe to succeed. @throws Error with the output when the process ends first */
  async waitUntilServing(probe: () => Promise<unknown>): Promise<void> {
    for (;;) {
      const { exitCode, signalCode } = this.child.process;
      if (exitCode !== null || signalCode !== null)
        throw new Error(`${this.name} ended with ${exitCode ?? signalCode}:\n${this.output()}`);
      try {
        await probe();
        return;
      } catch {
        await sleep(PROBE_INTERVAL_MS);
      }
    }
  }

  /** Sends SIGSTOP: the kernel still accepts connections, and nothing answers. */
  suspend(): void {
    this.child.process.kill('SIGSTOP');
  }

  /** Sends SIGCONT. */
  resume(): void {
    this.child.process.kill('SIGCONT');
  }

  /** Sends SIGTERM; resolves when the process has ended. */
  async stop(): Promise<void> {
    await this.child.stop();
  }

  /** Sends SIGKILL, which leaves no time to clean up; resolves when the process has ended. */
  async kill(): Promise<void> {
    await this.child.stop('SIGKILL');
  }
}

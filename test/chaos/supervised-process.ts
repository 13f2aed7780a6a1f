import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManagedProcess, type ManagedProcessOptions } from '../../src/local/managed-process.js';

const RESTART_DELAY_MS = 500;
const POLL_INTERVAL_MS = 50;

/** A process that is restarted whenever it ends, as an orchestrator would. */
export class SupervisedProcess {
  /** How the process ended each time that it was not killed, with the last line of its log. */
  readonly unexpectedExits: string[] = [];
  private current: ManagedProcess | undefined;
  private startCount = 0;
  private serving = false;
  private restartPaused = false;
  private stopped = false;
  private extraEnvironment: Readonly<Record<string, string>> = {};
  private readonly running: Promise<void>;

  /** @param logPrefix - path prefix of the log files; each start has its own file */
  constructor(
    private readonly options: Omit<ManagedProcessOptions, 'logFile' | 'onProgress'>,
    private readonly logPrefix: string,
  ) {
    this.running = this.keepRunning();
  }

  /** Id of the current process. */
  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** Resolves when the process is ready, after a restart if necessary. */
  async ready(): Promise<void> {
    while (!this.serving && !this.stopped) await sleep(POLL_INTERVAL_MS);
  }

  /** Kills the process once it is ready; resolves when its successor is ready. @param downtimeMs - delay of the restart */
  async kill(downtimeMs: number): Promise<void> {
    await this.ready();
    this.restartPaused = true;
    this.current?.kill();
    await this.current?.exited;
    this.serving = false;
    await sleep(downtimeMs);
    this.restartPaused = false;
    await this.ready();
  }

  /** Runs the process with additional variables for a time, then as before; resolves when it is ready again. */
  async runWith(environment: Readonly<Record<string, string>>, durationMs: number): Promise<void> {
    this.extraEnvironment = environment;
    await this.kill(0);
    await sleep(durationMs);
    this.extraEnvironment = {};
    await this.kill(0);
  }

  /** Stops the process without a restart. @param graceMs - time before it is killed */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    if (graceMs > 0) await this.current?.stop(graceMs);
    this.stopNow();
    await this.running;
  }

  /** Kills the process without a restart. */
  stopNow(): void {
    this.stopped = true;
    this.current?.kill();
  }

  private async keepRunning(): Promise<void> {
    while (!this.isStopped()) {
      this.startCount += 1;
      const logFile = `${this.logPrefix}.${this.startCount}.log`;
      const environment = { ...this.options.environment, ...this.extraEnvironment };
      const managed = new ManagedProcess({ ...this.options, environment, logFile, onProgress: () => undefined });
      this.current = managed;
      managed.ready.then(
        () => (this.serving = true),
        () => undefined,
      );
      const { message } = await managed.exited;
      this.serving = false;
      if (!this.restartPaused && !this.isStopped()) {
        this.unexpectedExits.push(`${message.replace(/\. See its log.*/s, '')}: ${lastLogMessage(logFile)}`);
        await sleep(RESTART_DELAY_MS);
      }
      while (this.restartPaused && !this.isStopped()) await sleep(POLL_INTERVAL_MS);
    }
  }

  /** A method, because the compiler would assume that the field does not change during a loop. */
  private isStopped(): boolean {
    return this.stopped;
  }
}

/** The message of the last log line, shortened. */
function lastLogMessage(logFile: string): string {
  const line = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  const [, message = line] = /"message":"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
  return message.slice(0, 100);
}

/** Counts the unexpected exits of processes, by how they ended. */
export function countUnexpectedExits(processes: readonly SupervisedProcess[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const exit of processes.flatMap(({ unexpectedExits }) => unexpectedExits))
    counts[exit] = (counts[exit] ?? 0) + 1;
  return counts;
}

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManagedProcess, type ManagedProcessOptions } from '../../src/local/managed-process.js';

const RESTART_DELAY_MS = 500;
const POLL_INTERVAL_MS = 50;

/** A process that is kept running, as an orchestrator would: when it ends, for whatever reason, another takes its place. */
export class SupervisedProcess {
  /** How it ended each time that it was not killed, and its last words. */
  readonly unexpectedExits: string[] = [];
  private current: ManagedProcess | undefined;
  private startCount = 0;
  private serving = false;
  private restartPaused = false;
  private stopped = false;
  private readonly running: Promise<void>;

  /** @param logPrefix - the path that its log files begin with: each start has one of its own */
  constructor(
    private readonly options: Omit<ManagedProcessOptions, 'logFile' | 'onProgress'>,
    private readonly logPrefix: string,
  ) {
    this.running = this.keepRunning();
  }

  /** Of the process that runs now. */
  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** Resolves when it serves, now or once it is back. */
  async ready(): Promise<void> {
    while (!this.serving && !this.stopped) await sleep(POLL_INTERVAL_MS);
  }

  /** Kills it when it serves; another takes its place after the given time, in ms. Resolves when that one serves. */
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

  /** Ends it for good. @param graceMs - that it may take to end by itself */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    if (graceMs > 0) await this.current?.stop(graceMs);
    this.stopNow();
    await this.running;
  }

  /** Ends it for good, at once, when there is no time to wait for it. */
  stopNow(): void {
    this.stopped = true;
    this.current?.kill();
  }

  private async keepRunning(): Promise<void> {
    while (!this.isStopped()) {
      this.startCount += 1;
      const logFile = `${this.logPrefix}.${this.startCount}.log`;
      const managed = new ManagedProcess({ ...this.options, logFile, onProgress: () => undefined });
      this.current = managed;
      managed.ready.then(
        () => (this.serving = true),
        () => undefined,
      );
      const { message } = await managed.exited;
      this.serving = false;
      if (!this.restartPaused && !this.isStopped()) {
        this.unexpectedExits.push(`${message.replace(/; its log.*/s, '')}: ${lastLogMessage(logFile)}`);
        await sleep(RESTART_DELAY_MS);
      }
      while (this.restartPaused && !this.isStopped()) await sleep(POLL_INTERVAL_MS);
    }
  }
  /** A method, since it changes while a loop awaits. */
  private isStopped(): boolean {
    return this.stopped;
  }
}

/** Why a process says it ended: the failure in the last line of its log, in short. */
function lastLogMessage(logFile: string): string {
  const line = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  const [, message = line] = /"message":"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
  return message.slice(0, 100);
}

/** How often processes ended in each way without having been killed. */
export function countUnexpectedExits(processes: readonly SupervisedProcess[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const exit of processes.flatMap(({ unexpectedExits }) => unexpectedExits))
    counts[exit] = (counts[exit] ?? 0) + 1;
  return counts;
}

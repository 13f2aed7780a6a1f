import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Part, type PartOptions } from '../../src/local/part.js';

const RESTART_AFTER_MS = 500;
const GLANCE_MS = 50;

/** A process that is kept running, as an orchestrator would: when it ends, for whatever reason, another takes its place. */
export class Supervised {
  /** How it ended each time that it was not killed, and its last words. */
  readonly ends: string[] = [];
  private part: Part | undefined;
  private starts = 0;
  private serving = false;
  private held = false;
  private stopped = false;
  private readonly running: Promise<void>;

  /** @param logs - the path that its log files begin with: each start has one of its own */
  constructor(
    private readonly options: Omit<PartOptions, 'logFile' | 'onProgress'>,
    private readonly logs: string,
  ) {
    this.running = this.keepRunning();
  }

  /** Of the process that runs now. */
  get pid(): number | undefined {
    return this.part?.pid;
  }

  /** Resolves when it serves, now or once it is back. */
  async ready(): Promise<void> {
    while (!this.serving && !this.stopped) await sleep(GLANCE_MS);
  }

  /** Kills it when it serves; another takes its place after the given time, in ms. Resolves when that one serves. */
  async kill(downMs: number): Promise<void> {
    await this.ready();
    this.held = true;
    this.part?.kill();
    await this.part?.ended;
    this.serving = false;
    await sleep(downMs);
    this.held = false;
    await this.ready();
  }

  /** Ends it for good. @param graceMs - that it may take to end by itself */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    if (graceMs > 0) await this.part?.stop(graceMs);
    this.kill9();
    await this.running;
  }

  /** Ends it for good, at once, when there is no time to wait for it. */
  kill9(): void {
    this.stopped = true;
    this.part?.kill();
  }

  private async keepRunning(): Promise<void> {
    while (!this.isStopped()) {
      this.starts += 1;
      const logFile = `${this.logs}.${this.starts}.log`;
      const part = new Part({ ...this.options, logFile, onProgress: () => undefined });
      this.part = part;
      part.ready.then(
        () => (this.serving = true),
        () => undefined,
      );
      const { message } = await part.ended;
      this.serving = false;
      if (!this.held && !this.isStopped()) {
        this.ends.push(`${message.replace(/; its log.*/s, '')}: ${lastWords(logFile)}`);
        await sleep(RESTART_AFTER_MS);
      }
      while (this.held && !this.isStopped()) await sleep(GLANCE_MS);
    }
  }
  /** A method, since it changes while a loop awaits. */
  private isStopped(): boolean {
    return this.stopped;
  }
}

/** Why a process says it ended: the failure in the last line of its log, in short. */
function lastWords(logFile: string): string {
  const line = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  const [, message = line] = /"message":"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
  return message.slice(0, 100);
}

/** How often processes ended in each way without having been killed. */
export function countEnds(processes: readonly Supervised[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const end of processes.flatMap(({ ends }) => ends)) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}

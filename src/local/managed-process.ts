import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startModule, type Child, type Exit } from '../process/child-process.js';
import type { ProcessMessage } from './parent-process.js';
import { StackError } from './stack-error.js';

export interface ManagedProcessOptions {
  readonly name: string;
  readonly entry: URL;
  readonly environment: Readonly<Record<string, string>>;
  /** Receives the output of the process; an existing file is overwritten. */
  readonly logFile: string;
  readonly onProgress: (line: string) => void;
}

const ORPHAN_GRACE_MS = 3_000;

export class ManagedProcess {
  readonly name: string;
  /** Resolves when the process is ready; rejects with a StackError when it ends first. */
  readonly ready: Promise<void>;
  /** Resolves when the process has ended, with the error to report unless it was stopped. */
  readonly exited: Promise<StackError>;
  private readonly child: Child;
  private reportedFailure: string | undefined;

  constructor(private readonly options: ManagedProcessOptions) {
    this.name = options.name;
    const log = openSync(options.logFile, 'w');
    // A separate process group, so that Ctrl-C reaches only the starter, which then stops the processes in order.
    this.child = startModule(options.entry, [], {
      detached: true,
      env: { ...options.environment },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);

    this.exited = this.child.exited.then((exit) => this.describeExit(exit));
    this.ready = new Promise((resolve, reject) => {
      this.child.process.on('message', (message: 'ready' | ProcessMessage) => {
        if (message === 'ready') resolve();
        else if ('progress' in message) options.onProgress(message.progress);
        else this.reportedFailure = message.failure;
      });
      void this.exited.then(reject);
    });
    this.ready.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.child.process.pid;
  }

  /** Stops the process; kills it after the grace period. */
  async stop(graceMs: number): Promise<void> {
    void this.child.stop();
    const killTimer = setTimeout(() => this.kill(), graceMs);
    await this.exited;
    clearTimeout(killTimer);
    await this.terminateOrphans();
  }

  /** Kills the process and everything that it started. */
  kill(): void {
    this.signalGroup('SIGKILL');
  }

  /** A killed process leaves behind what it started: a database server, a download. */
  private async terminateOrphans(): Promise<void> {
    const deadline = Date.now() + ORPHAN_GRACE_MS;
    // SIGINT is a fast shutdown to Postgres.
    while (this.signalGroup('SIGINT')) {
      if (Date.now() > deadline) {
        this.kill();
        return;
      }
      await sleep(50);
    }
  }

  /** @returns false when the process group is empty */
  private signalGroup(signal: NodeJS.Signals): boolean {
    if (this.pid === undefined) return false;
    try {
      return process.kill(-this.pid, signal);
    } catch {
      return false;
    }
  }

  private describeExit({ code, signal }: Exit): StackError {
    const { name, logFile } = this.options;
    if (this.reportedFailure !== undefined)
      return new StackError(`${name}: ${this.reportedFailure}`, code === 2 ? 2 : 1);
    if (code === 2) return new StackError(`${name}: ${readFileSync(logFile, 'utf8').trim()}`, 2);
    const cause = signal ?? `exit code ${code}`;
    return new StackError(`${name} ended unexpectedly (${cause}). See its log: ${logFile}`, 1);
  }
}

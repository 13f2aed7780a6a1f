import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startModule, type Child, type Exit } from '../process/child-process.js';
import type { ProcessMessage } from './parent-process.js';
import { StackError } from './stack-error.js';

export interface ManagedProcessOptions {
  readonly name: string;
  /** The module to run. */
  readonly entry: URL;
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what the part prints; begun anew. */
  readonly logFile: string;
  readonly onProgress: (line: string) => void;
}

const ORPHAN_GRACE_MS = 3_000;

/** One process of the stack. */
export class ManagedProcess {
  readonly name: string;
  /** Resolves when the part serves; rejects with StackFailed when it ends first. */
  readonly ready: Promise<void>;
  /** Resolves when the part has ended, with what there is to say if it was not told to. */
  readonly exited: Promise<StackError>;
  private readonly child: Child;
  private reportedFailure: string | undefined;

  constructor(private readonly options: ManagedProcessOptions) {
    this.name = options.name;
    const log = openSync(options.logFile, 'w');
    // A process group of its own: a terminal's Ctrl-C reaches the starter alone, which then stops the parts in order.
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

  /** Tells the part to end, and makes it end once its grace is over. */
  async stop(graceMs: number): Promise<void> {
    void this.child.stop();
    const killTimer = setTimeout(() => this.kill(), graceMs);
    await this.exited;
    clearTimeout(killTimer);
    await this.terminateOrphans();
  }

  /** Ends the part and whatever it started, at once. */
  kill(): void {
    this.signalGroup('SIGKILL');
  }

  /** A part that was killed cannot end what it started: a database server, a download. */
  private async terminateOrphans(): Promise<void> {
    const deadline = Date.now() + ORPHAN_GRACE_MS;
    // To Postgres, SIGINT means a fast shutdown.
    while (this.signalGroup('SIGINT')) {
      if (Date.now() > deadline) {
        this.kill();
        return;
      }
      await sleep(50);
    }
  }

  /** False when nothing of the part's process group is left. */
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
    return new StackError(`${name} ended unexpectedly (${cause}); its log: ${logFile}`, 1);
  }
}

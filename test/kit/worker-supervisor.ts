import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KillableWorkerSettings } from './killable-worker.js';

const ENTRY = fileURLToPath(new URL('./killable-worker.ts', import.meta.url));

/** Keeps a worker process running, as an orchestrator would: each time it dies another takes its place. */
export class WorkerSupervisor {
  /** How often a process was killed. */
  kills = 0;
  private child: ChildProcess;
  private stopping = false;

  constructor(private readonly settings: KillableWorkerSettings) {
    this.child = this.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  private start(): ChildProcess {
    const child = fork(ENTRY, [JSON.stringify(this.settings)], { execArgv: ['--import', 'tsx'] });
    child.once('exit', (_, signal) => {
      if (this.stopping) return;
      if (signal === 'SIGKILL') this.kills += 1;
      this.child = this.start();
    });
    return child;
  }
}

import type { KillableWorkerSettings } from './killable-worker.js';
import { TestProcess } from './test-process.js';

const ENTRY = new URL('./killable-worker.ts', import.meta.url);

/** Replaces a worker process whenever it dies, as an orchestrator would. */
export class WorkerSupervisor {
  /** How many processes were killed. */
  kills = 0;
  private worker: TestProcess;
  private stopping = false;

  constructor(private readonly settings: KillableWorkerSettings) {
    this.worker = this.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.worker.kill();
  }

  private start(): TestProcess {
    const worker = TestProcess.startModule(ENTRY, [JSON.stringify(this.settings)]);
    void worker.ended.then((code) => {
      if (this.stopping) return;
      if (code !== null) throw new Error(`a worker ended with exit code ${code}:\n${worker.output()}`);
      this.kills += 1;
      this.worker = this.start();
    });
    return worker;
  }
}

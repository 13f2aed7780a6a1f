import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROCESSES, processesOf } from '../process/processes.js';
import { ManagedProcess } from './managed-process.js';
import type { Progress } from './progress.js';
import { scrapePortEnvironment } from './scrape-port.js';
import type { Settings } from './settings.js';

/** The services of the local stack that a production installation gets elsewhere. */
const LOCAL_SERVICES = {
  postgres: { module: 'local/postgres/main.js' },
  temporal: { module: 'local/temporal/main.js' },
} as const;

const STACK = { ...LOCAL_SERVICES, ...PROCESSES };

type StackProcess = keyof typeof STACK;

/** Callers stop before the services that they call. */
const STOP_ORDER: readonly (readonly StackProcess[])[] = [
  processesOf('api'),
  [...processesOf('worker'), ...processesOf('background')],
  processesOf('provider'),
  ['temporal'],
  ['postgres'],
];

/** A worker may take 5 s more than its grace period; then it is killed. */
const EXTRA_GRACE_MS = 7_000;

export class Stack {
  /** Rejects with a StackError when a process ends unexpectedly; never resolves. */
  readonly failed: Promise<never>;
  private fail!: (reason: unknown) => void;
  private readonly processes = new Map<StackProcess, ManagedProcess>();
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly progress: Progress,
  ) {
    mkdirSync(settings.logsDir, { recursive: true });
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => undefined);
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param extraEnvironment - variables of this process
   * @throws StackError when it ends first
   */
  async start(name: StackProcess, extraEnvironment: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.stopping) throw new Error(`The stack is stopping; ${name} was not started.`);
    const startedAt = performance.now();
    this.report(name, 'Starting');
    const managedProcess = new ManagedProcess({
      name,
      entry: new URL(`../${STACK[name].module}`, import.meta.url),
      environment: { ...this.settings.environment, ...scrapePortEnvironment(name), ...extraEnvironment },
      logFile: join(this.settings.logsDir, `${name}.log`),
      onProgress: (line) => this.report(name, line),
    });
    this.processes.set(name, managedProcess);
    void managedProcess.exited.then((failure) => {
      if (!this.stopping) this.fail(failure);
    });
    await managedProcess.ready;
    this.report(name, `Ready after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  }

  /** Stops every process, callers first. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      const graceMs = this.settings.shutdownGraceSeconds * 1_000 + EXTRA_GRACE_MS;
      for (const names of STOP_ORDER)
        await Promise.all(names.map(async (name) => this.processes.get(name)?.stop(graceMs)));
    })();
    return this.stopping;
  }

  kill(): void {
    for (const managedProcess of this.processes.values()) managedProcess.kill();
  }

  private report(name: StackProcess, line: string): void {
    if (!this.stopping) this.progress.report(name, line);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Toxic } from '../kit/toxiproxy.js';
import { WORKERS, type WorkerName } from '../../src/process/processes.js';
import type { LinkFault, Link, ProcessName } from './fault-kinds.js';
import type { PlannedFault } from './plan.js';
import type { Overload } from './overload.js';
import { makeSessionsReadOnly } from './read-only-sessions.js';
import type { RunFaults } from './run-faults.js';
import { shiftedClockEnvironment } from './shifted-clock.js';
import type { SupervisedProcess } from './supervised-process.js';
import { BUILD_IDS, type TestCluster } from './test-cluster.js';

const LATENCY = { type: 'latency', attributes: { latency: 800, jitter: 700 } } as const;
const BLACKHOLE = { type: 'timeout', attributes: { timeout: 0 } } as const;
const RESET = { type: 'reset_peer', attributes: { timeout: 0 } } as const;

const bothDirections = (toxic: Omit<Toxic, 'stream'>): Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) => ({ ...toxic, stream }));

/** Injects a fault into a link and removes it after its duration. */
const INJECT_LINK_FAULT: Record<LinkFault, (cluster: TestCluster, link: Link, durationMs: number) => Promise<void>> = {
  async latency({ proxies }, link, durationMs) {
    await proxies.addToxics(link, bothDirections(LATENCY));
    await sleep(durationMs);
    await proxies.removeToxics(link);
  },
  async blackhole({ proxies }, link, durationMs) {
    await proxies.addToxics(link, bothDirections(BLACKHOLE));
    await sleep(durationMs);
    // The swallowed bytes are lost, so the connections must close before traffic passes again.
    await proxies.setEnabled(link, false);
    await proxies.removeToxics(link);
    await proxies.setEnabled(link, true);
  },
  async reset({ proxies }, link, durationMs) {
    await proxies.addToxics(link, bothDirections(RESET));
    await sleep(durationMs);
    await proxies.removeToxics(link);
  },
  async cut({ proxies }, link, durationMs) {
    await proxies.setEnabled(link, false);
    await sleep(durationMs);
    await proxies.setEnabled(link, true);
  },
};

const HOUR_MS = 3_600_000;
/** The clock of a worker is off by up to this many hours, in either direction. */
const MAX_CLOCK_OFFSET_HOURS = 12;

/** Injects planned faults and removes them. Faults of the same resource run one after the other. */
export class FaultInjector {
  private readonly queues = new Map<string, Promise<void>>();
  private readonly currentVersions = new Map<string, number>();

  constructor(
    private readonly cluster: TestCluster,
    private readonly runs: RunFaults,
    private readonly overload: Overload,
  ) {}

  /** Resolves when the fault is over. */
  inject(fault: PlannedFault): Promise<void> {
    const { durationMs, draw } = fault;
    switch (fault.kind) {
      case 'kill':
        return this.enqueueProcess(fault.process, fault.instance, (target) => target.kill(durationMs));
      case 'latency':
      case 'blackhole':
      case 'reset':
      case 'cut': {
        const { kind, link } = fault;
        return this.enqueue(link, () => INJECT_LINK_FAULT[kind](this.cluster, link, durationMs));
      }
      case 'duplicate':
      case 'reorder':
      case 'delay':
        return this.cluster.webhooks.inject(fault.kind, durationMs);
      case 'absence': {
        const domain = selectWorker(draw);
        return this.enqueueProcess(domain, 0, (first) =>
          this.enqueueProcess(domain, 1, async (second) => {
            await Promise.all([first.kill(durationMs), second.kill(durationMs)]);
          }),
        );
      }
      case 'clock': {
        const offsetHours = Math.round((2 * draw - 1) * MAX_CLOCK_OFFSET_HOURS) || 1;
        const environment = shiftedClockEnvironment(offsetHours * HOUR_MS);
        return this.enqueueProcess(selectWorker(draw), 0, (target) => target.runWith(environment, durationMs));
      }
      case 'version':
        return this.switchVersion(selectWorker(draw));
      case 'read-only':
        return this.enqueueProcess('postgres', 0, () => makeSessionsReadOnly(this.cluster.databaseUrl, durationMs));
      case 'overload':
        return this.enqueue('overload', () => this.overload.flood(durationMs));
      case 'full-disk': {
        const disk = this.cluster.disks.get(fault.disk);
        if (!disk) throw new Error(`The disk of ${fault.disk} cannot be filled here.`);
        return this.enqueueProcess(fault.disk, 0, async (owner) => {
          await disk.fill();
          await sleep(durationMs);
          await disk.empty();
          await owner.ready();
        });
      }
      case 'reset-run':
      case 'terminate':
      case 'cancel':
      case 'signal':
      case 'start':
        return this.runs.inject(fault);
    }
  }

  private switchVersion(domain: WorkerName): Promise<void> {
    return this.enqueue(`version of ${domain}`, async () => {
      const next = 1 - (this.currentVersions.get(domain) ?? 0);
      await this.runs.setCurrentVersion(domain, BUILD_IDS[next] ?? '');
      this.currentVersions.set(domain, next);
    });
  }

  private enqueueProcess(
    name: ProcessName,
    instance: number,
    action: (process: SupervisedProcess) => Promise<void>,
  ): Promise<void> {
    const target = this.cluster.processes.get(name)?.[instance];
    if (!target) throw new Error(`There is no process ${name} ${instance}.`);
    return this.enqueue(`${name} ${instance}`, () => action(target));
  }

  private enqueue(resource: string, action: () => Promise<void>): Promise<void> {
    const result = (this.queues.get(resource) ?? Promise.resolve()).then(action);
    this.queues.set(
      resource,
      result.catch(() => undefined),
    );
    return result;
  }
}

/** The fraction of a multiple, so that the domain does not depend on what else the draw selects. */
function selectWorker(draw: number): WorkerName {
  return WORKERS[Math.floor(((draw * 1_000) % 1) * WORKERS.length)] ?? 'orders';
}

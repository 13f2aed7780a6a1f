import { setTimeout as sleep } from 'node:timers/promises';
import type { Toxic } from '../kit/toxiproxy.js';
import type { LinkFault, Link } from './fault-kinds.js';
import type { PlannedFault } from './plan.js';
import type { TestCluster } from './test-cluster.js';

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

/** Injects planned faults and removes them. Faults of the same resource run one after the other. */
export class FaultInjector {
  private readonly queues = new Map<string, Promise<void>>();

  constructor(private readonly cluster: TestCluster) {}

  /** Resolves when the fault is over. */
  inject(fault: PlannedFault): Promise<void> {
    if (fault.kind === 'kill') {
      const target = this.cluster.processes.get(fault.process)?.[fault.instance];
      if (!target) throw new Error(`There is no process ${fault.process} ${fault.instance}.`);
      return this.enqueue(`${fault.process} ${fault.instance}`, () => target.kill(fault.durationMs));
    }
    if ('link' in fault) {
      const { kind, link, durationMs } = fault;
      return this.enqueue(link, () => INJECT_LINK_FAULT[kind](this.cluster, link, durationMs));
    }
    return this.cluster.webhooks.inject(fault.kind, fault.durationMs);
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

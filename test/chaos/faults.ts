import { setTimeout as sleep } from 'node:timers/promises';
import type { Toxic } from '../support/toxiproxy.js';
import type { Disturbance, Link } from './kinds.js';
import type { PlannedFault } from './plan.js';
import type { Town } from './town.js';

const LATENCY = { type: 'latency', attributes: { latency: 800, jitter: 700 } } as const;
const SILENCE = { type: 'timeout', attributes: { timeout: 0 } } as const;
const RESET = { type: 'reset_peer', attributes: { timeout: 0 } } as const;

const bothWays = (toxic: Omit<Toxic, 'stream'>): Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) => ({ ...toxic, stream }));

/** Disturbs a link for a while. */
const DISTURB: Record<Disturbance, (town: Town, link: Link, forMs: number) => Promise<void>> = {
  async latency({ links }, link, forMs) {
    await links.poison(link, bothWays(LATENCY));
    await sleep(forMs);
    await links.cure(link);
  },
  async blackhole({ links }, link, forMs) {
    await links.poison(link, bothWays(SILENCE));
    await sleep(forMs);
    // What was swallowed is lost: the connections end before anything comes through them again.
    await links.enable(link, false);
    await links.cure(link);
    await links.enable(link, true);
  },
  async reset({ links }, link, forMs) {
    await links.poison(link, bothWays(RESET));
    await sleep(forMs);
    await links.cure(link);
  },
  async cut({ links }, link, forMs) {
    await links.enable(link, false);
    await sleep(forMs);
    await links.enable(link, true);
  },
};

/** Does what was planned, and undoes it; faults of one thing come one after the other. */
export class Faults {
  private readonly queues = new Map<string, Promise<void>>();

  constructor(private readonly town: Town) {}

  /** Resolves when the fault is over. */
  inject(fault: PlannedFault): Promise<void> {
    if (fault.kind === 'kill') {
      const victim = this.town.processes.get(fault.process)?.[fault.victim];
      if (!victim) throw new Error(`there is no ${fault.process} ${fault.victim}`);
      return this.inTurn(`${fault.process} ${fault.victim}`, () => victim.kill(fault.lasts));
    }
    if ('link' in fault) {
      const { kind, link, lasts } = fault;
      return this.inTurn(link, () => DISTURB[kind](this.town, link, lasts));
    }
    return this.town.webhooks.play(fault.kind, fault.lasts);
  }

  private inTurn(what: string, act: () => Promise<void>): Promise<void> {
    const turn = (this.queues.get(what) ?? Promise.resolve()).then(act);
    this.queues.set(
      what,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

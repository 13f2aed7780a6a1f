import { describe, expect, it } from 'vitest';
import type { OrderRun, RunStep } from '../../../src/page/client.js';
import { buildTimeline, UNKNOWN_RUN } from '../../../src/page/order/timeline-steps.js';

function step(id: RunStep['id'], fields: Partial<RunStep> = {}): RunStep {
  return {
    id,
    name: `name of ${String(id)}`,
    status: 'done',
    started_at: '2026-01-01T00:00:00Z',
    ended_at: '2026-01-01T00:00:01Z',
    ...fields,
  };
}

const statesOf = (run: Partial<OrderRun>) => buildTimeline({ ...UNKNOWN_RUN, ...run }).map(({ state }) => state);

describe('buildTimeline', () => {
  it('lists the steps of the saga before the run is known', () => {
    expect(buildTimeline(UNKNOWN_RUN).map(({ title, state }) => `${title}: ${state}`)).toEqual([
      'Price: upcoming',
      'Reserve stock: upcoming',
      'Create order: upcoming',
      'Pay: upcoming',
      'Confirm stock: upcoming',
      'Confirm order: upcoming',
    ]);
  });

  it('matches records by id, whatever their names', () => {
    const steps = [step('price'), step('reserve', { name: 'hold inventory' }), step('create', { status: 'running' })];
    expect(statesOf({ steps })).toEqual(['done', 'done', 'running', 'upcoming', 'upcoming', 'upcoming']);
    expect(buildTimeline({ ...UNKNOWN_RUN, steps })[1]?.record).toBe(steps[1]);
  });

  it('ignores records without an id', () => {
    expect(statesOf({ steps: [step(null, { name: 'pay' })] })).not.toContain('done');
  });

  it('shows a running step as waiting while the customer must act', () => {
    const steps = [step('price'), step('pay', { status: 'running' })];
    expect(statesOf({ steps, step: 'awaiting_customer' })[3]).toBe('waiting');
    expect(statesOf({ steps, step: 'awaiting_customer' })[0]).toBe('done');
    expect(statesOf({ steps, step: 'paying' })[3]).toBe('running');
  });

  it('puts each compensation below its step', () => {
    const steps = [step('reserve'), step('pay', { status: 'failed' })];
    const compensations = [step('pay', { name: 'refund or void' }), step('reserve', { name: 'release stock' })];
    const timeline = buildTimeline({ ...UNKNOWN_RUN, steps, compensations });
    expect(timeline.map(({ compensation }) => compensation?.title)).toEqual([
      undefined,
      'Release stock',
      undefined,
      'Refund or void',
      undefined,
      undefined,
    ]);
    expect(timeline[3]).toMatchObject({ state: 'failed', compensation: { state: 'done' } });
  });

  it('marks a compensation that keeps failing as stuck', () => {
    const compensations = [step('reserve', { name: 'release stock', status: 'running' })];
    const [, stuck] = buildTimeline({ ...UNKNOWN_RUN, compensations, stuck_compensations: ['release stock'] });
    expect(stuck?.compensation?.state).toBe('stuck');
    const [, running] = buildTimeline({ ...UNKNOWN_RUN, compensations, stuck_compensations: ['restock'] });
    expect(running?.compensation?.state).toBe('running');
  });
});

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/contracts/reconcile.js';
import { addToResult, nextProgress, NO_RESULT } from '../../src/workflows/reconcile/progress.js';

const finding = (orderId: string, changes: Partial<Finding> = {}): Finding => ({
  ...{ orderId, status: 'pending', running: false, holdsStock: false, unsettled: false, disagreement: null },
  ...{ remedy: 'undo', ...changes },
});
const page = (...findings: Finding[]) => ({ findings, runningCount: 1, problems: [] });

describe('addToResult', () => {
  it('counts each kind of finding', () => {
    const findings = [finding('1'), finding('2', { remedy: 'report' }), finding('3', { remedy: 'leave' })];
    expect(addToResult(NO_RESULT, page(...findings))).toMatchObject({
      looked: 3,
      repaired: [{ orderId: '1' }],
      unresolved: [{ orderId: '2' }],
      counts: { running: 1, repaired: 1, unresolved: 1 },
    });
  });

  it('lists a failed repair that succeeds on a later page as repaired', () => {
    const failed = addToResult(NO_RESULT, page(finding('1', { problem: 'unavailable' })));
    expect(failed).toMatchObject({ repaired: [], unresolved: [{ orderId: '1' }] });
    expect(addToResult(failed, page(finding('1')))).toMatchObject({
      repaired: [{ orderId: '1' }],
      unresolved: [],
      counts: { repaired: 1, unresolved: 0 },
    });
  });

  it('lists 200 findings and counts all of them', () => {
    const findings = Array.from({ length: 201 }, (_, i) => finding(String(i)));
    const result = addToResult(NO_RESULT, page(...findings));
    expect(result.repaired).toHaveLength(200);
    expect(result.counts?.repaired).toBe(201);
  });
});

describe('nextProgress', () => {
  const START = '2026-01-01T00:00:00.000Z';
  const DONE = { reservations: null, orders: null, payments: null, cancellations: null };
  const after = (seconds: number) => Date.parse(START) + seconds * 1_000;

  it('ends after the last page of every source', () => {
    expect(nextProgress(NO_RESULT, { ...DONE, comparison: null }, START, after(0))).toBeUndefined();
  });

  it('continues after the last key of each source', () => {
    const cursors = { ...DONE, comparison: 'b', orders: 'a' };
    expect(nextProgress(NO_RESULT, cursors, START, after(90))).toMatchObject({ cursors, searchStartedAt: START });
  });

  it('searches for lost orders again when the comparison takes longer than a minute', () => {
    const next = nextProgress(NO_RESULT, { ...DONE, comparison: 'b' }, START, after(61));
    expect(next).toMatchObject({ cursors: { comparison: 'b' }, searchStartedAt: '2026-01-01T00:01:01.000Z' });
    expect(next?.cursors).not.toHaveProperty('orders');
  });
});

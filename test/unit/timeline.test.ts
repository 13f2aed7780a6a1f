import { beforeAll, describe, expect, it } from 'vitest';
import { buildEntries, undoState, type OrderRecords } from '../../src/api/orders/timeline/build-timeline.js';
import { readHistory } from '../../src/api/orders/timeline/history-records.js';
import type { RunRecord } from '../../src/api/orders/timeline/order-histories.js';
import { undoOutcome } from '../../src/api/orders/timeline/undo-outcome.js';
import type { PaymentWithRefunds } from '../../src/domains/payments/payment-reader.js';
import { readHistories, type CommittedHistory } from '../replay/history-files.js';

let histories: CommittedHistory[];
beforeAll(async () => {
  histories = await readHistories();
});

const TYPES = { 'place-order': 'placeOrder', 'cancel-confirmed-order': 'cancelConfirmedOrder' } as const;

/** The run of a committed history, cut off after a number of events. */
function runOf(name: string, mode = 'plain', eventCount?: number): RunRecord {
  const found = histories.find((each) => each.name === name && each.mode === mode);
  if (!found) throw new Error(`No history is named ${name}.`);
  const { activities, ...records } = readHistory((found.history.events ?? []).slice(0, eventCount));
  return {
    ...records,
    workflowId: found.workflowId,
    runId: 'a run',
    isSuperseded: false,
    type: TYPES[name.split('.')[0] as keyof typeof TYPES],
    status: records.endedAt === null ? 'RUNNING' : 'COMPLETED',
    activities: activities.map(({ failure, ...activity }) => ({ ...activity, lastError: failure?.message ?? null })),
    traceId: null,
  };
}

const payment = (fields: Partial<PaymentWithRefunds> = {}): PaymentWithRefunds =>
  ({
    ...{ status: 'success', failureReason: null, refundedAmount: 0, transactionId: 'TXN-1', redirectUrl: null },
    ...{ refunds: [], disputes: [] },
    ...fields,
  }) as unknown as PaymentWithRefunds;

const records = (fields: Partial<OrderRecords>): OrderRecords => {
  return { changes: [], payment: undefined, returns: [], runs: [], ...fields };
};

const summaryOf = (all: ReturnType<typeof buildEntries>) =>
  all.map(({ kind, code, state, outcome }) => [kind, code, state, outcome].filter(Boolean).join(' '));

describe('the timeline of a run', () => {
  it.each(['plain', 'encrypted', 'traced'])('lists the steps of a confirmed order from a %s history', (mode) => {
    const entries = buildEntries(records({ runs: [runOf('place-order.confirmed', mode)], payment: payment() }));
    const steps = ['price', 'reserve', 'create', 'pay', 'confirm_stock', 'confirm_order'];
    expect(summaryOf(entries)).toEqual(steps.map((code) => `step ${code} done`));
    expect(entries.every(({ at, ended_at: end }) => end !== null && Date.parse(at) <= Date.parse(end))).toBe(true);
    expect(undoState(entries)).toBe('none');
  });

  it('says that nothing was charged when the card was declined', () => {
    const declined = payment({ status: 'failed', failureReason: 'card_declined', transactionId: 'TXN-2' });
    const entries = buildEntries(records({ runs: [runOf('place-order.declined')], payment: declined }));
    expect(summaryOf(entries)).toEqual([
      ...['step price done', 'step reserve done', 'step create done', 'step pay failed'],
      'compensation pay done nothing_charged',
      'compensation create done order_ended',
      'compensation reserve done released',
    ]);
    expect(entries.find(({ code }) => code === 'pay')?.last_error).toMatch(/declined/i);
    expect(undoState(entries)).toBe('done');
  });

  it('adds what the cancelling run of a confirmed order undid', () => {
    const runs = [runOf('place-order.confirmed'), runOf('cancel-confirmed-order.cancelled')];
    const refunded = payment({ status: 'refunded', refundedAmount: 1_999 });
    const entries = buildEntries(records({ runs, payment: refunded }));
    expect(summaryOf(entries)).toEqual(
      expect.arrayContaining([
        'compensation pay done refunded',
        'compensation confirm_stock done restocked',
        'compensation create done order_ended',
      ]),
    );
  });

  it('shows a compensation that keeps failing as retrying, with its attempts', () => {
    const entries = [100, 90, 80, 70, 60, 50, 40, 35, 30]
      .map((count) => buildEntries(records({ runs: [runOf('place-order.stuck-compensation', 'plain', count)] })))
      .find((all) => undoState(all) === 'stuck');
    const stuck = entries?.find(({ kind, state }) => kind === 'compensation' && state === 'retrying');
    expect(stuck?.attempts).toBeGreaterThanOrEqual(1);
    expect(stuck?.last_error).toBeTruthy();
  });

  it('shows what a reset copied only once, and what the earlier run left open as cancelled', () => {
    const later = runOf('place-order.confirmed');
    const earlier = {
      ...later,
      runId: 'an earlier run',
      isSuperseded: true,
      status: 'TERMINATED',
      activities: later.activities.slice(0, 4).map((activity, index) => {
        return index < 3 ? activity : { ...activity, startedAt: '2020-01-01T00:00:00Z', state: 'running' as const };
      }),
    } as const;
    const entries = buildEntries(records({ runs: [earlier, later], payment: payment() }));
    expect(summaryOf(entries).filter((entry) => entry.startsWith('step'))).toEqual([
      'step pay cancelled',
      ...['price', 'reserve', 'create', 'pay', 'confirm_stock', 'confirm_order'].map((code) => `step ${code} done`),
    ]);
  });

  it('counts a compensation as done once a later run has done it', () => {
    const done = { ...runOf('cancel-confirmed-order.cancelled'), runId: 'the later run' };
    const stuck = {
      ...done,
      activities: done.activities.slice(0, 1).map((activity) => {
        return { ...activity, startedAt: '2020-01-01T00:00:00Z', state: 'failed' as const, lastError: 'unreachable' };
      }),
      status: 'TERMINATED',
      isSuperseded: true,
    } as const;
    const refunded = payment({ status: 'refunded', refundedAmount: 1_999 });
    expect(undoState(buildEntries(records({ runs: [stuck], payment: refunded })))).toBe('stuck');
    expect(undoState(buildEntries(records({ runs: [stuck, done], payment: refunded })))).toBe('done');
  });

  it('names the messages that a run received', () => {
    const entries = buildEntries(records({ runs: [runOf('place-order.extended')] }));
    expect(entries.filter(({ kind }) => kind === 'message').map(({ code }) => code)).toContain('extendReservation');
    expect(entries.map(({ code }) => code)).not.toContain('accepted');
  });

  it('shows a payment that waits for the customer as waiting', () => {
    const paying = payment({ status: 'processing', redirectUrl: 'https://gateway.example/pay' });
    const { activities, ...run } = runOf('place-order.approved-by-customer');
    const untilPaid = activities.slice(0, activities.findIndex(({ type }) => type === 'processPayment') + 1);
    const open = { ...run, status: 'RUNNING', activities: untilPaid } as const;
    const entries = buildEntries(records({ runs: [open], payment: paying }));
    expect(summaryOf(entries)).toContain('step pay waiting');
    expect(entries.find(({ code }) => code === 'pay')?.ended_at).toBeNull();
  });
});

it('counts the attempts of an activity that has not ended', () => {
  const events = [
    { eventId: 5, activityTaskScheduledEventAttributes: { activityId: '1', activityType: { name: 'pay' } } },
  ];
  const pending = [{ activityId: '1', attempt: 3, lastFailure: { message: 'unreachable' } }];
  const { activities } = readHistory(events as never, pending);
  expect(activities).toMatchObject([{ state: 'running', attempts: 3, failure: { message: 'unreachable' } }]);
});

it('lists refunds, returns and disputes with their amounts', () => {
  const at = new Date('2026-01-02T03:04:05Z');
  const refund = { id: 'r', status: 'failed', amount: 500, reason: 'damaged', failureReason: 'expired_card' };
  const dispute = { id: 'd', status: 'open', amount: 1_999, reason: 'fraudulent' };
  const times = { createdAt: at, updatedAt: at };
  const disputed = payment({ refunds: [{ ...refund, ...times }], disputes: [{ ...dispute, ...times }] } as never);
  const returned = { ...times, id: 'x', status: 'completed', amount: 700, refundedAmount: 600, reason: 'wrong size' };
  const entries = buildEntries(records({ payment: disputed, returns: [returned as never] }));
  expect(entries.map(({ kind, code, amount, reason }) => [kind, code, amount, reason])).toEqual([
    ['refund', 'failed', 500, 'expired_card'],
    ['return', 'completed', 600, 'wrong size'],
    ['dispute', 'open', 1_999, 'fraudulent'],
  ]);
});

it.each([
  ['pay', [], undefined, 'nothing_charged'],
  ['pay', ['pay'], { failureReason: 'voided', transactionId: null }, 'nothing_charged'],
  ['pay', ['pay'], { failureReason: 'voided', transactionId: 'TXN-1' }, 'voided'],
  ['pay', ['pay'], { refundedAmount: 5 }, 'refunded'],
  ['pay', ['pay'], { refundedAmount: 5, hasPendingRefund: true }, 'refund_pending'],
  ['reserve', [], undefined, 'nothing_reserved'],
  ['reserve', ['reserve'], undefined, 'released'],
  ['confirm_stock', [], undefined, 'nothing_to_restock'],
  ['confirm_stock', ['confirm_stock'], undefined, 'restocked'],
  ['other_charge', [], undefined, 'undone'],
] as const)('titles undoing %s after %j by its outcome (%j)', (step, completed, paid, expected) => {
  const facts = {
    status: 'failed',
    failureReason: null,
    refundedAmount: 0,
    transactionId: null,
    hasPendingRefund: false,
  };
  const order = { completedSteps: new Set<string>(completed), payment: paid && { ...facts, ...paid } };
  expect(undoOutcome(step, order)).toBe(expected);
});

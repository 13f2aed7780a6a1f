import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import {
  newIdempotencyKey,
  orderIdForKey,
  startTestGateway,
  type JsonBody,
  type TestGateway,
} from '../kit/test-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

async function charged(overrides: JsonBody) {
  const key = newIdempotencyKey();
  const { status, body } = await gateway.charge(key, overrides);
  return { key, status, body, id: body.id as string, redirectUrl: body.redirect_url as string | null };
}

const waitForStatus = (key: string, status: string) =>
  waitUntil(
    () => gateway.findCharge(key),
    ({ body }) => body.status === status,
  );

/** The types of the events about an order, in the order they were written. */
async function eventsAbout(key: string): Promise<unknown[]> {
  const rows = await gateway.database.query<{ type: string }>(
    `SELECT type FROM gateway.events WHERE data ->> 'order_id' = $1 ORDER BY created_at`,
    [orderIdForKey(key)],
  );
  return rows.map(({ type }) => type);
}

describe('tok_3ds', () => {
  it.each([
    ['approve', 'succeeded', 'charge.succeeded'],
    ['decline', 'declined', 'charge.failed'],
  ] as const)('lets the holder of a card %s on the payment page', async (decision, status, event) => {
    const { key, body, redirectUrl } = await charged({ token: 'tok_3ds' });
    expect(body).toMatchObject({ status: 'requires_action', method: 'credit_card' });
    await submitPaymentDecision(redirectUrl, decision);
    expect((await gateway.findCharge(key)).body).toMatchObject({ status, redirect_url: null });
    expect(await eventsAbout(key)).toEqual([event]);
  });
});

describe('tok_processing', () => {
  it('leaves a card processing, also when the request is repeated, and approves it later', async () => {
    const slow = await startTestGateway(1, 300);
    try {
      const key = newIdempotencyKey();
      const first = await slow.charge(key, { token: 'tok_processing' });
      expect(first.body).toMatchObject({ status: 'processing', redirect_url: null });
      expect(await slow.charge(key, { token: 'tok_processing' })).toEqual(first);
      expect(await slow.charge(key, { token: undefined })).toEqual(first);
      await waitUntil(
        () => slow.findCharge(key),
        ({ body }) => body.status === 'succeeded',
      );
    } finally {
      await slow.stop();
    }
  });

  it('leaves a wallet processing after the customer approved, and never asks again', async () => {
    const slow = await startTestGateway(1, 300);
    try {
      const key = newIdempotencyKey();
      const order = { method: 'paypal', token: 'tok_processing' };
      const { body } = await slow.charge(key, order);
      expect(body.status).toBe('requires_action');
      expect((await submitPaymentDecision(body.redirect_url as string, 'approve')).html).toContain('in progress');
      expect((await slow.charge(key, order)).body).toMatchObject({ status: 'processing', redirect_url: null });
      await waitUntil(
        () => slow.findCharge(key),
        ({ body }) => body.status === 'succeeded',
      );
    } finally {
      await slow.stop();
    }
  });

  it('can be voided before it is decided', async () => {
    const slow = await startTestGateway(1, 50);
    try {
      const key = newIdempotencyKey();
      await slow.charge(key, { token: 'tok_processing' });
      expect((await slow.void(key)).body.status).toBe('canceled');
      await waitUntil(
        () => slow.database.query('SELECT FROM gateway.delayed_changes'),
        (rows) => rows.length === 0,
      );
      expect((await slow.findCharge(key)).body.status).toBe('canceled');
    } finally {
      await slow.stop();
    }
  });
});

describe('tok_lost_event', () => {
  it.each(['credit_card', 'paypal'])('sends no event when a customer approves: %s', async (method) => {
    const { key, redirectUrl } = await charged({ method, token: 'tok_lost_event' });
    await submitPaymentDecision(redirectUrl, 'approve');
    expect((await gateway.findCharge(key)).body.status).toBe('succeeded');
    expect(await eventsAbout(key)).toEqual([]);
  });
});

describe('tok_refused', () => {
  it('refuses to create the charge and records nothing', async () => {
    const { key, status, body } = await charged({ token: 'tok_refused' });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'amount_too_small' });
    expect(await gateway.findCharge(key)).toMatchObject({ status: 404 });
    expect((await gateway.void(key)).body).toMatchObject({ status: 'canceled', amount: 0 });
    expect((await gateway.charge(key, { token: 'tok_refused' })).body).toMatchObject({ status: 'canceled' });
  });
});

describe('an authorization', () => {
  const authorized = (token = 'tok_approve') => charged({ capture: 'manual', token });
  const capture = (id: string, amount = 1_000) => gateway.post(`/v1/charges/${id}/capture`, { amount });

  it('is captured once', async () => {
    const { key, id, body } = await authorized();
    expect(body).toMatchObject({ status: 'authorized', capture: 'manual' });
    const captured = await capture(id);
    expect(captured.body).toMatchObject({ id, status: 'succeeded', amount: 1_000 });
    expect(await capture(id)).toEqual(captured);
    expect(await eventsAbout(key)).toEqual(['charge.authorized', 'charge.succeeded']);
    expect((await gateway.void(key)).body.status).toBe('succeeded');
  });

  it('is voided instead of captured', async () => {
    const { key, id } = await authorized();
    expect((await gateway.void(key)).body).toMatchObject({ id, status: 'canceled' });
    expect(await capture(id)).toMatchObject({ status: 200, body: { status: 'canceled' } });
    expect(await eventsAbout(key)).toEqual(['charge.authorized', 'charge.canceled']);
  });

  it('cannot be refunded, and is captured as a whole', async () => {
    const { id } = await authorized();
    expect(await gateway.post('/v1/refunds', { charge_id: id, amount: 1 }, newIdempotencyKey())).toMatchObject({
      status: 409,
      body: { code: 'charge_not_refundable' },
    });
    expect(await capture(id, 999)).toMatchObject({ status: 409, body: { code: 'capture_amount_mismatch' } });
    expect(await capture('TXN-none')).toMatchObject({ status: 404, body: { code: 'charge_not_found' } });
  });

  it('has expired when it is captured with tok_capture_fails', async () => {
    const { key, id } = await authorized('tok_capture_fails');
    expect((await capture(id)).body).toMatchObject({ status: 'canceled' });
    expect(await eventsAbout(key)).toEqual(['charge.authorized', 'charge.canceled']);
    expect((await charged({ token: 'tok_capture_fails' })).body.status).toBe('succeeded');
  });

  it.each([
    ['tok_3ds', 'credit_card'],
    ['tok_approve', 'paypal'],
  ])('follows the approval of the customer: %s, %s', async (token, method) => {
    const { key, redirectUrl } = await charged({ capture: 'manual', token, method });
    await submitPaymentDecision(redirectUrl, 'approve');
    expect((await gateway.findCharge(key)).body.status).toBe('authorized');
  });

  it('follows a later decision of the bank', async () => {
    const { key } = await charged({ capture: 'manual', token: 'tok_processing' });
    await waitForStatus(key, 'authorized');
  });

  it('belongs to a key that cannot be charged at once', async () => {
    const { key } = await authorized();
    expect(await gateway.charge(key)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });
});

describe('a refund', () => {
  const refund = (chargeId: string, amount: number, key = newIdempotencyKey()) =>
    gateway.post('/v1/refunds', { charge_id: chargeId, amount }, key);
  const refundsOf = async (key: string) =>
    (await gateway.get(`/v1/refunds?charge_idempotency_key=${key}`)).body.data as JsonBody[];
  const waitForRefunds = (key: string, statuses: string[]) =>
    waitUntil(
      () => refundsOf(key),
      (refunds) => refunds.map(({ status }) => status).join() === statuses.join(),
    );

  it('is pending with tok_refund_pending, holds its amount, and succeeds later', async () => {
    const { key, id } = await charged({ token: 'tok_refund_pending' });
    const refundKey = newIdempotencyKey();
    const made = await refund(id, 600, refundKey);
    expect(made.body).toMatchObject({ status: 'pending', idempotency_key: refundKey, failure_reason: null });
    expect(await refund(id, 401)).toMatchObject({ status: 409, body: { code: 'refund_exceeds_charge' } });
    await waitForRefunds(key, ['succeeded']);
    expect((await gateway.findCharge(key)).body.refunded_amount).toBe(600);
    expect((await refund(id, 600, refundKey)).body).toMatchObject({ id: made.body.id, status: 'succeeded' });
    expect(await eventsAbout(key)).toEqual(['charge.succeeded', 'refund.succeeded']);
  });

  it('fails later with tok_refund_fails, and its amount can be refunded again', async () => {
    const { key, id } = await charged({ token: 'tok_refund_fails' });
    expect((await refund(id, 1_000)).body.status).toBe('pending');
    await waitForRefunds(key, ['failed']);
    expect((await refundsOf(key))[0]).toMatchObject({ failure_reason: 'lost_or_stolen_card' });
    expect((await gateway.findCharge(key)).body.refunded_amount).toBe(0);
    expect((await refund(id, 1_000)).body.status).toBe('succeeded');
    expect((await gateway.findCharge(key)).body.refunded_amount).toBe(1_000);
    expect(await eventsAbout(key)).toEqual(['charge.succeeded', 'refund.failed', 'refund.succeeded']);
  });

  it('that is made in the dashboard has no key and is listed', async () => {
    const { key, id } = await charged({});
    const made = await gateway.post('/v1/dashboard/refunds', { charge_id: id, amount: 250 });
    expect(made.body).toMatchObject({ status: 'succeeded', idempotency_key: null });
    await gateway.post('/v1/dashboard/refunds', { charge_id: id, amount: 250 });
    expect((await refundsOf(key)).map(({ amount }) => amount)).toEqual([250, 250]);
    expect((await gateway.findCharge(key)).body.refunded_amount).toBe(500);
    expect(await refundsOf('unknown')).toEqual([]);
  });
});

describe('a dispute', () => {
  const disputesOf = async (key: string) => (await gateway.findCharge(key)).body.disputes as JsonBody[];

  it('opens after a charge with tok_dispute, blocks refunds, and is won', async () => {
    const { key, id, body } = await charged({ token: 'tok_dispute' });
    expect(body.disputes).toEqual([]);
    const [dispute] = await waitUntil(
      () => disputesOf(key),
      (disputes) => disputes.length > 0,
    );
    expect(dispute).toMatchObject({ amount: 1_000, reason: 'fraudulent', status: 'open' });
    expect(Date.parse(String(dispute?.evidence_due_at))).toBeGreaterThan(Date.now());
    const refund = () => gateway.post('/v1/refunds', { charge_id: id, amount: 1 }, newIdempotencyKey());
    expect(await refund()).toMatchObject({ status: 409, body: { code: 'charge_disputed' } });

    const close = (outcome: string) => gateway.post(`/v1/dashboard/disputes/${String(dispute?.id)}/close`, { outcome });
    expect((await close('won')).body).toMatchObject({ status: 'won', evidence_due_at: null });
    expect((await close('lost')).body).toMatchObject({ status: 'won' });
    expect(await refund()).toMatchObject({ status: 200 });
    expect(await eventsAbout(key)).toEqual([
      'charge.succeeded',
      'dispute.opened',
      'dispute.closed',
      'refund.succeeded',
    ]);
  });

  it('is opened in the dashboard about what is not refunded, and blocks refunds once lost', async () => {
    const { key, id } = await charged({});
    await gateway.post('/v1/refunds', { charge_id: id, amount: 400 }, newIdempotencyKey());
    const opened = await gateway.post('/v1/dashboard/disputes', { charge_id: id, reason: 'product_not_received' });
    expect(opened.body).toMatchObject({ amount: 600, reason: 'product_not_received' });
    await gateway.post(`/v1/dashboard/disputes/${String(opened.body.id)}/close`, { outcome: 'lost' });
    expect(await disputesOf(key)).toMatchObject([{ status: 'lost' }]);
    const refund = await gateway.post('/v1/refunds', { charge_id: id, amount: 1 }, newIdempotencyKey());
    expect(refund).toMatchObject({ status: 409, body: { code: 'charge_disputed' } });
  });

  it('exists for succeeded charges only', async () => {
    const declined = await charged({ token: 'tok_decline' });
    expect(await gateway.post('/v1/dashboard/disputes', { charge_id: declined.id })).toMatchObject({
      status: 409,
      body: { code: 'charge_not_disputable' },
    });
    expect(await gateway.post('/v1/dashboard/disputes/DSP-0/close', { outcome: 'won' })).toMatchObject({
      status: 404,
      body: { code: 'dispute_not_found' },
    });
  });
});

describe('a delayed outcome', () => {
  it('survives a restart of the gateway', async () => {
    const { key, id } = await charged({ token: 'tok_refund_pending' });
    // As a process left it that died after it stored the change.
    await gateway.database.query(
      `INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount, status)
       VALUES ('RFD-left', $1, 'left', 100, 'pending')`,
      [id],
    );
    await gateway.database.query(
      `INSERT INTO gateway.delayed_changes VALUES ('refund_succeeded', 'RFD-left', now() + interval '100 milliseconds')`,
    );
    await gateway.restart();
    await waitUntil(
      () => gateway.findCharge(key),
      ({ body }) => body.refunded_amount === 100,
    );
  });
});

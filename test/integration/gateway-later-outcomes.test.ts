import { describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
import { newIdempotencyKey, setUpTestGateway, type JsonBody } from '../kit/test-gateway.js';

const test = setUpTestGateway();
const { charged, eventsAbout } = test;

describe('a refund', () => {
  const refund = (chargeId: string, amount: number, key = newIdempotencyKey()) =>
    test.gateway.post('/v1/refunds', { charge_id: chargeId, amount }, key);
  const refundsOf = async (key: string) =>
    (await test.gateway.get(`/v1/refunds?charge_idempotency_key=${key}`)).body.data as JsonBody[];
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
    expect((await test.gateway.findCharge(key)).body.refunded_amount).toBe(600);
    expect((await refund(id, 600, refundKey)).body).toMatchObject({ id: made.body.id, status: 'succeeded' });
    expect(await eventsAbout(key)).toEqual(['charge.succeeded', 'refund.succeeded']);
  });

  it('fails later with tok_refund_fails, and its amount can be refunded again', async () => {
    const { key, id } = await charged({ token: 'tok_refund_fails' });
    expect((await refund(id, 1_000)).body.status).toBe('pending');
    await waitForRefunds(key, ['failed']);
    expect((await refundsOf(key))[0]).toMatchObject({ failure_reason: 'lost_or_stolen_card' });
    expect((await test.gateway.findCharge(key)).body.refunded_amount).toBe(0);
    expect((await refund(id, 1_000)).body.status).toBe('succeeded');
    expect((await test.gateway.findCharge(key)).body.refunded_amount).toBe(1_000);
    expect(await eventsAbout(key)).toEqual(['charge.succeeded', 'refund.failed', 'refund.succeeded']);
  });

  it('that is made in the dashboard has no key and is listed', async () => {
    const { key, id } = await charged({});
    const made = await test.gateway.post('/v1/dashboard/refunds', { charge_id: id, amount: 250 });
    expect(made.body).toMatchObject({ status: 'succeeded', idempotency_key: null });
    await test.gateway.post('/v1/dashboard/refunds', { charge_id: id, amount: 250 });
    expect((await refundsOf(key)).map(({ amount }) => amount)).toEqual([250, 250]);
    expect((await test.gateway.findCharge(key)).body.refunded_amount).toBe(500);
    expect(await refundsOf('unknown')).toEqual([]);
  });
});

describe('a dispute', () => {
  const disputesOf = async (key: string) => (await test.gateway.findCharge(key)).body.disputes as JsonBody[];

  it('opens after a charge with tok_dispute, blocks refunds, and is won', async () => {
    const { key, id, body } = await charged({ token: 'tok_dispute' });
    expect(body.disputes).toEqual([]);
    const [dispute] = await waitUntil(
      () => disputesOf(key),
      (disputes) => disputes.length > 0,
    );
    expect(dispute).toMatchObject({ amount: 1_000, reason: 'fraudulent', status: 'open' });
    expect(Date.parse(String(dispute?.evidence_due_at))).toBeGreaterThan(Date.now());
    const refund = () => test.gateway.post('/v1/refunds', { charge_id: id, amount: 1 }, newIdempotencyKey());
    expect(await refund()).toMatchObject({ status: 409, body: { code: 'charge_disputed' } });

    const close = (outcome: string) =>
      test.gateway.post(`/v1/dashboard/disputes/${String(dispute?.id)}/close`, { outcome });
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
    await test.gateway.post('/v1/refunds', { charge_id: id, amount: 400 }, newIdempotencyKey());
    const opened = await test.gateway.post('/v1/dashboard/disputes', { charge_id: id, reason: 'product_not_received' });
    expect(opened.body).toMatchObject({ amount: 600, reason: 'product_not_received' });
    await test.gateway.post(`/v1/dashboard/disputes/${String(opened.body.id)}/close`, { outcome: 'lost' });
    expect(await disputesOf(key)).toMatchObject([{ status: 'lost' }]);
    const refund = await test.gateway.post('/v1/refunds', { charge_id: id, amount: 1 }, newIdempotencyKey());
    expect(refund).toMatchObject({ status: 409, body: { code: 'charge_disputed' } });
  });

  it('exists for succeeded charges only', async () => {
    const declined = await charged({ token: 'tok_decline' });
    expect(await test.gateway.post('/v1/dashboard/disputes', { charge_id: declined.id })).toMatchObject({
      status: 409,
      body: { code: 'charge_not_disputable' },
    });
    expect(await test.gateway.post('/v1/dashboard/disputes/DSP-0/close', { outcome: 'won' })).toMatchObject({
      status: 404,
      body: { code: 'dispute_not_found' },
    });
  });
});

describe('a delayed outcome', () => {
  it('survives a restart of the gateway', async () => {
    const { key, id } = await charged({ token: 'tok_refund_pending' });
    // As a process left it that died after it stored the change.
    await test.gateway.database.query(
      `INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount, status)
       VALUES ('RFD-left', $1, 'left', 100, 'pending')`,
      [id],
    );
    await test.gateway.database.query(
      `INSERT INTO gateway.delayed_changes VALUES ('refund_succeeded', 'RFD-left', now() + interval '100 milliseconds')`,
    );
    await test.gateway.restart();
    await waitUntil(
      () => test.gateway.findCharge(key),
      ({ body }) => body.refunded_amount === 100,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { newIdempotencyKey, setUpTestGateway, startTestGateway, type TestGateway } from '../kit/test-gateway.js';

const test = setUpTestGateway();
const { charged, eventsAbout } = test;

const waitForStatus = (key: string, status: string) =>
  waitUntil(
    () => test.gateway.findCharge(key),
    ({ body }) => body.status === status,
  );

describe('tok_3ds', () => {
  it.each([
    ['approve', 'succeeded', 'charge.succeeded'],
    ['decline', 'declined', 'charge.failed'],
  ] as const)('lets the holder of a card %s on the payment page', async (decision, status, event) => {
    const { key, body, redirectUrl } = await charged({ token: 'tok_3ds' });
    expect(body).toMatchObject({ status: 'requires_action', method: 'credit_card' });
    await submitPaymentDecision(redirectUrl, decision);
    expect((await test.gateway.findCharge(key)).body).toMatchObject({ status, redirect_url: null });
    expect(await eventsAbout(key)).toEqual([event]);
  });
});

describe('tok_processing', () => {
  /** Longer than a test takes on any machine. */
  const UNTIL_DECIDED_MS = 600_000;

  /** Lets the bank decide now. */
  async function decide(slow: TestGateway): Promise<void> {
    await slow.database.query('UPDATE gateway.delayed_changes SET due_at = now()');
    await slow.restart();
  }

  it('leaves a card processing, also when the request is repeated, and approves it later', async () => {
    const slow = await startTestGateway(1, UNTIL_DECIDED_MS);
    try {
      const key = newIdempotencyKey();
      const first = await slow.charge(key, { token: 'tok_processing' });
      expect(first.body).toMatchObject({ status: 'processing', redirect_url: null });
      expect(await slow.charge(key, { token: 'tok_processing' })).toEqual(first);
      expect(await slow.charge(key, { token: undefined })).toEqual(first);
      await decide(slow);
      await waitUntil(
        () => slow.findCharge(key),
        ({ body }) => body.status === 'succeeded',
      );
    } finally {
      await slow.stop();
    }
  });

  it('leaves a wallet processing after the customer approved, and never asks again', async () => {
    const slow = await startTestGateway(1, UNTIL_DECIDED_MS);
    try {
      const key = newIdempotencyKey();
      const order = { method: 'paypal', token: 'tok_processing' };
      const { body } = await slow.charge(key, order);
      expect(body.status).toBe('requires_action');
      expect((await submitPaymentDecision(body.redirect_url as string, 'approve')).html).toContain('in progress');
      expect((await slow.charge(key, order)).body).toMatchObject({ status: 'processing', redirect_url: null });
      await decide(slow);
      await waitUntil(
        () => slow.findCharge(key),
        ({ body }) => body.status === 'succeeded',
      );
    } finally {
      await slow.stop();
    }
  });

  it('can be voided before it is decided', async () => {
    const slow = await startTestGateway(1, UNTIL_DECIDED_MS);
    try {
      const key = newIdempotencyKey();
      await slow.charge(key, { token: 'tok_processing' });
      expect((await slow.void(key)).body.status).toBe('canceled');
      await decide(slow);
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
    expect((await test.gateway.findCharge(key)).body.status).toBe('succeeded');
    expect(await eventsAbout(key)).toEqual([]);
  });
});

describe('tok_refused', () => {
  it('refuses to create the charge and records nothing', async () => {
    const { key, status, body } = await charged({ token: 'tok_refused' });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'amount_too_small' });
    expect(await test.gateway.findCharge(key)).toMatchObject({ status: 404 });
    expect((await test.gateway.void(key)).body).toMatchObject({ status: 'canceled', amount: 0 });
    expect((await test.gateway.charge(key, { token: 'tok_refused' })).body).toMatchObject({ status: 'canceled' });
  });
});

describe('an authorization', () => {
  const authorized = (token = 'tok_approve') => charged({ capture: 'manual', token });
  const capture = (id: string, amount = 1_000) => test.gateway.post(`/v1/charges/${id}/capture`, { amount });

  it('is captured once', async () => {
    const { key, id, body } = await authorized();
    expect(body).toMatchObject({ status: 'authorized', capture: 'manual' });
    const captured = await capture(id);
    expect(captured.body).toMatchObject({ id, status: 'succeeded', amount: 1_000 });
    expect(await capture(id)).toEqual(captured);
    expect(await eventsAbout(key)).toEqual(['charge.authorized', 'charge.succeeded']);
    expect((await test.gateway.void(key)).body.status).toBe('succeeded');
  });

  it('is voided instead of captured', async () => {
    const { key, id } = await authorized();
    expect((await test.gateway.void(key)).body).toMatchObject({ id, status: 'canceled' });
    expect(await capture(id)).toMatchObject({ status: 200, body: { status: 'canceled' } });
    expect(await eventsAbout(key)).toEqual(['charge.authorized', 'charge.canceled']);
  });

  it('cannot be refunded, and is captured as a whole', async () => {
    const { id } = await authorized();
    expect(await test.gateway.post('/v1/refunds', { charge_id: id, amount: 1 }, newIdempotencyKey())).toMatchObject({
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
    expect((await test.gateway.findCharge(key)).body.status).toBe('authorized');
  });

  it('follows a later decision of the bank', async () => {
    const { key } = await charged({ capture: 'manual', token: 'tok_processing' });
    await waitForStatus(key, 'authorized');
  });

  it('belongs to a key that cannot be charged at once', async () => {
    const { key } = await authorized();
    expect(await test.gateway.charge(key)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });
});

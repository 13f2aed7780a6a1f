import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayUnavailable, WebhookRejected } from '../../src/domains/payments/errors.js';
import { PAYMENT_METHODS, type ChargeStatus, type PaymentMethod } from '../../src/contracts/payments.js';
import type {
  ChargeRequest,
  GatewayRefund,
  PaymentGateway,
  WebhookHeaders,
} from '../../src/domains/payments/payment-gateway.js';
import { describeChargeStates, type StatefulProvider } from './gateway-contract-states.js';

const CHARGE_STATUSES: readonly ChargeStatus[] = [
  ...(['processing', 'requires_action', 'authorized', 'succeeded', 'declined', 'canceled'] as const),
];
const REFUND_STATUSES: readonly GatewayRefund['status'][] = ['pending', 'succeeded', 'failed', 'canceled'];

/** A payment gateway and what the contract suite needs to test it. */
export interface GatewayUnderContract {
  readonly gateway: PaymentGateway;
  /** The same adapter with an address where nothing listens. */
  readonly unreachable: PaymentGateway;
  /** An event about an order, signed as the gateway signs it. @param seconds - Unix time of the signature */
  sign(orderId: string, seconds: number): { body: Buffer; headers: WebhookHeaders };
  /** Required unless the suite is started with `keepsState: false`. */
  readonly stateful?: StatefulProvider;
}

/**
 * Tests what every payment gateway adapter must do. For a provider that keeps no state, such as stripe-mock, it
 * asserts no outcomes.
 *
 * @param start - returns the gateway, or the reason to skip the suite
 */
export function describeGatewayContract(
  name: string,
  start: () => Promise<GatewayUnderContract | string>,
  { keepsState = true } = {},
): void {
  describe(`${name} (gateway contract)`, () => {
    let started: GatewayUnderContract | string;
    beforeAll(async () => {
      started = await start();
      if (typeof started === 'string') process.stderr.write(`${name}: skipped: ${started}\n`);
    });

    beforeEach((context) => {
      if (typeof started === 'string') context.skip(started);
    });

    const subject = (): GatewayUnderContract => started as GatewayUnderContract;

    const request = (overrides: Partial<ChargeRequest> = {}): ChargeRequest =>
      contractRequest({
        method: Object.keys(subject().gateway.capabilities.methods)[0] as PaymentMethod,
        ...overrides,
      });

    it.each(PAYMENT_METHODS)('returns a complete charge for %s', async (method) => {
      if (!subject().gateway.capabilities.methods[method]) return;
      const charge = await subject().gateway.charge(request({ method }));
      expect(charge.transactionId).toMatch(/\w/);
      expect(CHARGE_STATUSES).toContain(charge.status);
      expect(charge.currency).toMatch(/^[A-Z]{3}$/);
      expect(Number.isSafeInteger(charge.amount)).toBe(true);
      expect(charge.declineCode !== null).toBe(charge.status === 'declined');
      if (charge.status !== 'requires_action') expect(charge.redirectUrl).toBeNull();
      expect(charge.raw).not.toMatch(/client_secret/);
      expect(JSON.parse(charge.raw)).toMatchObject({ id: charge.transactionId });
    });

    it('says what it accepts', () => {
      const { capabilities } = subject().gateway;
      const { methods } = capabilities;
      expect(Object.keys(methods)).not.toEqual([]);
      for (const { currencies } of Object.values(methods)) {
        for (const currency of currencies === 'any' ? ['USD', 'JPY', 'KWD'] : currencies) {
          const { minimum, maximum, multipleOf = 1 } = capabilities.amountLimits(currency);
          expect([minimum, maximum, multipleOf].every(Number.isSafeInteger)).toBe(true);
          expect([minimum % multipleOf, maximum % multipleOf]).toEqual([0, 0]);
          expect(minimum).toBeGreaterThan(0);
          expect(maximum).toBeGreaterThan(minimum);
        }
      }
    });

    it('returns the same transaction for a repeated charge', async () => {
      const { gateway } = subject();
      const charge = request();
      const { transactionId } = await gateway.charge(charge);
      expect(await gateway.find({ idempotencyKey: charge.idempotencyKey, transactionId })).toMatchObject({
        transactionId,
      });
    });

    it('voids an existing charge and an unknown charge', async () => {
      const { gateway } = subject();
      const charge = request();
      const { transactionId } = await gateway.charge(charge);
      expect(await gateway.void({ ...charge, transactionId })).toMatchObject({ transactionId });
      expect((await gateway.void({ ...request(), transactionId: null }))?.transactionId).toMatch(/\w/);
    });

    it('returns a complete refund', async () => {
      const { gateway, stateful } = subject();
      const { orderId, ...charge } = request();
      const charged = await gateway.charge({ orderId, ...charge });
      await stateful?.pay(charged);
      const { transactionId } = charged;
      const refund = { idempotencyKey: randomUUID(), orderId, transactionId, amount: 100, reason: 'damaged' };
      const { refundId, status, failureReason } = await gateway.refund(refund);
      expect(refundId).toMatch(/\w/);
      expect(REFUND_STATUSES).toContain(status);
      if (status === 'pending' || status === 'succeeded') expect(failureReason).toBeNull();
    });

    it('reports an unknown outcome when the provider is unreachable or the caller aborts', async () => {
      const { gateway, unreachable } = subject();
      const charge = { ...request(), transactionId: null };
      const refund = { idempotencyKey: 'k', orderId: charge.orderId, transactionId: 'pi_1', amount: 1 };
      for (const call of [
        () => unreachable.charge(charge),
        () => unreachable.find(charge),
        () => unreachable.void(charge),
        () => unreachable.capture(refund),
        () => unreachable.refund(refund),
        () => unreachable.findRefunds({ ...charge, transactionId: 'pi_1' }),
        () => gateway.charge(charge, AbortSignal.abort()),
        () => gateway.find(charge, AbortSignal.abort()),
        () => gateway.void(charge, AbortSignal.abort()),
        () => gateway.capture(refund, AbortSignal.abort()),
        () => gateway.refund(refund, AbortSignal.abort()),
        () => gateway.findRefunds({ ...charge, transactionId: 'pi_1' }, AbortSignal.abort()),
      ]) {
        await expect(call()).rejects.toThrow(GatewayUnavailable);
      }
    });

    it('reads events with its own signature and rejects others', () => {
      const under = subject();
      const orderId = randomUUID();
      const now = Math.floor(Date.now() / 1_000);
      const { body, headers } = under.sign(orderId, now);
      const event = under.gateway.readEvent(body, headers);
      expect(event).toEqual({
        id: event.id,
        orderId,
        transactionId: event.type === 'other' ? null : event.transactionId,
        type: 'charge.succeeded',
      });
      expect(under.gateway.readEvent(body, headers)).toEqual(event);
      const outdated = under.sign(orderId, now - 305);
      for (const [bytes, signature] of [
        [body, {}],
        [Buffer.concat([body, Buffer.from(' ')]), headers],
        [body, under.sign(randomUUID(), now).headers],
        [outdated.body, outdated.headers],
      ] as const) {
        expect(() => under.gateway.readEvent(bytes, signature)).toThrow(WebhookRejected);
      }
    });

    if (keepsState) describeChargeStates(subject, request);
  });
}

function contractRequest(overrides: Partial<ChargeRequest>): ChargeRequest {
  const orderId = randomUUID();
  const payment = { amount: 2_549, currency: 'USD', method: 'credit_card', token: 'tok_approve' } as const;
  return { orderId, idempotencyKey: `${orderId}:charge`, ...payment, ...overrides };
}

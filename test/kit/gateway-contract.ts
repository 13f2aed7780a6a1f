import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayUnavailable, WebhookRejected } from '../../src/domains/payments/errors.js';
import type { ChargeRequest, PaymentGateway, WebhookHeaders } from '../../src/domains/payments/payment-gateway.js';

/** A gateway under the contract, and what the suite needs to know of it. */
export interface GatewayUnderContract {
  readonly gateway: PaymentGateway;
  /** The same adapter, with nobody at the other end. */
  readonly unreachable: PaymentGateway;
  /** An event about an order, signed as the gateway signs it at the given time (unix seconds). */
  sign(orderId: string, seconds: number): { body: Buffer; headers: WebhookHeaders };
}

/**
 * What each adapter must do, whichever provider it speaks to. A provider that keeps no state between calls, as
 * stripe-mock, passes it too: outcomes are asserted by the suites of the adapters.
 *
 * @param start - gives the gateway, or why there is none, which skips the suite
 */
export function describeGatewayContract(name: string, start: () => Promise<GatewayUnderContract | string>): void {
  describe(`${name}, as every payment gateway,`, () => {
    let started: GatewayUnderContract | string;
    beforeAll(async () => {
      started = await start();
      if (typeof started === 'string') process.stderr.write(`${name}: skipped: ${started}\n`);
    });

    beforeEach((context) => {
      if (typeof started === 'string') context.skip(started);
    });

    const subject = (): GatewayUnderContract => started as GatewayUnderContract;

    const request = (overrides: Partial<ChargeRequest> = {}): ChargeRequest => {
      const orderId = randomUUID();
      const idempotencyKey = `${orderId}:charge`;
      const payment = { amount: 2_549, currency: 'USD', method: 'credit_card', token: 'tok_approve' } as const;
      return { orderId, idempotencyKey, ...payment, ...overrides };
    };

    it.each(['credit_card', 'debit_card', 'paypal', 'alipay', 'wechat'] as const)(
      'answers a charge by %s with all that a charge has',
      async (method) => {
        const charge = await subject().gateway.charge(request({ method }));
        expect(charge.transactionId).toMatch(/\w/);
        expect(['processing', 'requires_action', 'succeeded', 'declined', 'canceled']).toContain(charge.status);
        expect(charge.declineCode !== null).toBe(charge.status === 'declined');
        if (charge.status !== 'requires_action') expect(charge.redirectUrl).toBeNull();
        expect(charge.raw).not.toMatch(/client_secret/);
        expect(JSON.parse(charge.raw)).toMatchObject({ id: charge.transactionId });
      },
    );

    it('answers a charge that is repeated with the same transaction', async () => {
      const { gateway } = subject();
      const asked = request();
      const { transactionId } = await gateway.charge(asked);
      expect(await gateway.find({ idempotencyKey: asked.idempotencyKey, transactionId })).toMatchObject({
        transactionId,
      });
    });

    it('voids what was charged and what was not', async () => {
      const { gateway } = subject();
      const asked = request({ method: 'paypal' });
      const { transactionId } = await gateway.charge(asked);
      expect(await gateway.void({ ...asked, transactionId })).toMatchObject({ transactionId });
      expect((await gateway.void({ ...request(), transactionId: null })).transactionId).toMatch(/\w/);
    });

    it('names each refund', async () => {
      const { gateway } = subject();
      const { orderId, ...asked } = request();
      const { transactionId } = await gateway.charge({ orderId, ...asked });
      const refund = { idempotencyKey: randomUUID(), orderId, transactionId, amount: 100, reason: 'damaged' };
      expect((await gateway.refund(refund)).refundId).toMatch(/\w/);
    });

    it('says that the outcome is unknown when nobody answers, or the caller gives up', async () => {
      const { gateway, unreachable } = subject();
      const asked = { ...request(), transactionId: null };
      const refund = { idempotencyKey: 'k', orderId: asked.orderId, transactionId: 'pi_1', amount: 1 };
      for (const call of [
        () => unreachable.charge(asked),
        () => unreachable.find(asked),
        () => unreachable.void(asked),
        () => unreachable.refund(refund),
        () => gateway.charge(asked, AbortSignal.abort()),
        () => gateway.refund(refund, AbortSignal.abort()),
      ]) {
        await expect(call()).rejects.toThrow(GatewayUnavailable);
      }
    });

    it('reads the events that it signed, and rejects others', () => {
      const under = subject();
      const orderId = randomUUID();
      const now = Math.floor(Date.now() / 1_000);
      const { body, headers } = under.sign(orderId, now);
      const event = under.gateway.readEvent(body, headers);
      expect(event).toEqual({ id: event.id, orderId, type: 'charge.succeeded' });
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
  });
}

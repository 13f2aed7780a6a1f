import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayUnavailable, WebhookRejected } from '../../src/domains/payments/errors.js';
import type { ChargeRequest, PaymentGateway, WebhookHeaders } from '../../src/domains/payments/payment-gateway.js';

/** A payment gateway and what the contract suite needs to test it. */
export interface GatewayUnderContract {
  readonly gateway: PaymentGateway;
  /** The same adapter with an address where nothing listens. */
  readonly unreachable: PaymentGateway;
  /** An event about an order, signed as the gateway signs it. @param seconds - Unix time of the signature */
  sign(orderId: string, seconds: number): { body: Buffer; headers: WebhookHeaders };
}

/**
 * Tests what every payment gateway adapter must do. It asserts no outcomes, so that a stateless provider such as
 * stripe-mock passes; the suites of the adapters do.
 *
 * @param start - returns the gateway, or the reason to skip the suite
 */
export function describeGatewayContract(name: string, start: () => Promise<GatewayUnderContract | string>): void {
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

    const request = (overrides: Partial<ChargeRequest> = {}): ChargeRequest => {
      const orderId = randomUUID();
      const idempotencyKey = `${orderId}:charge`;
      const payment = { amount: 2_549, currency: 'USD', method: 'credit_card', token: 'tok_approve' } as const;
      return { orderId, idempotencyKey, ...payment, ...overrides };
    };

    it.each(['credit_card', 'debit_card', 'paypal', 'alipay', 'wechat'] as const)(
      'returns a complete charge for %s',
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
      const charge = request({ method: 'paypal' });
      const { transactionId } = await gateway.charge(charge);
      expect(await gateway.void({ ...charge, transactionId })).toMatchObject({ transactionId });
      expect((await gateway.void({ ...request(), transactionId: null }))?.transactionId).toMatch(/\w/);
    });

    it('returns the id of a refund', async () => {
      const { gateway } = subject();
      const { orderId, ...charge } = request();
      const { transactionId } = await gateway.charge({ orderId, ...charge });
      const refund = { idempotencyKey: randomUUID(), orderId, transactionId, amount: 100, reason: 'damaged' };
      expect((await gateway.refund(refund)).refundId).toMatch(/\w/);
    });

    it('reports an unknown outcome when the provider is unreachable or the caller aborts', async () => {
      const { gateway, unreachable } = subject();
      const charge = { ...request(), transactionId: null };
      const refund = { idempotencyKey: 'k', orderId: charge.orderId, transactionId: 'pi_1', amount: 1 };
      for (const call of [
        () => unreachable.charge(charge),
        () => unreachable.find(charge),
        () => unreachable.void(charge),
        () => unreachable.refund(refund),
        () => gateway.charge(charge, AbortSignal.abort()),
        () => gateway.refund(refund, AbortSignal.abort()),
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
  });
}

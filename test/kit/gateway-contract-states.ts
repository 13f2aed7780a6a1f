import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GatewayRejected } from '../../src/domains/payments/errors.js';
import type { PaymentMethod } from '../../src/contracts/payments.js';
import type { Charge, ChargeRequest, PaymentGateway } from '../../src/domains/payments/payment-gateway.js';

/** What happens at a provider that keeps state. */
export interface StatefulProvider {
  /** The customer pays, unless the charge is paid or authorized already. */
  pay(charge: Charge): Promise<void>;
  /** The number of charges that took the money of an order. */
  countPaid(orderId: string): Promise<number>;
}

interface Subject {
  readonly gateway: PaymentGateway;
  readonly stateful?: StatefulProvider;
}

/** Tests the states of a charge and of its refunds. */
export function describeChargeStates(
  subject: () => Subject,
  request: (changes?: Partial<ChargeRequest>) => ChargeRequest,
): void {
  const gateway = () => subject().gateway;
  const provider = (): StatefulProvider => {
    const { stateful } = subject();
    if (!stateful) throw new Error('The provider keeps no state.');
    return stateful;
  };
  const pay = async (charge: ChargeRequest): Promise<Charge> => {
    await provider().pay(await gateway().charge(charge));
    const found = await gateway().find({ ...charge, transactionId: null });
    if (!found) throw new Error('The charge is not found.');
    return found;
  };
  /** The first method that can be authorized before it is captured. */
  const manualMethod = (): PaymentMethod | undefined =>
    (Object.keys(gateway().capabilities.methods) as PaymentMethod[]).find(
      (method) => gateway().capabilities.methods[method]?.manualCapture,
    );

  describe('when the provider keeps state', () => {
    it('charges the amount once, however often it is asked', async () => {
      const charge = request();
      const { transactionId, status, amount, currency } = await pay(charge);
      expect({ status, amount, currency }).toEqual({ status: 'succeeded', amount: charge.amount, currency: 'USD' });
      for (const repeated of [charge, { ...charge, transactionId }]) {
        expect(await gateway().charge(repeated)).toMatchObject({ transactionId, status: 'succeeded' });
      }
      expect(await provider().countPaid(charge.orderId)).toBe(1);
    });

    it('makes one charge of ten concurrent requests', async () => {
      const charge = request();
      const answers = await Promise.allSettled(Array.from({ length: 10 }, () => gateway().charge(charge)));
      const ids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.transactionId] : []));
      expect(new Set(ids).size).toBe(1);
      await pay(charge);
      expect(await provider().countPaid(charge.orderId)).toBe(1);
    });

    it('finds a charge by its id and by its key, and nothing under an unknown key', async () => {
      const charge = request();
      const paid = await pay(charge);
      const { idempotencyKey } = charge;
      const byId = await gateway().find({ idempotencyKey, transactionId: paid.transactionId });
      expect(byId).toMatchObject({ transactionId: paid.transactionId, status: 'succeeded', amount: charge.amount });
      expect(await gateway().find({ idempotencyKey: request().idempotencyKey, transactionId: null })).toBeNull();
    });

    it('closes the key of an unsent charge', async () => {
      const charge = { ...request(), transactionId: null };
      expect((await gateway().void(charge))?.status ?? 'canceled').toBe('canceled');
      expect(await gateway().charge(charge)).toMatchObject({ status: 'canceled' });
      expect(await provider().countPaid(charge.orderId)).toBe(0);
    });

    it('voids what is not paid, and returns what is', async () => {
      const charge = request();
      const { transactionId, status } = await gateway().charge(charge);
      const expected = status === 'succeeded' ? 'succeeded' : 'canceled';
      for (const _attempt of [1, 2]) {
        expect(await gateway().void({ ...charge, transactionId })).toMatchObject({ transactionId, status: expected });
      }
      expect(await gateway().charge({ ...charge, transactionId })).toMatchObject({ status: expected });
    });

    it('never charges what a concurrent void has closed', async () => {
      const charge = { ...request(), transactionId: null };
      await Promise.allSettled([gateway().charge(charge), gateway().void(charge), gateway().charge(charge)]);
      const voided = await gateway().void(charge);
      expect(['succeeded', 'canceled']).toContain(voided?.status);
      expect(await provider().countPaid(charge.orderId)).toBe(voided?.status === 'succeeded' ? 1 : 0);
    });

    it('captures an authorized charge once and not after a void, or charges at once', async () => {
      const method = manualMethod();
      if (method === undefined) {
        expect(await pay(request({ capture: 'manual' }))).toMatchObject({ status: 'succeeded' });
        return;
      }
      const charge = request({ method, capture: 'manual' });
      const { transactionId, status } = await pay(charge);
      expect(status).toBe('authorized');
      for (const _attempt of [1, 2]) {
        expect(await gateway().capture({ ...charge, transactionId })).toMatchObject({ status: 'succeeded' });
      }
      expect(await provider().countPaid(charge.orderId)).toBe(1);

      const other = request({ method, capture: 'manual' });
      const authorized = await pay(other);
      const known = { ...other, transactionId: authorized.transactionId };
      expect(await gateway().void(known)).toMatchObject({ status: 'canceled', refundedAmount: 0 });
      expect(await gateway().capture(known)).toMatchObject({ status: 'canceled' });
      expect(await provider().countPaid(other.orderId)).toBe(0);
    });

    it('refunds parts once by their keys, lists them, and never more than was paid', async () => {
      const charge = request();
      const { transactionId } = await pay(charge);
      const reference = { idempotencyKey: charge.idempotencyKey, transactionId };
      const refund = (idempotencyKey: string, amount: number) =>
        gateway().refund({ idempotencyKey, orderId: charge.orderId, transactionId, amount });
      const key = randomUUID();
      const first = await refund(key, 1_000);
      expect(first).toMatchObject({ amount: 1_000, idempotencyKey: key });
      expect((await refund(key, 1_000)).refundId).toBe(first.refundId);
      const refused = await Promise.allSettled(Array.from({ length: 5 }, () => refund(randomUUID(), 1_000)));
      const reasons = refused.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
      expect(reasons).toHaveLength(4);
      for (const reason of reasons) expect(reason).toBeInstanceOf(GatewayRejected);

      const refunds = await gateway().findRefunds(reference);
      expect(refunds).toHaveLength(2);
      expect(refunds).toContainEqual(first);
      expect(await gateway().find(reference)).toMatchObject({ status: 'succeeded', refundedAmount: 2_000 });
    });
  });
}

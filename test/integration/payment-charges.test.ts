import { describe, expect, it } from 'vitest';
import { GatewayRejected, GatewayUnavailable, type ChargeMismatch } from '../../src/domains/payments/errors.js';
import type { Charge } from '../../src/domains/payments/payment-gateway.js';
import { chargeOf } from '../kit/scripted-gateway.js';
import { answering, newIds, setUpScriptedPayments } from '../kit/scripted-payments.js';

const start = setUpScriptedPayments();
const mismatch: Partial<ChargeMismatch> = { code: 'charge_mismatch' };

describe('a charge that is known', () => {
  it('is confirmed and not created again, however long it takes the bank', async () => {
    const { own } = newIds();
    const processing = chargeOf('processing', { transactionId: own });
    const { gateway, service, request } = start({
      charge: () => Promise.resolve(processing),
      find: answering(processing),
    });
    expect(await service.process(request)).toMatchObject({ status: 'processing', transactionId: own });
    expect(await service.process(request)).toMatchObject({ status: 'processing', transactionId: own });
    expect(gateway.calls).toEqual(['charge', `find ${own}`, `charge ${own}`]);
  });

  it('keeps its id when the gateway answers with another charge, and the payment fails', async () => {
    const { own, other } = newIds();
    const answers = [chargeOf('processing', { transactionId: own }), chargeOf('succeeded', { transactionId: other })];
    const { service, request, stored } = start({
      charge: () => Promise.resolve(answers.shift() ?? chargeOf('processing')),
      find: answering(null),
    });
    await service.process(request);
    await expect(service.process(request)).rejects.toMatchObject(mismatch);
    expect(await stored()).toEqual({ status: 'failed', failure_reason: 'charge_mismatch', transaction_id: own });
  });

  it('keeps its id when a concurrent call created another charge', async () => {
    const { own, other } = newIds();
    const ids = [own, other];
    const { service, request, stored } = start({
      charge: () => Promise.resolve(chargeOf('requires_action', { transactionId: ids.shift() ?? '' })),
      find: answering(null),
    });
    const outcomes = await Promise.allSettled([service.process(request), service.process(request)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const payment = await stored();
    expect(payment).toMatchObject({ status: 'failed', failure_reason: 'charge_mismatch' });
    expect([own, other]).toContain(payment?.transaction_id);
  });

  it('needs a person while another charge keeps money, and its own is returned first', async () => {
    const { own, other } = newIds();
    const others = { refunded: 0 };
    const answers = [chargeOf('processing', { transactionId: own }), chargeOf('succeeded', { transactionId: other })];
    const { gateway, service, request } = start({
      charge: () => Promise.resolve(answers.shift() ?? chargeOf('processing')),
      find: ({ transactionId }) =>
        Promise.resolve(
          transactionId === other
            ? chargeOf('succeeded', { transactionId: other, refundedAmount: others.refunded })
            : answers.length > 0
              ? null
              : chargeOf('requires_action', { transactionId: own }),
        ),
      void: ({ transactionId }) => Promise.resolve(chargeOf('canceled', { transactionId: transactionId ?? '' })),
    });
    await service.process(request);
    await expect(service.process(request)).rejects.toMatchObject(mismatch);
    await expect(service.cancel(request)).rejects.toMatchObject(mismatch);
    expect(gateway.calls.slice(-3)).toEqual([`find ${own}`, `void ${own}`, `find ${other}`]);
    others.refunded = 2_549;
    expect(await service.cancel(request)).toMatchObject({ status: 'failed', transactionId: own });
  });
});

describe('a charge that the gateway refuses to create', () => {
  const refused = () =>
    start({
      charge: () => Promise.reject(new GatewayRejected('amount_too_small', 'The amount is too small.')),
      find: answering(null),
    });

  it('fails the payment with the code of the gateway, on every call', async () => {
    const { gateway, service, request, stored } = refused();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await expect(service.process(request)).rejects.toMatchObject({
        code: 'payment_gateway_refused',
        details: { gateway_code: 'amount_too_small' },
      });
    }
    expect(await stored()).toEqual({ status: 'failed', failure_reason: 'amount_too_small', transaction_id: null });
    expect(gateway.calls).toEqual(['charge', 'find']);
  });

  it('is cancelled without a call', async () => {
    const { gateway, service, request } = refused();
    await expect(service.process(request)).rejects.toThrow(GatewayRejected);
    expect(await service.cancel(request)).toMatchObject({ status: 'failed', failureReason: 'amount_too_small' });
    expect(gateway.calls).toEqual(['charge', 'find']);
  });

  it('is refused although the gateway cannot search for it', async () => {
    const rejection = () => Promise.reject(new GatewayRejected('search_disabled', 'No search.'));
    const { service, request, stored } = start({ charge: rejection, find: rejection });
    await expect(service.process(request)).rejects.toThrow(GatewayRejected);
    expect(await stored()).toMatchObject({ status: 'failed', failure_reason: 'search_disabled' });
  });

  it('is found when the key was used for another amount', async () => {
    const transactionId = newIds().own;
    const { service, request, stored } = start({
      charge: () => Promise.reject(new GatewayRejected('idempotency_key_reused', 'The key was used before.')),
      find: answering(chargeOf('succeeded', { transactionId, amount: 1 })),
    });
    await expect(service.process(request)).rejects.toMatchObject(mismatch);
    expect(await stored()).toMatchObject({ failure_reason: 'charge_mismatch', transaction_id: transactionId });
  });

  it('is void when the gateway says so to a lost charge', async () => {
    const { service, request } = start({
      charge: () => Promise.reject(new GatewayUnavailable('The response was lost.')),
      void: answering(null),
    });
    await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
    expect(await service.cancel(request)).toMatchObject({ status: 'failed', failureReason: 'voided' });
  });

  it('leaves a known charge undecided when its confirmation is rejected', async () => {
    const { own } = newIds();
    const answers = [Promise.resolve(chargeOf('processing', { transactionId: own }))];
    const { service, request, stored } = start({
      charge: () => answers.shift() ?? Promise.reject(new GatewayRejected('rejected', 'No.')),
      find: answering(null),
    });
    await service.process(request);
    await expect(service.process(request)).rejects.toThrow(GatewayRejected);
    expect(await stored()).toMatchObject({ status: 'processing', transaction_id: own });
  });
});

describe('a charge of another amount or currency', () => {
  it.each([
    ['a smaller amount', { amount: 2_500 }],
    ['a larger amount', { amount: 254_900 }],
    ['another currency', { currency: 'JPY' }],
  ])('is not booked as a success: %s', async (_, difference) => {
    const transactionId = newIds().own;
    const charge = chargeOf('succeeded', { transactionId, ...difference });
    const { gateway, service, request, stored } = start({
      charge: () => Promise.resolve(charge),
      find: answering(charge),
    });
    await expect(service.process(request)).rejects.toMatchObject(mismatch);
    await expect(service.process(request)).rejects.toMatchObject(mismatch);
    expect(await stored()).toEqual({
      status: 'failed',
      failure_reason: 'charge_mismatch',
      transaction_id: transactionId,
    });
    await expect(service.cancel(request)).rejects.toMatchObject(mismatch);
    expect(gateway.calls).toEqual(['charge', `find ${transactionId}`]);
  });

  it('is voided while it has taken nothing', async () => {
    const transactionId = newIds().own;
    const waiting = chargeOf('requires_action', { transactionId, amount: 1 });
    const { service, request } = start({
      charge: () => Promise.resolve(waiting),
      find: answering(waiting),
      void: answering(chargeOf('canceled', { transactionId, amount: 1 })),
    });
    await expect(service.process(request)).rejects.toMatchObject(mismatch);
    expect(await service.cancel(request)).toMatchObject({ status: 'failed', failureReason: 'charge_mismatch' });
  });

  it('is found by a void that comes too late', async () => {
    const transactionId = newIds().own;
    const charge = chargeOf('succeeded', { transactionId, amount: 1 });
    const { service, request, stored } = start({
      charge: () => Promise.reject(new GatewayUnavailable('The response was lost.')),
      find: answering(charge),
      void: answering(charge),
    });
    await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
    await expect(service.cancel(request)).rejects.toMatchObject(mismatch);
    expect(await stored()).toMatchObject({ status: 'failed', failure_reason: 'charge_mismatch' });
  });
});

describe('a charge that only an event names', () => {
  const paid = async (found: Charge) => {
    const { own } = newIds();
    const started = start({
      charge: () => Promise.resolve(chargeOf('succeeded', { transactionId: own })),
      find: answering(found),
      void: answering({ ...found, status: 'canceled' }),
    });
    await started.service.process(started.request);
    const { orderId } = started.request;
    const other = { orderId, transactionId: found.transactionId };
    return { ...started, release: () => started.service.releaseOtherCharge(other) };
  };

  it('needs a person while it keeps money, and the payment stays as it is', async () => {
    const { release, stored } = await paid(chargeOf('succeeded', { transactionId: newIds().other }));
    await expect(release()).rejects.toMatchObject(mismatch);
    expect(await stored()).toMatchObject({ status: 'success' });
  });

  it('is resolved when its money was returned', async () => {
    const { release } = await paid(chargeOf('succeeded', { transactionId: newIds().other, refundedAmount: 2_549 }));
    await expect(release()).resolves.toBeUndefined();
  });

  it('is voided when it is only authorized', async () => {
    const transactionId = newIds().other;
    const { release, gateway } = await paid(chargeOf('authorized', { transactionId }));
    await release();
    expect(gateway.calls.at(-1)).toBe(`void ${transactionId}`);
  });
});

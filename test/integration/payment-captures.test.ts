import { describe, expect, it } from 'vitest';
import { GatewayUnavailable } from '../../src/domains/payments/errors.js';
import type { Charge } from '../../src/domains/payments/payment-gateway.js';
import { paymentRequest } from '../kit/payments.js';
import { chargeOf, type scriptGateway } from '../kit/scripted-gateway.js';
import { answering, newIds, setUpScriptedPayments } from '../kit/scripted-payments.js';

const start = setUpScriptedPayments();

describe('a payment that is authorized', () => {
  const authorize = (answers: Parameters<typeof scriptGateway>[0] = {}) => {
    const transactionId = newIds().own;
    const charge = (status: Charge['status']) => chargeOf(status, { transactionId });
    const requests: (string | undefined)[] = [];
    const started = start(
      {
        charge: ({ capture }) => {
          requests.push(capture);
          return Promise.resolve(charge('authorized'));
        },
        capture: () => Promise.resolve(charge('succeeded')),
        void: answering(charge('canceled')),
        ...answers,
      },
      { ...paymentRequest(), capture: 'manual' },
    );
    return { ...started, transactionId, charge, requests };
  };

  it('is captured once', async () => {
    const { gateway, service, request, requests, transactionId } = authorize();
    expect(await service.process(request)).toMatchObject({ status: 'authorized' });
    expect(await service.process(request)).toMatchObject({ status: 'authorized' });
    expect(await service.capture(request)).toMatchObject({ status: 'success' });
    expect(await service.capture(request)).toMatchObject({ status: 'success' });
    expect(gateway.calls).toEqual(['charge', `capture ${transactionId}`]);
    expect(requests).toEqual(['manual']);
  });

  it('is voided and not refunded when its order is undone', async () => {
    const { gateway, service, request, transactionId } = authorize();
    await service.process(request);
    expect(await service.cancel(request)).toMatchObject({
      status: 'failed',
      failureReason: 'voided',
      refundedAmount: 0,
    });
    expect(gateway.calls).toEqual(['charge', `void ${transactionId}`]);
    await expect(service.capture(request)).rejects.toMatchObject({ code: 'payment_voided' });
  });

  it('fails when its authorization has expired', async () => {
    const transactionId = newIds().own;
    const expired = chargeOf('canceled', { transactionId });
    const { service, request, stored } = start({
      charge: () => Promise.resolve(chargeOf('authorized', { transactionId })),
      capture: () => Promise.resolve(expired),
    });
    await service.process(request);
    await expect(service.capture(request)).rejects.toMatchObject({ code: 'payment_voided' });
    expect(await stored()).toMatchObject({ status: 'failed', failure_reason: 'voided' });
  });

  it('does not count as captured for another amount', async () => {
    const transactionId = newIds().own;
    const { service, request } = start({
      charge: () => Promise.resolve(chargeOf('authorized', { transactionId })),
      capture: () => Promise.resolve(chargeOf('succeeded', { transactionId, amount: 1 })),
    });
    await service.process(request);
    await expect(service.capture(request)).rejects.toMatchObject({ code: 'charge_mismatch' });
  });

  it('cannot be captured before it is authorized', async () => {
    const { service, request } = start({ charge: () => Promise.reject(new GatewayUnavailable('Lost.')) });
    await expect(service.capture(request)).rejects.toMatchObject({ code: 'payment_not_found' });
    await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
    await expect(service.capture(request)).rejects.toMatchObject({ code: 'payment_not_capturable' });
  });
});

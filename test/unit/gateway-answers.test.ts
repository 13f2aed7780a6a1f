import { expect, it } from 'vitest';
import { GatewayRejected } from '../../src/domains/payments/errors.js';
import type { Charge, GatewayDispute, GatewayRefund } from '../../src/domains/payments/payment-gateway.js';
import { TracedGateway } from '../../src/domains/payments/traced-gateway.js';
import { chargeOf, scriptGateway } from '../kit/scripted-gateway.js';

const reference = { idempotencyKey: 'k', transactionId: 'TXN-1' };
const dispute: GatewayDispute = {
  disputeId: 'D-1',
  amount: 100,
  currency: 'USD',
  reason: 'fraudulent',
  status: 'open',
  evidenceDueAt: null,
};

async function found(charge: Partial<Charge>): Promise<Charge | null> {
  const gateway = scriptGateway({ find: () => Promise.resolve(chargeOf('succeeded', charge)) });
  return new TracedGateway(gateway).find(reference);
}

it('reads a currency in lower case', async () => {
  expect(await found({ currency: 'usd' })).toMatchObject({ currency: 'USD' });
});

it('cleans the text of a decline code and of the reason of a dispute', async () => {
  const charge = await found({ declineCode: 'do_not\0honor\u202e', disputes: [{ ...dispute, reason: '\0' }] });
  expect(charge).toMatchObject({ declineCode: 'do_not honor', disputes: [{ reason: 'unknown' }] });
});

it.each([
  ['no amount', { amount: Number.NaN }],
  ['the amount 0', { amount: 0 }],
  ['a fraction', { amount: 0.5 }],
  ['no currency', { currency: '' }],
])('takes a dispute with %s for one about the whole charge', async (_, changes) => {
  const charge = await found({ currency: 'usd', disputes: [{ ...dispute, ...changes }] });
  expect(charge?.disputes).toMatchObject([{ disputeId: 'D-1', amount: 2_549, currency: 'USD' }]);
});

it('leaves out refunds without an amount', async () => {
  const refund: GatewayRefund = {
    ...{ refundId: 'R-1', idempotencyKey: null, amount: 5, status: 'failed', failureReason: 'lost\u0085card' },
  };
  const answers = [refund, { ...refund, amount: 0 }, { ...refund, amount: Number.NaN }, { ...refund, amount: -1 }];
  const gateway = { ...scriptGateway({}), findRefunds: () => Promise.resolve(answers) };
  expect(await new TracedGateway(gateway).findRefunds(reference)).toEqual([{ ...refund, failureReason: 'lost card' }]);
});

it('cleans the code and the message of a rejection', async () => {
  const rejection = new GatewayRejected('bad\0code', 'No\nsuch\u2028token.');
  const gateway = { ...scriptGateway({}), findRefunds: () => Promise.reject(rejection) };
  await expect(new TracedGateway(gateway).findRefunds(reference)).rejects.toMatchObject({
    gatewayCode: 'bad code',
    message: 'Payment gateway error: No such token.',
    details: { gateway_code: 'bad code' },
  });
});

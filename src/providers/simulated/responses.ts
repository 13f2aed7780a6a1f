import { z } from 'zod';
import { GatewayUnavailable } from '../../domains/payments/errors.js';
import { parseJson } from '../../domains/parse-json.js';
import type { Charge, GatewayDispute, GatewayRefund } from '../../domains/payments/payment-gateway.js';

const minorUnits = z.int().min(0);

const disputeResponse = z.object({
  id: z.string(),
  amount: minorUnits,
  reason: z.string(),
  status: z.enum(['open', 'won', 'lost']),
  evidence_due_at: z.iso.datetime().nullable(),
});

const chargeResponse = z.object({
  id: z.string(),
  status: z.enum(['processing', 'requires_action', 'authorized', 'succeeded', 'declined', 'canceled']),
  decline_code: z.string().nullable(),
  amount: minorUnits,
  currency: z.string().nullable(),
  refunded_amount: minorUnits,
  // A gateway of an earlier version sends none.
  disputes: z.array(disputeResponse).default([]),
  redirect_url: z.url().nullish(),
});

const refundResponse = z.object({
  id: z.string(),
  idempotency_key: z.string().nullable(),
  amount: minorUnits,
  status: z.enum(['pending', 'succeeded', 'failed', 'canceled']),
  failure_reason: z.string().nullable(),
});

/** @throws GatewayUnavailable when the response is not a charge */
export function readCharge(text: string): Charge {
  const response = chargeResponse.safeParse(parseJson(text));
  if (!response.success) throw new GatewayUnavailable('The response is not a charge.');
  const { id, status, decline_code, amount, currency, refunded_amount, redirect_url = null } = response.data;
  return {
    transactionId: id,
    status,
    declineCode: decline_code,
    amount,
    currency: currency ?? '',
    refundedAmount: refunded_amount,
    disputes: response.data.disputes.map((dispute) => toDispute(dispute, currency ?? '')),
    redirectUrl: redirect_url,
    raw: text,
  };
}

/** @throws GatewayUnavailable when the response is not a refund */
export function readRefund(text: string): GatewayRefund {
  const response = refundResponse.safeParse(parseJson(text));
  if (!response.success) throw new GatewayUnavailable('The response is not a refund.');
  return toRefund(response.data);
}

/** @throws GatewayUnavailable when the response is not a list of refunds */
export function readRefunds(text: string): readonly GatewayRefund[] {
  const response = z.object({ data: z.array(refundResponse) }).safeParse(parseJson(text));
  if (!response.success) throw new GatewayUnavailable('The response is not a list of refunds.');
  return response.data.data.map(toRefund);
}

function toRefund({ id, idempotency_key, amount, status, failure_reason }: z.output<typeof refundResponse>) {
  return { refundId: id, idempotencyKey: idempotency_key, amount, status, failureReason: failure_reason };
}

function toDispute(dispute: z.output<typeof disputeResponse>, currency: string): GatewayDispute {
  const { id, amount, reason, status, evidence_due_at } = dispute;
  return { disputeId: id, amount, currency, reason, status, evidenceDueAt: evidence_due_at };
}

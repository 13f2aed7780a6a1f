import type { Request } from 'express';
import { z } from 'zod';
import type { NewCharge } from './charge.js';
import { invalidRequest } from './errors.js';
import type { NewDispute } from './disputes.repository.js';
import type { RefundRequest } from './refund.js';

/** Without control characters: Postgres cannot store NUL. */
const text = z
  .string()
  .min(1)
  .max(255)
  .regex(/^\P{Cc}*$/u, 'must not contain control characters');
const reason = text.max(500);
const minorUnits = z.int().min(1);
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code');

const chargeBody = z.strictObject({
  order_id: text,
  amount: minorUnits,
  currency,
  method: z.enum(['credit_card', 'debit_card', 'paypal', 'alipay', 'wechat']),
  capture: z.enum(['automatic', 'manual']).default('automatic'),
  token: text.optional(),
  return_url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable()
    .default(null),
});
const voidBody = z.strictObject({ idempotency_key: text, order_id: text });
const refundBody = z.strictObject({ charge_id: text, amount: minorUnits, reason: reason.optional() });
const disputeBody = z.strictObject({
  charge_id: text,
  amount: minorUnits.optional(),
  reason: reason.default('fraudulent'),
});

/** @throws GatewayError `invalid_request` */
export function readCharge(req: Request): { charge: NewCharge; token: string | undefined } {
  const { token, ...charge } = parse(chargeBody, req.body);
  return { charge: { idempotency_key: readIdempotencyKey(req), ...charge }, token };
}

/** @throws GatewayError `invalid_request` */
export function readLookup(req: Request): string {
  return parse(z.strictObject({ idempotency_key: text }), req.query).idempotency_key;
}

/** @throws GatewayError `invalid_request` */
export function readVoid(req: Request): z.output<typeof voidBody> {
  return parse(voidBody, req.body);
}

/** @throws GatewayError `invalid_request` */
export function readCapture(req: Request): { id: string; amount: number } {
  return { ...parse(z.object({ id: text }), req.params), ...parse(z.strictObject({ amount: minorUnits }), req.body) };
}

/** @throws GatewayError `invalid_request` */
export function readRefund(req: Request): RefundRequest {
  return { idempotency_key: readIdempotencyKey(req), ...parse(refundBody, req.body) };
}

/** @returns the idempotency key of the charge. @throws GatewayError `invalid_request` */
export function readRefundLookup(req: Request): string {
  return parse(z.strictObject({ charge_idempotency_key: text }), req.query).charge_idempotency_key;
}

/** @throws GatewayError `invalid_request` */
export function readDashboardRefund(req: Request): Omit<RefundRequest, 'idempotency_key'> {
  return parse(refundBody, req.body);
}

/** @throws GatewayError `invalid_request` */
export function readDispute(req: Request): Omit<NewDispute, 'id'> {
  return parse(disputeBody, req.body);
}

/** @throws GatewayError `invalid_request` */
export function readDisputeOutcome(req: Request): { id: string; outcome: 'won' | 'lost' } {
  const outcome = z.strictObject({ outcome: z.enum(['won', 'lost']) });
  return { ...parse(z.object({ id: text }), req.params), ...parse(outcome, req.body) };
}

/** @throws GatewayError `invalid_request` */
export function readDecision(req: Request): 'approve' | 'decline' {
  return parse(z.strictObject({ decision: z.enum(['approve', 'decline']) }), req.body).decision;
}

function readIdempotencyKey(req: Request): string {
  const key = text.safeParse(req.get('idempotency-key'));
  if (!key.success) throw invalidRequest('The header Idempotency-Key must have 1 to 255 printable characters.');
  return key.data;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw invalidRequest(issues.join('; '));
}

import type { Order } from '../../../packages/client/src/index.js';

/** An order that is pending unless the fields say otherwise. */
export function order(fields: Partial<Order> = {}): Order {
  return {
    id: '0b8f6a52-5f0a-4c8e-9f43-0d8f6b9f5a11',
    user_id: '5c3d1c0e-54a5-4d0f-9a52-6f0b3f1f2a10',
    status: 'pending',
    status_reason: null,
    total_amount: 2_549,
    currency: 'USD',
    payment_method: 'credit_card',
    items: [],
    adjustments: [],
    external_reference: null,
    metadata: {},
    payment: null,
    reservation_expires_at: '2026-01-01T00:15:00Z',
    disputes: [],
    workflow_id: 'order-0b8f6a52-5f0a-4c8e-9f43-0d8f6b9f5a11',
    version: 1,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...fields,
  };
}

export function payment(fields: Partial<NonNullable<Order['payment']>> = {}): NonNullable<Order['payment']> {
  return {
    id: '9d2f3a0e-1a5f-4a0f-8f52-6f0b3f1f2a77',
    status: 'success',
    method: 'credit_card',
    amount: 2_549,
    refunded_amount: 0,
    pending_refund_amount: 0,
    failure_reason: null,
    next_action: null,
    ...fields,
  };
}

/** A problem response as the API sends it. */
export function problemResponse(
  status: number,
  code: string,
  fields: object = {},
  headers: Record<string, string> = {},
): Response {
  const problem = {
    type: `urn:problem-type:${code}`,
    title: code,
    status,
    detail: `Detail of ${code}`,
    code,
    ...fields,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}

export function jsonResponse(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

import { ORDER_CANCELLED } from '../../domains/payments/refund-reasons.js';
import { isFollowed, notInFlight, type Invariant } from '../invariant.js';

/** Our payments and refunds against the orders. */
export const PAYMENT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'payments.decided',
    description: 'an undecided payment belongs to an order in flight',
    sources: ['domains'],
    rows: 'payments.payments',
    offenders: `
      SELECT p.order_id AS key, p.status, p.amount FROM payments.payments p
      WHERE p.status IN ('pending', 'processing', 'authorized') AND ${notInFlight('p.order_id')}`,
  },
  {
    id: 'payments.refunds_decided',
    description: 'a refund that the provider has not accepted belongs to an order in flight or waits for a dispute',
    sources: ['domains'],
    rows: 'payments.refunds',
    offenders: `
      SELECT r.id AS key, p.order_id, r.amount
      FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id
      WHERE r.status = 'pending' AND r.gateway_refund_id IS NULL AND ${notInFlight('p.order_id')}
        AND NOT EXISTS (SELECT FROM payments.disputes d WHERE d.payment_id = p.id AND d.status = 'open')`,
  },
  {
    id: 'payments.confirmed_order_is_paid',
    description: 'a confirmed order has a successful payment of its total amount',
    sources: ['domains'],
    rows: `orders.orders WHERE status = 'confirmed'`,
    // An order that an operator refunds in full stays confirmed.
    offenders: `
      SELECT o.id AS key, o.total_amount, o.payment_id, p.id AS paid_by, p.status AS payment, p.amount
      FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id
      WHERE o.status = 'confirmed'
        AND (p.id = o.payment_id AND p.status IN ('success', 'refunded') AND p.amount = o.total_amount
             AND p.currency = o.currency) IS NOT TRUE
        AND ${notInFlight('o.id')}`,
  },
  {
    id: 'payments.success_has_a_confirmed_order',
    description: 'a successful payment belongs to a confirmed order or to an order in flight, or its refund is pending',
    sources: ['domains'],
    rows: `payments.payments WHERE status = 'success'`,
    offenders: `
      SELECT p.order_id AS key, p.amount, p.refunded_amount, o.status AS order_status
      FROM payments.payments p LEFT JOIN orders.orders o ON o.id = p.order_id
      WHERE p.status = 'success' AND o.status IS DISTINCT FROM 'confirmed' AND ${notInFlight('p.order_id')}
        AND NOT ${isFollowed('p.order_id')}
        AND (SELECT sum(r.amount) FROM payments.refunds r WHERE r.payment_id = p.id AND r.status = 'pending')
          IS DISTINCT FROM p.amount - p.refunded_amount`,
  },
  {
    id: 'payments.cancellation_refund_has_a_cancelled_order',
    description: 'a refund for a cancelled order belongs to an order that is not confirmed',
    sources: ['domains'],
    rows: `payments.refunds WHERE reason = '${ORDER_CANCELLED}' AND status IN ('pending', 'succeeded')`,
    offenders: `
      SELECT r.id AS key, p.order_id, r.status AS refund, r.amount, o.status AS order_status
      FROM payments.refunds r
      JOIN payments.payments p ON p.id = r.payment_id
      JOIN orders.orders o ON o.id = p.order_id
      WHERE r.reason = '${ORDER_CANCELLED}' AND r.status IN ('pending', 'succeeded') AND o.status = 'confirmed'
        AND ${notInFlight('p.order_id')}`,
  },
  {
    id: 'payments.match_their_order',
    description: 'a payment has the customer, method, currency and total amount of its order',
    sources: ['domains'],
    rows: 'payments.payments',
    offenders: `
      SELECT p.order_id AS key, p.amount, o.total_amount, p.currency, p.method, p.user_id
      FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
      WHERE o.deleted_at IS NULL
        AND (p.amount, p.currency, p.method, p.user_id)
          IS DISTINCT FROM (o.total_amount, o.currency, o.payment_method, o.user_id)`,
  },
  {
    id: 'payments.lost_dispute_is_returned',
    description: 'the amount of lost disputes counts as refunded',
    sources: ['domains'],
    rows: `payments.disputes WHERE status = 'lost'`,
    offenders: `
      SELECT p.order_id AS key, p.amount, p.refunded_amount, d.lost
      FROM payments.payments p
      JOIN (SELECT payment_id, sum(amount) AS lost FROM payments.disputes WHERE status = 'lost' GROUP BY payment_id) d
        ON d.payment_id = p.id
      WHERE p.refunded_amount < least(d.lost, p.amount)`,
  },
  {
    id: 'payments.refunds_add_up',
    description: 'succeeded refunds equal the refunded amount, and pending refunds do not exceed the remainder',
    sources: ['domains'],
    rows: 'payments.payments',
    offenders: `
      SELECT p.order_id AS key, p.amount, p.refunded_amount, r.made, r.promised
      FROM payments.payments p
      LEFT JOIN (SELECT payment_id, sum(amount) FILTER (WHERE status = 'succeeded') AS made,
                        sum(amount) FILTER (WHERE status IN ('pending', 'succeeded')) AS promised
                 FROM payments.refunds GROUP BY payment_id) r ON r.payment_id = p.id
      WHERE coalesce(r.made, 0) <> p.refunded_amount OR r.promised > p.amount`,
  },
];

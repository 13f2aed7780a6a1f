import { DISPUTE_LOST, REFUNDED_AT_PROVIDER } from '../../domains/payments/refund-reasons.js';
import { isFollowed, notInFlight, type Invariant } from '../invariant.js';

/** SQL for what the bank returned of a charge in lost disputes, in minor units. @param charge - alias of gateway_charges */
const lostOf = (charge: string) =>
  `least(${charge}.amount - ${charge}.refunded_amount, coalesce((SELECT sum(d.amount) FROM gateway_disputes d
     WHERE d.charge_id = ${charge}.id AND d.status = 'lost'), 0))`;

/** Our payments and refunds against the gateway's charges and refunds, in both directions, by key and amount. */
export const LEDGER_INVARIANTS: readonly Invariant[] = [
  {
    id: 'ledger.charged_once',
    description: 'no order is charged twice',
    sources: ['domains', 'ledger'],
    rows: `gateway_charges WHERE status = 'succeeded'`,
    offenders: `
      SELECT order_id AS key, array_agg(id) AS charges, sum(amount) AS amount
      FROM gateway_charges WHERE status = 'succeeded' GROUP BY order_id HAVING count(*) > 1`,
  },
  {
    id: 'ledger.captured_matches_owed',
    description:
      'captured minus returned at the gateway equals what confirmed orders owe and pending refunds will return',
    sources: ['domains', 'ledger'],
    rows: 'gateway_charges',
    offenders: `
      SELECT order_id AS key, coalesce(c.kept, 0) AS kept, coalesce(o.owed, 0) AS owed
      FROM (SELECT order_id, sum(c.amount - c.refunded_amount - ${lostOf('c')}) AS kept
            FROM gateway_charges c WHERE status = 'succeeded' GROUP BY order_id) c
      FULL JOIN (SELECT o.id::text AS order_id,
                        CASE WHEN o.status = 'confirmed' THEN o.total_amount - coalesce(p.refunded_amount, 0)
                             ELSE coalesce((SELECT sum(r.amount) FROM payments.refunds r
                                            WHERE r.payment_id = p.id AND r.status = 'pending'), 0) END AS owed
                 FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id) o USING (order_id)
      WHERE coalesce(c.kept, 0) <> coalesce(o.owed, 0)
        AND ${notInFlight('order_id')} AND NOT ${isFollowed('order_id::uuid')}`,
  },
  {
    id: 'ledger.each_charge_is_ours',
    description: 'each succeeded charge matches a payment by key, amount and method',
    sources: ['domains', 'ledger'],
    rows: `gateway_charges WHERE status = 'succeeded'`,
    offenders: `
      SELECT c.idempotency_key AS key, c.id AS charge, c.amount, p.status AS payment, p.amount AS our_amount,
             p.transaction_id AS our_charge
      FROM gateway_charges c LEFT JOIN payments.payments p ON p.order_id || ':charge' = c.idempotency_key
      WHERE c.status = 'succeeded' AND ${notInFlight('c.order_id')}
        AND (p.status IN ('success', 'refunded') AND p.order_id::text = c.order_id AND p.transaction_id = c.id
             AND p.amount = c.amount AND p.currency = c.currency AND p.method = c.method) IS NOT TRUE
        -- A person returned what a charge kept that does not match its payment.
        AND (p.failure_reason = 'charge_mismatch' AND c.refunded_amount = c.amount) IS NOT TRUE
        -- A person returned the charge of an order that a restored database lacks.
        AND (p.id IS NULL AND c.refunded_amount = c.amount) IS NOT TRUE`,
  },
  {
    id: 'ledger.each_payment_is_at_the_gateway',
    description: 'each successful payment matches a succeeded charge',
    sources: ['domains', 'ledger'],
    rows: `payments.payments WHERE status IN ('success', 'refunded')`,
    offenders: `
      SELECT p.order_id AS key, p.status, p.amount, p.transaction_id, c.id AS charge, c.status AS charge_status
      FROM payments.payments p LEFT JOIN gateway_charges c ON c.idempotency_key = p.order_id || ':charge'
      WHERE p.status IN ('success', 'refunded') AND ${notInFlight('p.order_id')}
        AND (c.status = 'succeeded' AND c.id = p.transaction_id AND c.amount = p.amount) IS NOT TRUE`,
  },
  {
    id: 'ledger.no_charge_undecided',
    description: 'an undecided charge belongs to an order in flight',
    sources: ['domains', 'ledger'],
    rows: 'gateway_charges',
    offenders: `
      SELECT c.idempotency_key AS key, c.status, c.amount FROM gateway_charges c
      WHERE c.status IN ('processing', 'requires_action', 'authorized') AND ${notInFlight('c.order_id')}`,
  },
  {
    id: 'ledger.refunded_matches_gateway',
    description: 'what was refunded of a charge and lost in disputes is the refunded amount of its payment',
    sources: ['domains', 'ledger'],
    rows: `gateway_charges WHERE status = 'succeeded'`,
    offenders: `
      SELECT c.idempotency_key AS key, c.refunded_amount, ${lostOf('c')} AS lost, p.refunded_amount AS ours
      FROM gateway_charges c JOIN payments.payments p ON p.order_id || ':charge' = c.idempotency_key
      WHERE c.status = 'succeeded' AND c.refunded_amount + ${lostOf('c')} <> p.refunded_amount
        AND ${notInFlight('c.order_id')} AND NOT ${isFollowed('p.order_id')}`,
  },
  {
    id: 'ledger.refunds_of_a_charge_add_up',
    description: 'the succeeded refunds of a charge add up to its refunded amount',
    sources: ['domains', 'ledger'],
    rows: 'gateway_charges',
    offenders: `
      SELECT c.idempotency_key AS key, c.refunded_amount, r.made
      FROM gateway_charges c
      LEFT JOIN (SELECT charge_id, sum(amount) AS made FROM gateway_refunds WHERE status = 'succeeded'
                 GROUP BY charge_id) r ON r.charge_id = c.id
      WHERE coalesce(r.made, 0) <> c.refunded_amount`,
  },
  {
    id: 'ledger.each_gateway_refund_is_ours',
    description: 'each refund at the gateway matches a recorded refund by id, key, amount and status',
    sources: ['domains', 'ledger'],
    rows: 'gateway_refunds',
    // Refunds from before the table payments.refunds have no gateway id. `ledger.refunded_matches_gateway` covers their sum.
    // A refund that was made in the dashboard has no key, and one that failed there returned no money. A charge without a
    // payment is reported as such, not by its refunds.
    offenders: `
      SELECT g.id AS key, g.idempotency_key, g.amount, g.status, r.id AS refund, r.status AS ours, r.amount AS our_amount
      FROM gateway_refunds g
      JOIN gateway_charges c ON c.id = g.charge_id
      LEFT JOIN payments.refunds r ON r.gateway_refund_id = g.id
      WHERE (r.status = g.status AND r.amount = g.amount
             AND (r.id::text = g.idempotency_key OR r.reason = '${REFUNDED_AT_PROVIDER}')) IS NOT TRUE
        AND NOT (r.id IS NULL AND g.status IN ('failed', 'canceled'))
        AND EXISTS (SELECT FROM payments.payments p WHERE p.order_id::text = c.order_id)
        AND ${notInFlight('c.order_id')} AND NOT ${isFollowed('c.order_id::uuid')}
        AND NOT EXISTS (SELECT FROM payments.payments p JOIN payments.refunds old ON old.payment_id = p.id
                        WHERE p.transaction_id = c.id AND old.status = 'succeeded' AND old.gateway_refund_id IS NULL
                          AND old.reason <> '${DISPUTE_LOST}')`,
  },
  {
    id: 'ledger.each_refund_is_at_the_gateway',
    description: 'each refund that the gateway accepted matches a refund at the gateway',
    sources: ['domains', 'ledger'],
    rows: 'payments.refunds WHERE gateway_refund_id IS NOT NULL',
    offenders: `
      SELECT r.id AS key, r.amount, r.status, r.gateway_refund_id, g.amount AS refunded, g.status AS theirs
      FROM payments.refunds r
      JOIN payments.payments p ON p.id = r.payment_id
      LEFT JOIN gateway_refunds g ON g.id = r.gateway_refund_id
      WHERE r.gateway_refund_id IS NOT NULL AND (g.amount = r.amount AND g.status = r.status) IS NOT TRUE
        AND ${notInFlight('p.order_id')} AND NOT ${isFollowed('p.order_id')}`,
  },
  {
    id: 'ledger.each_dispute_is_recorded',
    description: 'each dispute at the gateway is recorded with its amount and status, and no other is',
    sources: ['domains', 'ledger'],
    rows: 'gateway_disputes',
    offenders: `
      SELECT coalesce(g.id, ours.gateway_dispute_id) AS key, g.amount, g.status, ours.amount AS our_amount,
             ours.status AS our_status
      FROM (SELECT d.*, c.order_id FROM gateway_disputes d JOIN gateway_charges c ON c.id = d.charge_id) g
      FULL JOIN (SELECT d.*, p.order_id FROM payments.disputes d JOIN payments.payments p ON p.id = d.payment_id) ours
        ON ours.gateway_dispute_id = g.id
      WHERE (g.amount = ours.amount AND g.status = ours.status) IS NOT TRUE
        AND ${notInFlight('coalesce(g.order_id, ours.order_id::text)')}`,
  },
];

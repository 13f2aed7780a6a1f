import { notInFlight, type Invariant } from '../invariant.js';

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
    description: 'captured minus refunded at the gateway equals the amount that confirmed orders owe',
    sources: ['domains', 'ledger'],
    rows: 'gateway_charges',
    offenders: `
      SELECT order_id AS key, coalesce(c.kept, 0) AS kept, coalesce(o.owed, 0) AS owed
      FROM (SELECT order_id, sum(amount - refunded_amount) AS kept FROM gateway_charges WHERE status = 'succeeded'
            GROUP BY order_id) c
      FULL JOIN (SELECT o.id::text AS order_id, o.total_amount - coalesce(p.refunded_amount, 0) AS owed
                 FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id
                 WHERE o.status = 'confirmed') o USING (order_id)
      WHERE coalesce(c.kept, 0) <> coalesce(o.owed, 0) AND ${notInFlight('order_id')}`,
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
             AND p.amount = c.amount AND p.currency = c.currency AND p.method = c.method) IS NOT TRUE`,
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
      WHERE c.status IN ('processing', 'requires_action') AND ${notInFlight('c.order_id')}`,
  },
  {
    id: 'ledger.refunded_matches_gateway',
    description: 'the refunded amounts of a charge and its payment are equal',
    sources: ['domains', 'ledger'],
    rows: `gateway_charges WHERE status = 'succeeded'`,
    offenders: `
      SELECT c.idempotency_key AS key, c.refunded_amount, p.refunded_amount AS ours
      FROM gateway_charges c JOIN payments.payments p ON p.order_id || ':charge' = c.idempotency_key
      WHERE c.status = 'succeeded' AND c.refunded_amount <> p.refunded_amount AND ${notInFlight('c.order_id')}`,
  },
  {
    id: 'ledger.refunds_of_a_charge_add_up',
    description: 'the refunds of a charge add up to its refunded amount',
    sources: ['domains', 'ledger'],
    rows: 'gateway_charges',
    offenders: `
      SELECT c.idempotency_key AS key, c.refunded_amount, r.made
      FROM gateway_charges c
      LEFT JOIN (SELECT charge_id, sum(amount) AS made FROM gateway_refunds GROUP BY charge_id) r ON r.charge_id = c.id
      WHERE coalesce(r.made, 0) <> c.refunded_amount`,
  },
  {
    id: 'ledger.each_gateway_refund_is_ours',
    description: 'each refund at the gateway matches a recorded refund by key and amount',
    sources: ['domains', 'ledger'],
    rows: 'gateway_refunds',
    // Refunds from before the table payments.refunds have no gateway id. `ledger.refunded_matches_gateway` covers their sum.
    offenders: `
      SELECT g.idempotency_key AS key, g.id AS refund, g.amount, r.status AS ours, r.amount AS our_amount
      FROM gateway_refunds g
      JOIN gateway_charges c ON c.id = g.charge_id
      LEFT JOIN payments.refunds r ON r.id::text = g.idempotency_key
      WHERE (r.status = 'succeeded' AND r.gateway_refund_id = g.id AND r.amount = g.amount) IS NOT TRUE
        AND ${notInFlight('c.order_id')}
        AND NOT EXISTS (SELECT FROM payments.payments p JOIN payments.refunds old ON old.payment_id = p.id
                        WHERE p.transaction_id = c.id AND old.status = 'succeeded' AND old.gateway_refund_id IS NULL)`,
  },
  {
    id: 'ledger.each_refund_is_at_the_gateway',
    description: 'each succeeded refund matches a refund at the gateway',
    sources: ['domains', 'ledger'],
    rows: `payments.refunds WHERE status = 'succeeded'`,
    offenders: `
      SELECT r.id AS key, r.amount, r.gateway_refund_id, g.id AS refund, g.amount AS refunded
      FROM payments.refunds r
      JOIN payments.payments p ON p.id = r.payment_id
      LEFT JOIN gateway_refunds g ON g.idempotency_key = r.id::text
      WHERE r.status = 'succeeded' AND r.gateway_refund_id IS NOT NULL AND ${notInFlight('p.order_id')}
        AND (g.id = r.gateway_refund_id AND g.amount = r.amount) IS NOT TRUE`,
  },
];

import type { AttentionItem, Numbers, Timeline, WebhookDelivery } from '../../../src/page/client.js';

/** Answers of the API that hold one of each thing that a view can show, which would take long to bring about. */

const PLACED_AT = '2026-01-02T03:04:05.000Z';
const LATER = '2026-01-02T03:05:05.000Z';
const ORDER_ID = '7d3f3a52-5b0c-4f3e-9a3c-6a2f5d1f0b11';

function attentionItem(item: Partial<AttentionItem> & Pick<AttentionItem, 'kind' | 'action'>): AttentionItem {
  return {
    id: item.kind,
    order_id: ORDER_ID,
    product_id: null,
    webhook_endpoint_id: null,
    subject: item.kind,
    reason: null,
    since: PLACED_AT,
    due_at: null,
    attempts: null,
    last_error: null,
    next_try_at: null,
    amount: 2_200,
    currency: 'USD',
    workflow_id: `order-${ORDER_ID}`,
    web_ui_url: `http://temporal.example/order-${ORDER_ID}`,
    ...item,
  };
}

const FAILING = { attempts: 7, last_error: 'connect ECONNREFUSED 127.0.0.1:4010', next_try_at: LATER } as const;

export const ATTENTION: readonly AttentionItem[] = [
  attentionItem({ kind: 'dead_run', action: 'cancel', subject: 'pending', reason: 'TERMINATED' }),
  attentionItem({ kind: 'parked', action: 'retry', subject: 'refund or void', ...FAILING }),
  attentionItem({ kind: 'stuck', action: 'retry_later', subject: 'cancelPayment', ...FAILING }),
  attentionItem({ kind: 'refund_failed', action: 'refund', reason: 'expired_or_canceled_card' }),
  attentionItem({ kind: 'dispute_open', action: 'respond', reason: 'product_not_received', due_at: LATER }),
  attentionItem({ kind: 'payment_undecided', action: 'investigate', subject: 'processing' }),
  attentionItem({ kind: 'overdue_order', action: 'investigate', subject: 'pending' }),
  attentionItem({ kind: 'reservation_ending', action: 'extend', subject: 'pending', due_at: LATER }),
  attentionItem({
    kind: 'webhook_failing',
    action: 'check_endpoint',
    subject: 'ERP',
    reason: '503',
    ...{ ...FAILING, order_id: null, webhook_endpoint_id: ORDER_ID },
    ...{ amount: null, currency: null, workflow_id: null, web_ui_url: null },
  }),
  attentionItem({
    kind: 'low_stock',
    action: 'restock',
    subject: 'COF-001',
    reason: '3',
    ...{ order_id: null, product_id: ORDER_ID, amount: null, currency: null, workflow_id: null, web_ui_url: null },
  }),
];

/** The last hour of a busy shop. */
export const NUMBERS: Numbers = {
  minutes: Array.from({ length: 60 }, (_, index) => {
    const wave = Math.sin(index / 7);
    const placed = Math.round(14 + 9 * wave + (index % 4));
    const declined = index % 5 === 0 ? 2 : index % 3 === 0 ? 1 : 0;
    return {
      at: new Date(Date.parse(PLACED_AT) + index * 60_000).toISOString(),
      ...{ placed, declined, confirmed: placed - declined - 1, cancelled: 1 },
      acceptance_p50_ms: Math.round(38 + 6 * wave),
      acceptance_p99_ms: index === 41 ? null : Math.round(120 + 45 * Math.sin(index / 4)),
    };
  }),
  placed: 931,
  decline_rate: 0.038,
  acceptance_p50_ms: 38,
  acceptance_p99_ms: 151,
  in_flight: 12,
  expiring: 3,
  stock: { available: 1_204, reserved: 37, sold_out: 2, low: 4 },
};

function delivery(attempt: number, fields: Partial<WebhookDelivery>): WebhookDelivery {
  return {
    id: `delivery-${attempt}`,
    event_id: ORDER_ID,
    event_type: 'order.confirmed',
    subject: ORDER_ID,
    sequence: 3,
    at: PLACED_AT,
    kind: 'event',
    latency_ms: 84,
    ...{ attempt, delivered: false, status: null, failure: null, response: '' },
    ...fields,
  };
}

export const DELIVERIES: readonly WebhookDelivery[] = [
  delivery(4, { delivered: true, status: 200, response: 'ok' }),
  delivery(3, { status: 500, response: '<html><body>'.repeat(20) }),
  delivery(2, { failure: 'timeout', latency_ms: 10_000 }),
  delivery(1, { failure: 'connection_failed', kind: 'test' }),
];

type Entry = Timeline['data'][number];

function entry(fields: Partial<Entry> & Pick<Entry, 'kind' | 'code' | 'state'>): Entry {
  return {
    at: PLACED_AT,
    ended_at: null,
    outcome: null,
    actor: null,
    reason: null,
    amount: null,
    attempts: null,
    last_error: null,
    next_try_at: null,
    workflow_id: null,
    ...fields,
  };
}

/** A cancelled order of which one compensation is stuck, with an entry of each kind. */
export function stuckTimeline(orderId: string): Timeline {
  return {
    ...{ order_id: orderId, currency: 'USD', undo: 'stuck', settled: true, runs_known: true },
    data: [
      entry({ kind: 'status', code: 'pending', state: 'done', actor: 'customer' }),
      ...['price', 'reserve', 'create', 'pay', 'confirm_stock', 'confirm_order'].map((code) =>
        entry({ kind: 'step', code, state: 'done', ended_at: LATER, attempts: code === 'pay' ? 3 : 1 }),
      ),
      entry({ kind: 'message', code: 'cancelOrder', state: 'done' }),
      entry({ kind: 'status', code: 'cancelled', state: 'done', actor: 'operator', reason: 'cancel_requested' }),
      entry({ kind: 'compensation', code: 'pay', state: 'retrying', ...FAILING }),
      entry({ kind: 'compensation', code: 'confirm_stock', state: 'done', outcome: 'restocked', ended_at: LATER }),
      entry({ kind: 'compensation', code: 'create', state: 'done', outcome: 'order_ended', ended_at: LATER }),
      entry({ kind: 'refund', code: 'failed', state: 'failed', amount: 500, reason: 'expired_or_canceled_card' }),
      entry({ kind: 'return', code: 'completed', state: 'done', amount: 700, actor: 'operator', reason: 'too small' }),
      entry({ kind: 'dispute', code: 'open', state: 'waiting', amount: 1_600, reason: 'fraudulent' }),
      entry({ kind: 'follow_up', code: 'look_up', state: 'done' }),
    ],
    events: [
      {
        ...{ id: orderId, type: 'order.created', sequence: 1, at: PLACED_AT },
        deliveries: [
          {
            ...{ webhook_endpoint_id: orderId, endpoint: 'ERP', state: 'waiting', attempts: 2 },
            ...{ last_attempt_at: LATER, last_result: '503', next_try_at: LATER },
          },
        ],
      },
    ],
    runs: (['placeOrder', 'cancelConfirmedOrder'] as const).map((type) => ({
      workflow_id: `${type}-${orderId}`,
      run_id: type,
      superseded: type === 'placeOrder',
      ...{ type, status: 'RUNNING', started_at: PLACED_AT, ended_at: null },
      web_ui_url: 'http://temporal.example/run',
      ...{ trace_id: '0af7651916cd43dd8448eb211c80319c', trace_url: 'http://traces.example/0af7651916cd43dd' },
    })),
  };
}

/**
 * What each activity does to an order, whatever became of the order before: nothing may assume that it runs at its place in
 * the saga, since a reset, a failover or a terminated run repeats steps and brings them late.
 */

/** Each state an order can be in, and the activities that lead to it. */
export const STATES = {
  nothing: [],
  reserved: ['reserveStock'],
  pending: ['reserveStock', 'createOrder'],
  'awaiting the customer': ['reserveStock', 'createOrder', 'processPayment (redirect)'],
  charged: ['reserveStock', 'createOrder', 'processPayment'],
  'stock confirmed': ['reserveStock', 'createOrder', 'processPayment', 'confirmStock'],
  confirmed: ['reserveStock', 'createOrder', 'processPayment', 'confirmStock', 'confirmOrder'],
  'confirmed and refunded': [
    ...['reserveStock', 'createOrder', 'processPayment', 'confirmStock', 'confirmOrder'],
    'refundPayment',
  ],
  'cancelled when confirmed': [
    ...['reserveStock', 'createOrder', 'processPayment', 'confirmStock', 'confirmOrder'],
    ...['cancelPayment', 'restock', 'endOrder (cancelled)'],
  ],
  'cancelled when pending': [
    ...['reserveStock', 'createOrder', 'cancelPayment', 'endOrder (cancelled)', 'releaseStock'],
  ],
  failed: [
    ...['reserveStock', 'createOrder', 'processPayment (declined)', 'cancelPayment', 'endOrder (failed)'],
    'releaseStock',
  ],
  'cancelled before it was created': ['releaseStock', 'endOrder (cancelled)', 'cancelPayment'],
} as const satisfies Record<string, readonly string[]>;

export type State = keyof typeof STATES;

export const ACTIVITIES = [
  'priceOrder',
  'reserveStock',
  'createOrder',
  'processPayment',
  'confirmStock',
  'confirmOrder',
  'releaseStock',
  'restock',
  'endOrder (cancelled)',
  'endOrder (failed)',
  'cancelPayment',
  'refundPayment',
  'extendReservation',
  'extendOrderReservation',
] as const;

export type Activity = (typeof ACTIVITIES)[number];

/**
 * What an activity does to an order in each state: the order, its stock (available + reserved = total, of 10 units, 2 of them
 * ordered), its payment and the minor units that the gateway keeps; or `!` and the code of the domain error, and then nothing
 * changes. An activity that is not listed changes nothing.
 */
export const EFFECTS: Readonly<Record<State, Readonly<Partial<Record<Activity, string>>>>> = {
  nothing: {
    reserveStock: 'order none, stock reserved 8+2=10, payment none 0',
    createOrder: 'order pending, stock none 10+0=10, payment none 0',
    processPayment: 'order none, stock none 10+0=10, payment success 2000',
    confirmStock: '! reservations_not_found',
    confirmOrder: '! order_not_found',
    releaseStock: 'order none, stock released 10+0=10, payment none 0',
    restock: 'order none, stock released 10+0=10, payment none 0',
    'endOrder (cancelled)': 'order cancelled (tombstone), stock none 10+0=10, payment none 0',
    'endOrder (failed)': 'order cancelled (tombstone), stock none 10+0=10, payment none 0',
    cancelPayment: 'order none, stock none 10+0=10, payment failed 0',
    refundPayment: '! payment_not_found',
  },
  reserved: {
    createOrder: 'order pending, stock reserved 8+2=10, payment none 0',
    processPayment: 'order none, stock reserved 8+2=10, payment success 2000',
    confirmStock: 'order none, stock confirmed 8+0=8, payment none 0',
    confirmOrder: '! order_not_found',
    releaseStock: 'order none, stock released 10+0=10, payment none 0',
    restock: 'order none, stock released 10+0=10, payment none 0',
    'endOrder (cancelled)': 'order cancelled (tombstone), stock reserved 8+2=10, payment none 0',
    'endOrder (failed)': 'order cancelled (tombstone), stock reserved 8+2=10, payment none 0',
    cancelPayment: 'order none, stock reserved 8+2=10, payment failed 0',
    refundPayment: '! payment_not_found',
    extendReservation: 'order none, stock reserved 8+2=10 extended, payment none 0',
  },
  pending: {
    processPayment: 'order pending, stock reserved 8+2=10, payment success 2000',
    confirmStock: 'order pending, stock confirmed 8+0=8, payment none 0',
    confirmOrder: 'order confirmed, stock reserved 8+2=10, payment none 0',
    releaseStock: 'order pending, stock released 10+0=10, payment none 0',
    restock: 'order pending, stock released 10+0=10, payment none 0',
    'endOrder (cancelled)': 'order cancelled, stock reserved 8+2=10, payment none 0',
    'endOrder (failed)': 'order failed, stock reserved 8+2=10, payment none 0',
    cancelPayment: 'order pending, stock reserved 8+2=10, payment failed 0',
    refundPayment: '! payment_not_found',
    extendReservation: 'order pending, stock reserved 8+2=10 extended, payment none 0',
    extendOrderReservation: 'order pending extended, stock reserved 8+2=10, payment none 0',
  },
  'awaiting the customer': {
    confirmStock: 'order pending, stock confirmed 8+0=8, payment processing 0',
    confirmOrder: 'order confirmed, stock reserved 8+2=10, payment processing 0',
    releaseStock: 'order pending, stock released 10+0=10, payment processing 0',
    restock: 'order pending, stock released 10+0=10, payment processing 0',
    'endOrder (cancelled)': 'order cancelled, stock reserved 8+2=10, payment processing 0',
    'endOrder (failed)': 'order failed, stock reserved 8+2=10, payment processing 0',
    cancelPayment: 'order pending, stock reserved 8+2=10, payment failed 0',
    refundPayment: '! payment_not_refundable',
    extendReservation: 'order pending, stock reserved 8+2=10 extended, payment processing 0',
    extendOrderReservation: 'order pending extended, stock reserved 8+2=10, payment processing 0',
  },
  charged: {
    confirmStock: 'order pending, stock confirmed 8+0=8, payment success 2000',
    confirmOrder: 'order confirmed, stock reserved 8+2=10, payment success 2000',
    releaseStock: 'order pending, stock released 10+0=10, payment success 2000',
    restock: 'order pending, stock released 10+0=10, payment success 2000',
    'endOrder (cancelled)': 'order cancelled, stock reserved 8+2=10, payment success 2000',
    'endOrder (failed)': 'order failed, stock reserved 8+2=10, payment success 2000',
    cancelPayment: 'order pending, stock reserved 8+2=10, payment refunded 0',
    refundPayment: 'order pending, stock reserved 8+2=10, payment refunded 0',
    extendReservation: 'order pending, stock reserved 8+2=10 extended, payment success 2000',
    extendOrderReservation: 'order pending extended, stock reserved 8+2=10, payment success 2000',
  },
  'stock confirmed': {
    confirmOrder: 'order confirmed, stock confirmed 8+0=8, payment success 2000',
    restock: 'order pending, stock released 10+0=10, payment success 2000',
    'endOrder (cancelled)': 'order cancelled, stock confirmed 8+0=8, payment success 2000',
    'endOrder (failed)': 'order failed, stock confirmed 8+0=8, payment success 2000',
    cancelPayment: 'order pending, stock confirmed 8+0=8, payment refunded 0',
    refundPayment: 'order pending, stock confirmed 8+0=8, payment refunded 0',
    extendOrderReservation: 'order pending extended, stock confirmed 8+0=8, payment success 2000',
  },
  confirmed: {
    restock: 'order confirmed, stock released 10+0=10, payment success 2000',
    'endOrder (cancelled)': 'order cancelled, stock confirmed 8+0=8, payment success 2000',
    'endOrder (failed)': '! order_transition_refused',
    cancelPayment: 'order confirmed, stock confirmed 8+0=8, payment refunded 0',
    refundPayment: 'order confirmed, stock confirmed 8+0=8, payment refunded 0',
  },
  'confirmed and refunded': {
    processPayment: '! payment_voided',
    restock: 'order confirmed, stock released 10+0=10, payment refunded 0',
    'endOrder (cancelled)': 'order cancelled, stock confirmed 8+0=8, payment refunded 0',
    'endOrder (failed)': '! order_transition_refused',
    refundPayment: '! payment_not_refundable',
  },
  'cancelled when confirmed': {
    reserveStock: '! reservation_closed',
    createOrder: '! order_closed',
    processPayment: '! payment_voided',
    confirmStock: '! reservation_closed',
    confirmOrder: '! order_transition_refused',
    refundPayment: '! payment_not_refundable',
  },
  'cancelled when pending': {
    reserveStock: '! reservation_closed',
    createOrder: '! order_closed',
    processPayment: '! payment_voided',
    confirmStock: '! reservation_closed',
    confirmOrder: '! order_transition_refused',
    refundPayment: '! payment_not_refundable',
  },
  failed: {
    reserveStock: '! reservation_closed',
    createOrder: '! order_closed',
    processPayment: '! payment_declined',
    confirmStock: '! reservation_closed',
    confirmOrder: '! order_transition_refused',
    refundPayment: '! payment_not_refundable',
  },
  'cancelled before it was created': {
    reserveStock: '! reservation_closed',
    createOrder: '! order_closed',
    processPayment: '! payment_voided',
    confirmStock: '! reservation_closed',
    confirmOrder: '! order_transition_refused',
    refundPayment: '! payment_not_refundable',
  },
};

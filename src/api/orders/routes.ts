import { cancelOrder } from './cancel-order.js';
import { exportOrders } from './export-orders.js';
import { extendReservation } from './extend-reservation.js';
import { followOrder } from './follow-order.js';
import { getOrderHistory } from './get-order-history.js';
import { getOrderRun } from './get-order-run.js';
import { getOrder } from './get-order.js';
import { listOrders } from './list-orders.js';
import { getTimeline } from './timeline/get-timeline.js';
import { placeOrder } from './place-order.js';
import { listReturns } from './list-returns.js';
import { returnOrder } from './return-order.js';
import { retryOrder } from './retry-order.js';

export const orderRoutes = [
  placeOrder,
  listOrders,
  exportOrders,
  getOrder,
  getOrderHistory,
  getOrderRun,
  getTimeline,
  followOrder,
  cancelOrder,
  extendReservation,
  retryOrder,
  returnOrder,
  listReturns,
];

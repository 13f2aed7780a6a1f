export { cancelConfirmedOrder } from './cancel-confirmed-order.js';
export { followPayment } from './follow-payment.js';
export { placeOrder } from './place-order.js';
export { reconcile } from './reconcile/reconcile.js';
export { refundLatePayment } from './refund-late-payment.js';
export { refundPayment } from './refund-payment.js';
export { releaseOtherCharge } from './release-other-charge.js';
export { returnOrder } from './return-order.js';

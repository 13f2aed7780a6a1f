import { getPayment } from './get-payment.js';
import { receiveEvent } from './receive-event.js';
import { refundOrder } from './refund-order.js';

export const paymentRoutes = [getPayment, refundOrder, receiveEvent];

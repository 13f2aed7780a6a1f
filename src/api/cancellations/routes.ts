import { cancelOrders } from './cancel-orders.js';
import { getCancellation } from './get-cancellation.js';

export const cancellationRoutes = [cancelOrders, getCancellation];

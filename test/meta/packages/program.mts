import { createOrdersClient, isApiError, paginate, placeOrder, type Order } from '@durable-orders/client';

const client = createOrdersClient({ baseUrl: process.argv[2] ?? '', token: 'token', retry: { attempts: 2 } });
const skus: string[] = [];
for await (const product of paginate(client, '/v1/products')) skus.push(product.sku);
let outcome: Order['status'] | number = 'pending';
try {
  outcome = (await placeOrder(client, { items: [], payment_method: 'credit_card' })).status;
} catch (error) {
  if (!isApiError(error, 'insufficient_stock')) throw error;
  outcome = error.problem.items[0]?.available ?? -1;
}
process.stdout.write(JSON.stringify({ skus, outcome }));

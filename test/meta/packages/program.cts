import orders = require('@durable-orders/client');

const client = orders.createOrdersClient({ baseUrl: process.argv[2] ?? '', token: 'token' });
const order: Promise<orders.Order> = orders.unwrap(client.GET('/v1/orders/{id}', { params: { path: { id: 'a' } } }));
// @ts-expect-error: a code that the API does not have
const isUnknown = (error: unknown) => orders.isApiError(error, 'no_such_code');
order.catch((error: unknown) => {
  process.stdout.write(
    JSON.stringify({ isApiError: orders.isApiError(error, 'order_not_found'), isUnknown: isUnknown(error) }),
  );
});

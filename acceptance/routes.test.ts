import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import { readOperations, type Operation } from './support/openapi-operations.ts';
import { createProduct, User, type ApiResponse } from './support/api-user.ts';

let operations: Operation[];
let customer: User;
let stranger: User;
let operator: User;
/** Ids of the customer's resources, by collection. */
let ownedIds: Record<string, string>;
beforeAll(async () => {
  operations = await readOperations();
  [customer, stranger, operator] = [await User.create(), await User.create(), await User.create('operator')];
  const { body: order } = await customer.place([await createProduct(1)], {}, { Prefer: 'wait=20' });
  ownedIds = { orders: order.id, payments: order.payment?.id ?? '' };
});

const pathOf = ({ path }: Operation, id: string) => path.replaceAll(/\{\w+\}/g, id);

interface RequestOverrides {
  readonly id?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Sends the documented example request with the given overrides. */
function sendRequest(user: User, operation: Operation, overrides: RequestOverrides = {}): Promise<ApiResponse> {
  const { id = randomUUID(), method = operation.method, headers } = overrides;
  const body = 'body' in overrides ? overrides.body : operation.example;
  return user.request(method, pathOf(operation, id), body, headers);
}

/** Maps each operation to the status and problem code of its response. */
async function collectResponses(
  selected: readonly Operation[],
  request: (operation: Operation) => Promise<ApiResponse>,
): Promise<Record<string, string>> {
  expect(selected.length).toBeGreaterThan(0);
  const responses: Record<string, string> = {};
  for (const operation of selected) {
    const { status, headers, body } = await request(operation);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status, request_id: headers.get('x-request-id') });
    responses[operation.name] = `${status} ${body.code as string}`;
  }
  return responses;
}

const expectedForEach = (selected: readonly Operation[], response: string) =>
  Object.fromEntries(selected.map(({ name }) => [name, response]));

it('returns 401 from every protected route without a valid token', async () => {
  const protectedRoutes = operations.filter(({ access }) => access !== 'anyone');
  const responses = await collectResponses(protectedRoutes, (operation) =>
    sendRequest(customer, operation, { headers: { authorization: 'Bearer nonsense' } }),
  );
  expect(responses).toEqual(expectedForEach(protectedRoutes, '401 unauthorized'));
});

it('returns 403 from every route when the role is wrong', async () => {
  const singleRole = operations.filter(({ access }) => access === 'customer' || access === 'operator');
  const responses = await collectResponses(singleRole, (operation) =>
    sendRequest(operation.access === 'operator' ? customer : operator, operation),
  );
  expect(responses).toEqual(expectedForEach(singleRole, '403 forbidden'));
});

it("returns 404 from every route for another customer's resource", async () => {
  const ownerRoutes = operations.filter(({ access, path }) => access === 'owner_or_operator' && path.includes('{'));
  const responses = await collectResponses(ownerRoutes, (operation) => {
    const [, , collection = ''] = operation.path.split('/');
    return sendRequest(stranger, operation, { id: ownedIds[collection] ?? '' });
  });
  for (const response of Object.values(responses)) expect(response).toMatch(/^404 (order|payment)_not_found$/);
});

it('returns 405 and Allow from every path for an unsupported method', async () => {
  const methodsOf = (path: string) => operations.filter((other) => other.path === path).map(({ method }) => method);
  const paths = operations.filter(({ path, method }) => methodsOf(path)[0] === method);
  // `/v1/products/export` also has the form of `/v1/products/{product_id}`.
  const supports = (path: string, method: string) =>
    operations.some(
      (other) => other.method === method && new RegExp(`^${other.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
    const unsupported = paths.filter(({ path }) => !supports(path, method));
    const responses = await collectResponses(unsupported, async (operation) => {
      const response = await sendRequest(operator, operation, { method, body: undefined });
      expect(response.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(methodsOf(operation.path)));
      return response;
    });
    expect(responses).toEqual(expectedForEach(unsupported, '405 method_not_allowed'));
  }
});

it('returns 415 from every route with a body when the content type is not JSON', async () => {
  const withBody = operations.filter(({ statuses }) => statuses.includes('415'));
  const responses = await collectResponses(withBody, (operation) =>
    sendRequest(userOf(operation), operation, { headers: { 'content-type': 'text/plain' } }),
  );
  expect(responses).toEqual(expectedForEach(withBody, '415 unsupported_media_type'));
});

it('returns 413 from every route with a body when it exceeds 100 kB', async () => {
  const withBody = operations.filter(({ statuses }) => statuses.includes('413'));
  const responses = await collectResponses(withBody, (operation) =>
    sendRequest(userOf(operation), operation, { body: 'x'.repeat(101 * 1_024) }),
  );
  expect(responses).toEqual(expectedForEach(withBody, '413 payload_too_large'));
});

it('returns 400 from every route with a body when it has an unknown field', async () => {
  const withBody = operations.filter(({ example }) => typeof example === 'object');
  const responses = await collectResponses(withBody, (operation) =>
    sendRequest(userOf(operation), operation, { body: { ...(operation.example as object), unknown_field: 1 } }),
  );
  for (const response of Object.values(responses)) expect(response).toMatch(/^400 /);
});

function userOf({ access }: Operation): User {
  return access === 'operator' ? operator : customer;
}

import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import { readOperations, type Operation } from './support/openapi-operations.ts';
import { createProduct, User, type ApiResponse } from './support/api-user.ts';

let operations: Operation[];
let customer: User;
let stranger: User;
let operator: User;
/** The ids of what the customer owns, by the collection it is in. */
let owned: Record<string, string>;
beforeAll(async () => {
  operations = await readOperations();
  [customer, stranger, operator] = [await User.create(), await User.create(), await User.create('operator')];
  const { body: order } = await customer.place([await createProduct(1)], {}, { Prefer: 'wait=20' });
  owned = { orders: order.id, payments: order.payment?.id ?? '' };
});

const pathOf = ({ path }: Operation, id: string) => path.replaceAll(/\{\w+\}/g, id);

interface RequestOverrides {
  readonly id?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Asks as the document says, but for what is changed. */
function sendRequest(user: User, operation: Operation, overrides: RequestOverrides = {}): Promise<ApiResponse> {
  const { id = randomUUID(), method = operation.method, headers } = overrides;
  const body = 'body' in overrides ? overrides.body : operation.example;
  return user.request(method, pathOf(operation, id), body, headers);
}

/** What each of the operations answered: its status, and the code of its problem. */
async function collectResponses(
  selected: readonly Operation[],
  request: (operation: Operation) => Promise<ApiResponse>,
): Promise<Record<string, string>> {
  expect(selected.length).toBeGreaterThan(0);
  const answers: Record<string, string> = {};
  for (const operation of selected) {
    const { status, headers, body } = await request(operation);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status, request_id: headers.get('x-request-id') });
    answers[operation.name] = `${status} ${body.code as string}`;
  }
  return answers;
}

const expectedForEach = (selected: readonly Operation[], answer: string) =>
  Object.fromEntries(selected.map(({ name }) => [name, answer]));

it('without a token every route that is not open answers 401', async () => {
  const guarded = operations.filter(({ access }) => access !== 'anyone');
  const answers = await collectResponses(guarded, (operation) =>
    sendRequest(customer, operation, { headers: { authorization: 'Bearer nonsense' } }),
  );
  expect(answers).toEqual(expectedForEach(guarded, '401 unauthorized'));
});

it('with the wrong role every route answers 403', async () => {
  const ofOneRole = operations.filter(({ access }) => access === 'customer' || access === 'operator');
  const answers = await collectResponses(ofOneRole, (operation) =>
    sendRequest(operation.access === 'operator' ? customer : operator, operation),
  );
  expect(answers).toEqual(expectedForEach(ofOneRole, '403 forbidden'));
});

it("what is another customer's is not found, by any route", async () => {
  const ofOwners = operations.filter(({ access, path }) => access === 'owner_or_operator' && path.includes('{'));
  const answers = await collectResponses(ofOwners, (operation) => {
    const [, , collection = ''] = operation.path.split('/');
    return sendRequest(stranger, operation, { id: owned[collection] ?? '' });
  });
  for (const answer of Object.values(answers)) expect(answer).toMatch(/^404 (order|payment)_not_found$/);
});

it('by a method that it does not have every path answers 405, and tells those it has', async () => {
  const methodsOf = (path: string) => operations.filter((other) => other.path === path).map(({ method }) => method);
  const paths = operations.filter(({ path, method }) => methodsOf(path)[0] === method);
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
    const without = paths.filter(({ path }) => !methodsOf(path).includes(method));
    const answers = await collectResponses(without, async (operation) => {
      const answer = await sendRequest(operator, operation, { method, body: undefined });
      expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(methodsOf(operation.path)));
      return answer;
    });
    expect(answers).toEqual(expectedForEach(without, '405 method_not_allowed'));
  }
});

it('a body of another type is answered 415 by every route that takes one', async () => {
  const takers = operations.filter(({ statuses }) => statuses.includes('415'));
  const answers = await collectResponses(takers, (operation) =>
    sendRequest(userOf(operation), operation, { headers: { 'content-type': 'text/plain' } }),
  );
  expect(answers).toEqual(expectedForEach(takers, '415 unsupported_media_type'));
});

it('a body over 100 kB is answered 413 by every route that takes one', async () => {
  const takers = operations.filter(({ statuses }) => statuses.includes('413'));
  const answers = await collectResponses(takers, (operation) =>
    sendRequest(userOf(operation), operation, { body: 'x'.repeat(101 * 1_024) }),
  );
  expect(answers).toEqual(expectedForEach(takers, '413 payload_too_large'));
});

it('a field that is not known is answered 400 by every route that takes a body', async () => {
  const takers = operations.filter(({ example }) => example !== undefined);
  const answers = await collectResponses(takers, (operation) =>
    sendRequest(userOf(operation), operation, { body: { ...(operation.example as object), unheard_of: 1 } }),
  );
  for (const answer of Object.values(answers)) expect(answer).toMatch(/^400 /);
});

function userOf({ access }: Operation): User {
  return access === 'operator' ? operator : customer;
}

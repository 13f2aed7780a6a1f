import fc from 'fast-check';
import { signWebhook } from '../kit/webhook-events.js';
import { hostileHeader, hostileJson, hostileNumber, hostileText } from './hostile-values.js';
import { idKindOf, type KnownIds } from './known-ids.js';
import { FUZZED_OPERATIONS, SCHEMAS, type FuzzedOperation } from './operations.js';
import { validValue, withOneChange } from './schema-values.js';

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  /** In order, repeated ones included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
}

/** A request whose ids are chosen when it is sent. */
export type PlannedRequest = (known: KnownIds) => FuzzRequest;

export interface Tokens {
  readonly customer: string;
  readonly operator: string;
}

/** These reach a workflow run, which costs a hundred times more than a rejected request, so fewer of them are valid. */
const COSTLY = new Set(['placeOrder', 'getOrderRun', 'cancelOrder', 'retryOrder', 'refundOrder', 'extendReservation']);
const VALID_SHARE = { costly: 0.1, other: 0.4 };

const random = fc.nat({ max: 1_000_000 });
/** Undefined in all but one of so many cases. */
const oneIn = <T>(cases: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: cases - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: arbitrary as fc.Arbitrary<T | undefined> },
  );

/** Requests to every operation: valid ones, and ones with a hostile part. */
export function requestArbitrary(tokens: Tokens): fc.Arbitrary<PlannedRequest> {
  const weighted = FUZZED_OPERATIONS.map((operation) => ({
    weight: COSTLY.has(operation.id) ? 2 : 4,
    arbitrary: operationRequest(operation, tokens),
  }));
  return fc.oneof(...weighted);
}

function operationRequest(operation: FuzzedOperation, tokens: Tokens): fc.Arbitrary<PlannedRequest> {
  const valid = validBody(operation);
  return fc
    .record({
      ids: fc.tuple(random, random),
      token: fc.constantFrom(tokens.customer, tokens.operator),
      isValid: fc.double({ min: 0, max: 1, noNaN: true }),
      validBody: valid,
      hostileBody: hostileBody(valid),
      query: queryOf(operation),
      hostileQuery: oneIn(2, hostileQuery(operation)),
      pathId: oneIn(4, hostileText.map(encodePath)),
      key: oneIn(8, fc.constantFrom('key-1', 'key-2', 'key-3')),
      headers: oneIn(3, hostileHeaders),
      method: oneIn(12, fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'POST', 'GET')),
      signature: fc.boolean(),
    })
    .map((plan) => (known) => {
      const stays = plan.isValid < VALID_SHARE[COSTLY.has(operation.id) ? 'costly' : 'other'];
      const body = stays ? withKnownProducts(plan.validBody, known, plan.ids[1]) : plan.hostileBody;
      const query = stays ? plan.query : (plan.hostileQuery ?? plan.query);
      const id = (stays ? undefined : plan.pathId) ?? known.pick(idKindOf(operation.path), plan.ids[0]);
      const parameters = query.map(([name, value]) => {
        const sent = name === 'cursor' && value === 'known' ? known.pickCursor(plan.ids[0]) : value;
        return `${encodePath(name)}=${encodePath(sent)}`;
      });
      return {
        method: (stays ? undefined : plan.method) ?? operation.method,
        path: operation.path.replaceAll(/\{\w+\}/g, id) + (parameters.length > 0 ? `?${parameters.join('&')}` : ''),
        headers: [
          ['Host', 'localhost'],
          ['Authorization', `Bearer ${plan.token}`],
          ...(body === undefined ? [] : ([['Content-Type', 'application/json']] as const)),
          ...(plan.key === undefined ? [] : ([['Idempotency-Key', plan.key]] as const)),
          ...(operation.id === 'receivePaymentEvent' && plan.signature
            ? ([['Gateway-Signature', signWebhook(body ?? '')]] as const)
            : []),
          ...((stays ? undefined : plan.headers) ?? []),
        ],
        body,
      };
    });
}

/** A JSON body that the schema accepts; undefined for a route without one. */
function validBody({ id, body }: FuzzedOperation): fc.Arbitrary<unknown> {
  if (id === 'receivePaymentEvent') return webhookEvent;
  return body === undefined ? fc.constant(undefined) : validValue(body, SCHEMAS);
}

const webhookEvent = fc.record(
  {
    id: fc.oneof(fc.uuid(), fc.constantFrom('EVT-1', 'EVT-2'), hostileText),
    type: fc.oneof(
      fc.constantFrom('charge.succeeded', 'charge.failed', 'charge.canceled', 'refund.succeeded'),
      hostileText,
    ),
    data: fc.record({ order_id: fc.oneof(fc.constant('known'), fc.uuid(), fc.constant(null), hostileJson) }),
  },
  { requiredKeys: ['id', 'type', 'data'] },
);

function hostileBody(valid: fc.Arbitrary<unknown>): fc.Arbitrary<string | undefined> {
  const changed = valid.chain((value) => (value === undefined ? hostileJson : withOneChange(value)));
  return fc.oneof(
    { weight: 8, arbitrary: changed.map((value) => toJson(value)) },
    { weight: 1, arbitrary: fc.tuple(changed, random).map(([value, at]) => cut(toJson(value), at)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, '', '\ufeff{}', '{"a":1,"a":2}', '{"__proto__":{"a":1}}', 'NaN', '"'),
    },
  );
}

function queryOf({ parameters }: FuzzedOperation): fc.Arbitrary<(readonly [string, string])[]> {
  const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
  if (names.length === 0) return fc.constant([]);
  return fc.subarray(names).chain((chosen) => fc.tuple(...chosen.map((name) => queryValue(name, parameters))));
}

function queryValue(name: string, parameters: FuzzedOperation['parameters']): fc.Arbitrary<readonly [string, string]> {
  if (name === 'cursor') return fc.constant([name, 'known'] as const);
  // Longer waits would only delay the run.
  if (name === 'wait') return fc.constantFrom([name, '0'] as const, [name, '1'] as const);
  const schema = parameters.find((parameter) => parameter.name === name)?.schema ?? {};
  return validValue(schema, SCHEMAS).map((value) => [name, String(value)] as const);
}

function hostileQuery({ parameters }: FuzzedOperation): fc.Arbitrary<(readonly [string, string])[]> {
  const names = [
    ...parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name),
    'unheard_of',
    'limit[]',
  ];
  const value = fc.oneof(hostileText, hostileNumber.map(String), hostileCursor);
  const pair = fc.tuple(fc.constantFrom(...names.filter((name) => name !== 'wait')), value);
  return fc.array(pair, { minLength: 1, maxLength: 3 });
}

/** Positions of every shape, encoded as the API encodes them. */
const hostileCursor = fc
  .oneof(
    hostileJson,
    fc.record({ sku: fc.oneof(hostileText, hostileNumber) }),
    fc.record({
      createdAt: fc.oneof(hostileText, fc.constant('2024-01-01T00:00:00.000Z')),
      id: fc.oneof(hostileText, fc.uuid()),
    }),
  )
  .map((position) => Buffer.from(toJson(position)).toString('base64url'));

const HEADER_NAMES = [
  ...[
    'Authorization',
    'Idempotency-Key',
    'Content-Type',
    'Content-Encoding',
    'Accept',
    'Accept-Encoding',
    'If-None-Match',
  ],
  ...[
    'Last-Event-ID',
    'X-Request-Id',
    'X-Forwarded-For',
    'Origin',
    'Gateway-Signature',
    'Stripe-Signature',
    'traceparent',
  ],
  ...['baggage', 'X-HTTP-Method-Override', 'Range', 'Cookie'],
];
/** Some repeat a header of the request. */
const hostileHeaders = fc.array(
  fc.tuple(
    fc.constantFrom(...HEADER_NAMES),
    fc.oneof(hostileHeader, fc.constantFrom('application/json', 'gzip', 'br', 'k')),
  ),
  { minLength: 1, maxLength: 3 },
);

/** Replaces the ids of products and orders in a valid body by known ones. */
function withKnownProducts(body: unknown, known: KnownIds, choice: number): string | undefined {
  if (body === undefined) return undefined;
  return JSON.stringify(body, (key, value: unknown) => {
    if (key === 'product_id') return known.pick('product', choice);
    return key === 'order_id' && value === 'known' ? known.pick('order', choice) : value;
  });
}

function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function cut(text: string, at: number): string {
  return text.slice(0, at % (text.length + 1));
}

/** Like encodeURIComponent, which rejects lone surrogates. */
function encodePath(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')) || '%00';
}

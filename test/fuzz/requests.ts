import fc from 'fast-check';
import { GATEWAY_EVENT_TYPES } from '../../src/domains/payments/payment-gateway.js';
import { signWebhook } from '../kit/webhook-events.js';
import { hostileHeader, hostileJson, hostileText } from './hostile-values.js';
import { hostileFile } from './files.js';
import { idKindOf, type KnownIds } from './known-ids.js';
import { FUZZED_OPERATIONS, SCHEMAS, type FuzzedOperation } from './operations.js';
import { encodePath, hostileHeaders, hostileQuery, queryOf, toJson } from './request-parts.js';
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
const COSTLY = new Set([
  ...['placeOrder', 'getOrderRun', 'cancelOrder', 'cancelOrders', 'retryOrder', 'refundOrder', 'returnOrder'],
  ...['extendReservation', 'eraseUser'],
]);
const VALID_SHARE = { costly: 0.1, other: 0.4 };

/** Stands for a key that an earlier request created. */
const API_KEY = 'dok_known';

const random = fc.nat({ max: 1_000_000 });
/** Undefined in all but one of so many cases. */
const oneIn = <T>(cases: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: cases - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

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
      token: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(tokens.customer, tokens.operator) },
        { weight: 1, arbitrary: fc.constant(API_KEY) },
        { weight: 1, arbitrary: hostileHeader },
      ),
      isValid: fc.double({ min: 0, max: 1, noNaN: true }),
      validBody: valid,
      hostileBody: hostileBody(valid),
      file: hostileFile,
      fileType: fc.constantFrom(...operation.bodyTypes, 'text/csv'),
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
      const isFile = operation.body !== undefined && !operation.bodyTypes.includes('application/json');
      const json = stays ? withKnownIds(plan.validBody, known, plan.ids[1]) : plan.hostileBody;
      const body = isFile ? plan.file : json;
      const query = stays ? plan.query : (plan.hostileQuery ?? plan.query);
      const id = (stays ? undefined : plan.pathId) ?? known.pick(idKindOf(operation.path) ?? 'product', plan.ids[0]);
      const parameters = query.map(([name, value]) => {
        const sent = name === 'cursor' && value === 'known' ? known.pickCursor(plan.ids[0]) : value;
        return `${encodePath(name)}=${encodePath(sent)}`;
      });
      return {
        method: (stays ? undefined : plan.method) ?? operation.method,
        path: operation.path.replaceAll(/\{\w+\}/g, id) + (parameters.length > 0 ? `?${parameters.join('&')}` : ''),
        headers: [
          ['Host', 'localhost'],
          ['Authorization', `Bearer ${plan.token === API_KEY ? known.pickApiKey(plan.ids[1]) : plan.token}`],
          ...(body === undefined ? [] : ([['Content-Type', isFile ? plan.fileType : 'application/json']] as const)),
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
    type: fc.oneof(fc.constantFrom(...GATEWAY_EVENT_TYPES), hostileText),
    data: fc.record(
      {
        order_id: fc.oneof(fc.constant('known'), fc.uuid(), fc.constant(null), hostileJson),
        charge_id: fc.oneof(hostileText, hostileJson),
        id: fc.oneof(hostileText, hostileJson),
      },
      { requiredKeys: ['order_id'] },
    ),
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

/** Replaces the ids of products and orders in a valid body by known ones. */
function withKnownIds(body: unknown, known: KnownIds, choice: number): string | undefined {
  if (body === undefined) return undefined;
  return JSON.stringify(body, (key, value: unknown) => {
    if (key === 'product_id') return known.pick('product', choice);
    if (key === 'order_ids' && Array.isArray(value))
      return value.map((_, index) => known.pick('order', choice + index));
    return key === 'order_id' && value === 'known' ? known.pick('order', choice) : value;
  });
}

function cut(text: string, at: number): string {
  return text.slice(0, at % (text.length + 1));
}

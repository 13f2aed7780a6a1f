import fc from 'fast-check';
import { hostileHeader, hostileJson, hostileNumber, hostileText } from './hostile-values.js';
import { SCHEMAS, type FuzzedOperation } from './operations.js';
import { validValue } from './schema-values.js';

/** Query parameters that the operation accepts. */
export function queryOf({ parameters }: FuzzedOperation): fc.Arbitrary<(readonly [string, string])[]> {
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

/** Query parameters of every operation, with hostile values. */
export function hostileQuery({ parameters }: FuzzedOperation): fc.Arbitrary<(readonly [string, string])[]> {
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
export const hostileHeaders = fc.array(
  fc.tuple(
    fc.constantFrom(...HEADER_NAMES),
    fc.oneof(hostileHeader, fc.constantFrom('application/json', 'gzip', 'br', 'k')),
  ),
  { minLength: 1, maxLength: 3 },
);

/** JSON of any value. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** Like encodeURIComponent, which rejects lone surrogates. */
export function encodePath(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')) || '%00';
}

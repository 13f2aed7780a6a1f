import { describe, expect, it } from 'vitest';
import { preferredWait } from '../../src/api/http/prefer.js';
import { computeFingerprint, deriveOrderId } from '../../src/api/http/idempotency.js';
import { isProblemCode } from '../../src/api/problems.js';
import { uuidV5 } from '../../src/domains/uuid-v5.js';
import * as catalogErrors from '../../src/domains/catalog/errors.js';
import * as inventoryErrors from '../../src/domains/inventory/errors.js';
import * as orderErrors from '../../src/domains/orders/errors.js';
import * as paymentErrors from '../../src/domains/payments/errors.js';
import { DomainError } from '../../src/domains/domain-error.js';

it('maps the code of every domain error to a problem', () => {
  const classes = [catalogErrors, inventoryErrors, orderErrors, paymentErrors].flatMap<unknown>(Object.values);
  const domainErrors = classes
    .map((errorClass) => new (errorClass as new (...args: unknown[]) => Error)([], '', 0))
    .filter((error) => error instanceof DomainError);
  expect(domainErrors.length).toBeGreaterThan(15);
  expect(domainErrors.map(({ code }) => code).filter((code) => !isProblemCode(code))).toEqual([]);
});

describe('uuidV5', () => {
  it.each([
    ['www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    ['python.org', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
  ])('derives the UUID of %s in the DNS namespace as RFC 9562 specifies', (name, uuid) => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', name)).toBe(uuid);
  });

  it('derives one order id for each user and key', () => {
    expect(deriveOrderId('a', 'key')).toBe(deriveOrderId('a', 'key'));
    expect(deriveOrderId('a', 'key')).not.toBe(deriveOrderId('b', 'key'));
  });
});

it('computes a fingerprint that is independent of the order of fields', () => {
  expect(computeFingerprint({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(computeFingerprint({ b: [{ d: 3, c: 2 }], a: 1 }));
  expect(computeFingerprint({ a: [1, 2] })).not.toBe(computeFingerprint({ a: [2, 1] }));
  expect(computeFingerprint({})).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  ['wait=10', 10],
  ['wait=0', 0],
  ['Wait = "30"', 30],
  ['respond-async, wait=5; foo=bar', 5],
  ['wait=5, wait=7', 5],
  ['wait=31', undefined],
  ['wait=-1', undefined],
  ['wait=1.5', undefined],
  ['wait', undefined],
  ['', undefined],
  [undefined, undefined],
])('parses Prefer: %s as a wait of %s seconds', (header, seconds) => {
  expect(preferredWait(header)).toBe(seconds);
});

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { computeFingerprint, deriveOrderId } from '../../src/api/http/idempotency.js';
import { uuidV5 } from '../../src/domains/uuid-v5.js';

it('derives a version 5 UUID: the example of RFC 9562', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

it('derives the order id from the user and the key', () => {
  expect(deriveOrderId('a user', 'a key')).toBe('d7e97ffe-aae5-5e76-90e4-1d1e2072f0e5');
});

it('fingerprints a body regardless of the order of its fields', () => {
  const canonical = '{"a":null,"b":[2,1],"c":{"x":"text","y":2,"z":1},"d":0}';
  const fingerprint = createHash('sha256').update(canonical).digest('hex');
  expect(computeFingerprint({ d: 0, b: [2, 1], c: { z: 1, x: 'text', y: 2 }, a: null })).toBe(fingerprint);
  expect(computeFingerprint({ a: null, b: [2, 1], c: { x: 'text', y: 2, z: 1 }, d: 0 })).toBe(fingerprint);
  expect(computeFingerprint({ a: null, b: [1, 2], c: { x: 'text', y: 2, z: 1 }, d: 0 })).not.toBe(fingerprint);
});

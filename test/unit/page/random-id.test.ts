import { afterEach, expect, it, vi } from 'vitest';
import { randomId } from '../../../src/page/ui/random-id.js';

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  [0x00, '00000000-0000-4000-8000-000000000000'],
  [0xff, 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
])('sets the version and variant bits when every random byte is %d', (byte, expected) => {
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => (bytes as unknown as Uint8Array).fill(byte));
  expect(randomId()).toBe(expected);
});

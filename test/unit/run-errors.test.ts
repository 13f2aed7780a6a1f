import { expect, it } from 'vitest';
import { isRunClosedError } from '../../src/api/orders/run-errors.js';

const NOT_FOUND = 5;
const UNAVAILABLE = 14;

/** An error of the gRPC client. */
const grpcError = (code: number, details: string) =>
  Object.assign(new Error(`${code} ${details}`), { code, details, metadata: {} });

it.each([
  [true, NOT_FOUND, 'Update-with-Start could not be executed.'],
  [false, NOT_FOUND, 'Namespace shop is not found.'],
  [false, UNAVAILABLE, 'Update-with-Start could not be executed.'],
])('returns %s for an update-with-start that fails with status %i: %s', (expected, code, details) => {
  expect(isRunClosedError(grpcError(code, details))).toBe(expected);
});

/**
 * Mutation testing of the pure code. Surviving mutants that do not change behavior:
 *
 * - idempotency.ts, `a < b` to `a <= b`: the keys of an object are unique.
 * - keyring.ts, `authTagLength` of `createCipheriv`: 16 bytes is the default of GCM. Decryption needs it.
 * - saga.ts, a string in `pending`: `Promise.all` accepts values that are not promises.
 * - payment-tokens.ts, defaults of `keyId` and `ciphertext`: `split` always returns a first part, and no default decrypts.
 */
export default {
  mutate: [
    'src/domains/transitions.ts',
    'src/domains/uuid-v5.ts',
    'src/domains/orders/{order-status,pricing}.ts',
    'src/domains/payments/{payment-status,payment-tokens}.ts',
    'src/domains/inventory/reservation-status.ts',
    'src/workflows/place-order/terminations.ts',
    'src/workflows/place-order/placement-state.ts',
    'src/workflows/saga/saga.ts',
    'src/workflows/reconcile/repair-action.ts',
    'src/api/orders/idempotency.ts',
    'src/crypto/keyring.ts',
    'src/telemetry/personal-data.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'test/unit/mutation.config.ts', related: false },
  concurrency: 2,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  thresholds: { high: 100, low: 100, break: 98 },
  tempDirName: '.stryker-tmp',
};

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentCapabilities } from '../../src/domains/payments/payment-gateway.js';
import type { placeOrder } from '../../src/workflows/place-order.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';
import { findViolations } from '../kit/invariants.js';
import { readStock } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { listResetPoints, resetAndWait } from '../recovery/reset-points.js';

const card = { currencies: ['USD'], tokenRequired: true, manualCapture: true, refundWindowDays: null };

/** A provider that is stricter than the simulated gateway. */
const STRICT: PaymentCapabilities = {
  methods: { credit_card: card },
  amountLimits: () => ({ minimum: 50, maximum: 5_000 }),
};

/** The capabilities of the moment: a provider may change them. */
let current: PaymentCapabilities = STRICT;
let system: System;
beforeAll(async () => {
  const capabilities: PaymentCapabilities = {
    get methods() {
      return current.methods;
    },
    amountLimits: (currency) => current.amountLimits(currency),
  };
  system = await startSystem('dev-server', { capabilities });
});
afterAll(() => system.stop());

describe('an order that the payment provider would refuse', () => {
  it.each([
    { code: 'payment_method_not_available', input: { paymentMethod: 'paypal' as const } },
    { code: 'currency_not_supported', currency: 'EUR' },
    { code: 'payment_token_required', input: { paymentToken: null } },
    { code: 'amount_too_small', price: 49 },
    { code: 'amount_too_large', price: 5_001 },
  ])('is rejected before anything is held: $code', async ({ code, price = 100, currency = 'USD', input = {} }) => {
    const product = await system.addProduct(1, price, currency);
    const { orderId, acceptance } = await system.place({ lines: [{ productId: product.id, quantity: 1 }], ...input });
    expect(await acceptance).toMatchObject({ rejection: { code } });
    expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await system.database.query('SELECT FROM orders.orders WHERE id = $1', [orderId])).toEqual([]);
    expect(await system.database.query('SELECT FROM payments.payments WHERE order_id = $1', [orderId])).toEqual([]);
    expect(await findViolations(system.database)).toEqual({});
  });
});

describe('an order that the payment provider accepts', () => {
  it('is confirmed at the limits', async () => {
    for (const price of [50, 5_000]) {
      const { id } = await system.addProduct(1, price);
      const { handle } = await system.place({ lines: [{ productId: id, quantity: 1 }] });
      expect(await handle.result()).toMatchObject({ status: 'confirmed' });
    }
  });

  it('continues in a repeated run when the provider has become stricter', async () => {
    current = SIMULATED_CAPABILITIES;
    const { id } = await system.addProduct(1, 9_000);
    const { orderId, handle } = await system.place({ lines: [{ productId: id, quantity: 1 }] });
    expect(await handle.result()).toMatchObject({ status: 'confirmed' });
    current = STRICT;
    const { client } = system.temporal;
    const [first] = await listResetPoints(client, handle.workflowId);
    if (!first) throw new Error('The run has no reset point.');
    await resetAndWait(client, handle.workflowId, first);
    const again = client.workflow.getHandle<typeof placeOrder>(handle.workflowId);
    expect(await again.result()).toMatchObject({ orderId, status: 'confirmed', rejection: null });
    expect(await findViolations(system.database)).toEqual({});
  });
});

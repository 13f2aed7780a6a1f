import { z } from 'zod';
import { changeEntry } from '../changes/change-origin.js';
import { stockQuantity, text } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { stockParams } from './get-inventory.js';
import { stockRepresentation, toStock } from '../../representations/stock.js';

const adjustment = z
  .strictObject({
    delta: stockQuantity
      .refine((delta) => delta !== 0, 'must not be 0')
      .meta({ description: 'Units to add; negative to remove.', example: -3, not: { const: 0 } }),
    reason: text(500).meta({ description: 'Recorded in the stock ledger.', example: 'damaged in transport' }),
  })
  .meta({ id: 'StockAdjustment', example: { delta: -3, reason: 'damaged in transport' } });

export const adjustInventory = defineRoute({
  method: 'post',
  path: '/v1/inventory/:product_id/adjustments',
  operationId: 'adjustInventory',
  summary: 'Adjust the stock of a product',
  description:
    'The adjustment is recorded with its reason. It cannot remove units that are reserved for orders. A request with ' +
    'the same `Idempotency-Key` returns the same answer and adjusts nothing.',
  access: 'operator',
  scope: 'inventory',
  params: stockParams,
  headers: idempotencyHeaders,
  body: adjustment,
  responses: { 200: { description: 'The stock after the adjustment.', body: stockRepresentation } },
  problems: problems(
    'product_not_in_inventory',
    'adjustment_below_reserved',
    'stock_out_of_range',
    'idempotency_key_reused',
  ),
  async handler(request, { inventory, changes, changeLog }) {
    const { delta, reason } = request.body;
    const key = requestKey(request, 'adjustInventory');
    const productId = request.params.product_id;
    const stock = await changes.inventory.once(key, async (manager) => {
      const entry = changeEntry(request, key);
      const adjusted = await inventory.adjustIn(manager, productId, delta, reason, entry.id);
      const { available, reserved, total } = adjusted;
      const before = { available: available - delta, reserved, total: total - delta };
      const after = { available, reserved, total, delta, reason };
      await changeLog.record({ ...entry, action: 'stock.adjusted', subjectId: productId, before, after }, manager);
      return toStock(adjusted);
    });
    return { status: 200, body: stock };
  },
});

import { z } from 'zod';
import { stockQuantity, text } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { stockParams } from './get-inventory.js';
import { stockRepresentation, toStock } from './representation.js';

const adjustment = z
  .strictObject({
    delta: stockQuantity
      .refine((delta) => delta !== 0, 'must not be 0')
      .meta({ description: 'Units to add; negative to remove.', example: -3, not: { const: 0 } }),
    reason: text(500).meta({ description: 'Recorded in the stock ledger.', example: 'damaged in transport' }),
  })
  .meta({ id: 'Adjustment', example: { delta: -3, reason: 'damaged in transport' } });

export const adjustInventory = defineRoute({
  method: 'post',
  path: '/v1/inventory/:product_id/adjustments',
  operationId: 'adjustInventory',
  summary: 'Adjust the stock of a product',
  description: 'The adjustment is recorded with its reason. It cannot remove units that are reserved for orders.',
  access: 'operator',
  params: stockParams,
  body: adjustment,
  responses: { 200: { description: 'The stock after the adjustment.', body: stockRepresentation } },
  problems: problems('product_not_in_inventory', 'adjustment_below_reserved'),
  async handler({ params, body }, { inventory }) {
    return { status: 200, body: toStock(await inventory.adjust(params.product_id, body.delta, body.reason)) };
  },
});

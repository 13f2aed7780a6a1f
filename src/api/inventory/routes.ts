import { z } from 'zod';
import { paginate, pageSchema } from '../http/cursor.js';
import { stockQuantity, text, uuid, integerParam } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { skuCursor } from '../sku-cursor.js';
import { stockRepresentation, toStock } from './representation.js';

const stockParams = z.strictObject({ product_id: uuid });

const list = defineRoute({
  method: 'get',
  path: '/v1/inventory',
  operationId: 'listInventory',
  summary: 'List stock by sku',
  access: 'operator',
  query: z.strictObject({ limit: integerParam(1, 100).default(50), cursor: skuCursor.parameter }),
  responses: { 200: { description: 'A page of stock', body: pageSchema(stockRepresentation) } },
  async handler({ query: { limit, cursor } }, { inventory }) {
    const rows = await inventory.list({ afterSku: cursor?.sku, limit: limit + 1 });
    const { page, nextCursor } = paginate(rows, limit, skuCursor, ({ sku }) => ({ sku }));
    return { status: 200, body: { data: page.map(toStock), next_cursor: nextCursor } };
  },
});

const get = defineRoute({
  method: 'get',
  path: '/v1/inventory/:product_id',
  operationId: 'getInventory',
  summary: 'Get the stock of a product',
  access: 'operator',
  params: stockParams,
  responses: { 200: { description: 'The stock', body: stockRepresentation } },
  problems: problems('product_not_in_inventory'),
  async handler({ params }, { inventory }) {
    return { status: 200, body: toStock(await inventory.get(params.product_id)) };
  },
});

const adjust = defineRoute({
  method: 'post',
  path: '/v1/inventory/:product_id/adjustments',
  operationId: 'adjustInventory',
  summary: 'Correct the stock of a product',
  description: 'Recorded with its reason. Never takes what is reserved for orders.',
  access: 'operator',
  params: stockParams,
  body: z
    .strictObject({
      delta: stockQuantity
        .refine((delta) => delta !== 0, 'must not be 0')
        .meta({ description: 'Units to add, or to take away when negative', example: -3, not: { const: 0 } }),
      reason: text(500).meta({ example: 'damaged in transport' }),
    })
    .meta({ id: 'Adjustment', example: { delta: -3, reason: 'damaged in transport' } }),
  responses: { 200: { description: 'The stock as it is now', body: stockRepresentation } },
  problems: problems('product_not_in_inventory', 'adjustment_below_reserved'),
  async handler({ params, body }, { inventory }) {
    return { status: 200, body: toStock(await inventory.adjust(params.product_id, body.delta, body.reason)) };
  },
});

export const inventoryRoutes = [list, get, adjust];

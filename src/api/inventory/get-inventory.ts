import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { stockRepresentation, toStock } from '../../representations/stock.js';

export const stockParams = z.strictObject({ product_id: uuid.meta({ description: 'Identifies the product.' }) });

export const getInventory = defineRoute({
  method: 'get',
  path: '/v1/inventory/:product_id',
  operationId: 'getInventory',
  summary: 'Get the stock of a product',
  access: 'operator',
  scope: 'inventory',
  params: stockParams,
  responses: { 200: { description: 'The stock.', body: stockRepresentation } },
  problems: problems('product_not_in_inventory'),
  async handler({ params }, { inventory }) {
    return { status: 200, body: toStock(await inventory.get(params.product_id)) };
  },
});

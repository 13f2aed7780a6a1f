import { z } from 'zod';
import { PRODUCT_STATUSES } from '../../domains/catalog/product.entity.js';
import { defineRoute, problems } from '../http/route.js';
import { productName, productParams, productPrice } from './product-fields.js';
import { productRepresentation, toProduct } from './representation.js';

const productChanges = z
  .strictObject({
    name: productName.optional(),
    price: productPrice.optional(),
    status: z.enum(PRODUCT_STATUSES).optional().meta({ description: 'Only an `active` product can be ordered.' }),
  })
  .meta({ id: 'ProductChanges', example: { status: 'inactive' } });

export const changeProduct = defineRoute({
  method: 'patch',
  path: '/v1/products/:id',
  operationId: 'changeProduct',
  summary: 'Update or deactivate a product',
  description: 'Existing orders keep the name and price they were placed with.',
  access: 'operator',
  params: productParams,
  body: productChanges,
  responses: { 200: { description: 'The updated product.', body: productRepresentation } },
  problems: problems('product_not_found'),
  async handler({ params, body }, { catalog, inventory }) {
    const product = await catalog.update(params.id, body);
    const [stock] = await inventory.find([params.id]);
    return { status: 200, body: toProduct(product, stock) };
  },
});

import { z } from 'zod';
import { PRODUCT_STATUSES } from '../../domains/catalog/product.entity.js';
import { changeEntry } from '../changes/change-origin.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { productName, productParams, productPrice } from './product-fields.js';
import { productRepresentation, toLoggedProduct, toProduct } from '../../representations/product.js';

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
  scope: 'catalogue',
  params: productParams,
  headers: idempotencyHeaders,
  body: productChanges,
  responses: { 200: { description: 'The updated product.', body: productRepresentation } },
  problems: problems('product_not_found', 'idempotency_key_reused'),
  async handler(request, { catalog, inventory, changes, changeLog }) {
    const { id } = request.params;
    const key = requestKey(request, 'changeProduct');
    const product = await changes.catalog.once(key, async (manager) => {
      const before = toLoggedProduct(await catalog.lock(id, manager));
      const changed = await catalog.update(id, request.body, manager);
      const change = { action: 'product.changed', subjectId: id, before, after: toLoggedProduct(changed) } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change }, manager);
      const [stock] = await inventory.find([id], manager);
      return toProduct(changed, stock);
    });
    return { status: 200, body: product };
  },
});

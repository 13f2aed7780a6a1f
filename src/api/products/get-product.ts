import { cacheHeaders, notModified } from '../http/entity-tag.js';
import { defineRoute, problems } from '../http/route.js';
import { productParams } from './product-fields.js';
import { productRepresentation, toProduct } from '../../representations/product.js';

export const getProduct = defineRoute({
  method: 'get',
  path: '/v1/products/:id',
  operationId: 'getProduct',
  summary: 'Get a product',
  access: 'anyone',
  cacheable: true,
  params: productParams,
  responses: {
    200: { description: 'The product.', body: productRepresentation, headers: cacheHeaders },
    304: notModified,
  },
  problems: problems('product_not_found'),
  async handler({ params }, { catalog, inventory }) {
    const product = await catalog.get(params.id);
    const [stock] = await inventory.find([params.id]);
    return { status: 200, body: toProduct(product, stock) };
  },
});

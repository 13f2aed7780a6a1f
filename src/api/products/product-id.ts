import { uuidV5 } from '../../domains/uuid-v5.js';

const PRODUCT_ID_NAMESPACE = 'b0c6a4de-3c0e-4bb1-8f5a-6f0d5d1f7c42';

/** The id of a new product, derived from its SKU, so that concurrent requests for one SKU wait for each other. */
export function productIdOf(sku: string): string {
  return uuidV5(PRODUCT_ID_NAMESPACE, sku);
}

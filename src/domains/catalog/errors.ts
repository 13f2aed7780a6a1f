import { DomainError } from '../domain-error.js';

export class ProductNotFound extends DomainError {
  readonly code = 'product_not_found';
  constructor(productId: string) {
    super(`Product ${productId} was not found.`, { product_id: productId });
  }
}

export class ProductInactive extends DomainError {
  readonly code = 'product_inactive';
  constructor(productId: string) {
    super(`Product ${productId} is not available.`, { product_id: productId });
  }
}

export class SkuTaken extends DomainError {
  readonly code = 'sku_taken';
  constructor(sku: string) {
    super(`A product with the SKU ${sku} already exists. Choose another SKU.`, { sku });
  }
}

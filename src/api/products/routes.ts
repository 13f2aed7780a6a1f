import { changeProduct } from './change-product.js';
import { createProduct } from './create-product.js';
import { getProduct } from './get-product.js';
import { listProducts } from './list-products.js';

export const productRoutes = [listProducts, getProduct, createProduct, changeProduct];

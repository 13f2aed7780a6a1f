import { changeProduct } from './change-product.js';
import { createProduct } from './create-product.js';
import { exportProducts } from './export-products.js';
import { getProduct } from './get-product.js';
import { importProducts } from './import-products.js';
import { listProducts } from './list-products.js';

export const productRoutes = [listProducts, importProducts, exportProducts, getProduct, createProduct, changeProduct];

import { INTEGER_MAX } from '../database/columns.js';

/**
 * The most units that a product may get by opening stock and adjustments: half of what its `integer` columns hold. The other half
 * leaves room for sold units that are restocked, which must never fail.
 */
export const MAX_STOCK = Math.floor(INTEGER_MAX / 2);

import { z } from 'zod';
import { cursorOf } from './http/cursor.js';

/** The place in a list that goes by sku. */
export const skuCursor = cursorOf(z.strictObject({ sku: z.string() }));

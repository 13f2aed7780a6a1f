import { z } from 'zod';
import { createCursorCodec } from './http/cursor.js';

/** The place in a list that goes by sku. */
export const skuCursor = createCursorCodec(z.strictObject({ sku: z.string() }));

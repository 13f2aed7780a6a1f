import { fileURLToPath } from 'node:url';

// This file runs from src/ and from dist/, which are siblings.
export const PAGE_SOURCE = fileURLToPath(new URL('../../../src/page/', import.meta.url));

/** The output of `npm run build`. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../../dist/page/', import.meta.url));

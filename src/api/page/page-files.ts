import { fileURLToPath } from 'node:url';

/** The source of the page. The path is the same from src/ and dist/. */
export const PAGE_SOURCE = fileURLToPath(new URL('../../../src/page/', import.meta.url));

/** Output folder of the page in `npm run build`. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../../dist/page/', import.meta.url));

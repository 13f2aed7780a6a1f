import { fileURLToPath } from 'node:url';

/** The source of the page, beside the code of this process whether that is compiled or not. */
export const PAGE_SOURCE = fileURLToPath(new URL('../../../src/page/', import.meta.url));

/** Where `npm run build` leaves the page. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../../dist/page/', import.meta.url));

import { readFileSync } from 'node:fs';

// The same relative path holds in src, in dist and in the Docker image.
const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

/** The released version, from package.json. */
export const { version: VERSION } = JSON.parse(manifest) as { readonly version: string };

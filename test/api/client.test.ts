import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CLIENT_TYPES, renderClientTypes } from '../../tools/generate-client.js';
import { OPERATIONS } from './contract.js';

it('generates the types of the client from the OpenAPI document', async () => {
  const committed = await readFile(CLIENT_TYPES, 'utf8');
  expect(committed, 'The client is outdated: run `npm run generate:client`').toBe(await renderClientTypes());
});

it('lists every route in requests.http', async () => {
  const text = await readFile(new URL('../../requests.http', import.meta.url), 'utf8');
  const requested = [...text.matchAll(/^([A-Z]+) \{\{host\}\}([^?\s]*)/gm)].map(
    ([, method, path = '']) => `${method} ${path.replaceAll(/\{\{\w+\}\}/g, '{}')}`,
  );
  const documented = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect([...new Set(requested)].sort()).toEqual(documented.sort());
});

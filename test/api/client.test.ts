import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { document, OPERATIONS } from './contract.js';

const TYPES = fileURLToPath(new URL('../../packages/client/src/api.ts', import.meta.url));

const HEADER = `/* eslint-disable -- generated code */
/**
 * Types of the API, generated from its OpenAPI document by openapi-typescript. Regenerate them after a change of the
 * API: \`npx vitest run --project api client --update\`.
 */
`;

it('matches the generated types to the OpenAPI document', async () => {
  const types =
    HEADER +
    astToString(await openapiTS(document as unknown as OpenAPI3, { alphabetize: true, defaultNonNullable: false }));
  const options = await resolveConfig(TYPES);
  await expect(await format(types, { ...options, parser: 'typescript' })).toMatchFileSnapshot(TYPES);
});

it('lists every route in requests.http', async () => {
  const text = await readFile(new URL('../../requests.http', import.meta.url), 'utf8');
  const requested = [...text.matchAll(/^([A-Z]+) \{\{host\}\}([^?\s]*)/gm)].map(
    ([, method, path = '']) => `${method} ${path.replaceAll(/\{\{\w+\}\}/g, '{}')}`,
  );
  const documented = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect([...new Set(requested)].sort()).toEqual(documented.sort());
});

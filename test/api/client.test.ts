import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { document, OPERATIONS } from './contract.js';

const TYPES = fileURLToPath(new URL('../../packages/client/src/api.ts', import.meta.url));

const HEADER = `/* eslint-disable -- made by a tool that has a style of its own */
/**
 * The API as its OpenAPI document describes it. Made by openapi-typescript; made anew, after a change of the API, by
 * \`npx vitest run --project api client --update\`.
 */
`;

it('the types of the client are those of the document', async () => {
  const types =
    HEADER +
    astToString(await openapiTS(document as unknown as OpenAPI3, { alphabetize: true, defaultNonNullable: false }));
  const options = await resolveConfig(TYPES);
  await expect(await format(types, { ...options, parser: 'typescript' })).toMatchFileSnapshot(TYPES);
});

it('requests.http has every route', async () => {
  const text = await readFile(new URL('../../requests.http', import.meta.url), 'utf8');
  const requested = [...text.matchAll(/^([A-Z]+) \{\{host\}\}([^?\s]*)/gm)].map(
    ([, method, path = '']) => `${method} ${path.replaceAll(/\{\{\w+\}\}/g, '{}')}`,
  );
  const documented = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect([...new Set(requested)].sort()).toEqual(documented.sort());
});

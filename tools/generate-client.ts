import { writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { buildOpenApiDocument } from '../src/api/openapi/build-document.js';
import { ROUTES } from '../src/api/routes.js';

/** The generated types of the client. */
export const CLIENT_TYPES = fileURLToPath(new URL('../packages/client/src/api.ts', import.meta.url));

const HEADER = `/* eslint-disable */
/**
 * The types of the API, generated from its OpenAPI document by openapi-typescript. Do not edit: run
 * \`npm run generate:client\` after a change of the API.
 */
`;

/** Renders the types of the OpenAPI document that the API serves. */
export async function renderClientTypes(): Promise<string> {
  const document = buildOpenApiDocument(ROUTES) as unknown as OpenAPI3;
  const nodes = await openapiTS(document, { alphabetize: true, defaultNonNullable: false });
  const options = await resolveConfig(CLIENT_TYPES);
  return format(HEADER + astToString(nodes), { ...options, parser: 'typescript' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(CLIENT_TYPES, await renderClientTypes());
}

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { buildOpenApiDocument } from '../../src/api/openapi/build-document.js';
import type { OpenApiDocument } from '../../src/api/openapi/document.js';
import { ROUTES } from '../../src/api/routes.js';
import type { ApiResponse } from './response.js';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema?: { readonly example?: string | number };
}

export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** In OpenAPI syntax: `/v1/orders/{id}`. */
  readonly path: string;
  readonly access: string;
  /** Example of the request body; undefined when it has none. */
  readonly example: unknown;
  readonly hasBody: boolean;
  readonly parameters: readonly Parameter[];
  readonly statuses: readonly number[];
}

type OperationObject = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>;
interface ResponseObject {
  content?: Record<string, unknown>;
  headers?: Record<string, { required?: boolean }>;
}

const document = buildOpenApiDocument(ROUTES);

const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation as OperationObject })),
);

/** Every operation of the document. */
export const OPERATIONS: readonly Operation[] = entries.map(({ path, method, operation }) => ({
  id: operation.operationId ?? '',
  method: method.toUpperCase(),
  path,
  access: operation['x-access'] as string,
  example: exampleOf(operation),
  hasBody: operation.requestBody !== undefined,
  parameters: (operation.parameters ?? []) as Operation['parameters'],
  statuses: Object.keys(operation.responses ?? {}).map(Number),
}));

const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(closed(document) as object, 'api');
const validators = new Map<string, ValidateFunction>();

/** Fails the test unless the document describes the response: its status, its headers and every field. */
export function expectDocumented(method: string, path: string, response: ApiResponse): void {
  const faults = findUndocumented(method, path, response);
  if (faults.length > 0) expect.soft(faults, `${method} ${path} ${response.status}`).toEqual([]);
}

/** What the document does not describe of a response: its status, a header or a field. */
export function findUndocumented(method: string, path: string, response: ApiResponse): string[] {
  // No operation matches, so the document has no response for it.
  if (response.status === 405) return [];
  const [pathname = ''] = path.split('?');
  const found = entries.find((entry) => entry.method === method.toLowerCase() && patternOf(entry.path).test(pathname));
  if (!found) return [];
  const documented = found.operation.responses?.[response.status] as ResponseObject | undefined;
  if (!documented) return [`the status ${response.status} is not documented: ${response.text}`];

  const required = Object.entries(documented.headers ?? {}).filter(([, header]) => header.required);
  const missing = required.map(([name]) => name).filter((name) => !response.headers.has(name));
  const faults = missing.map((name) => `the header ${name} is missing`);

  const [contentType = ''] = response.headers.get('content-type')?.split(';') ?? [];
  if (!Object.keys(documented.content ?? { '': {} }).includes(contentType)) {
    return [...faults, `the content type ${contentType} is not documented`];
  }
  if (!/json\b/.test(contentType)) return faults;
  const pointer = ['paths', found.path, found.method, 'responses', response.status, 'content', contentType, 'schema'];
  const validate = validatorOf(`api#/${pointer.map((part) => String(part).replaceAll('/', '~1')).join('/')}`);
  const isValid = validate(response.body);
  const errors = isValid ? [] : (validate.errors ?? []);
  return [...faults, ...errors.map(({ instancePath, message }) => `${instancePath} ${message}`)];
}

function validatorOf($ref: string): ValidateFunction {
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  return validate;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** The document without additional properties: a test must fail on an undocumented field. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

function exampleOf({ requestBody }: OperationObject): unknown {
  if (!requestBody || !('content' in requestBody)) return undefined;
  const schema = Object.values(requestBody.content)[0]?.schema ?? {};
  if (!('$ref' in schema)) return (schema as { example?: unknown }).example;
  const name = String(schema.$ref).split('/').at(-1) ?? '';
  return (document.components?.schemas?.[name] as { example?: unknown }).example;
}

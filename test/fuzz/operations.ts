import { buildOpenApiDocument } from '../../src/api/openapi/build-document.js';
import { ROUTES } from '../../src/api/routes.js';
import type { JsonSchema } from './schema-values.js';

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

export interface FuzzedOperation {
  readonly id: string;
  readonly method: string;
  /** In OpenAPI syntax: `/v1/orders/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Undefined for a route without a body. */
  readonly body: JsonSchema | undefined;
  /** Of the body; not JSON for a file. */
  readonly bodyTypes: readonly string[];
}

interface OperationObject {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: JsonSchema }> };
}

const document = JSON.parse(JSON.stringify(buildOpenApiDocument(ROUTES))) as {
  readonly paths: Record<string, Record<string, OperationObject>>;
  readonly components: { readonly schemas: Record<string, JsonSchema> };
};

/** The schemas to which the bodies refer. */
export const SCHEMAS = document.components.schemas;

/** Every operation of the OpenAPI document. */
export const FUZZED_OPERATIONS: readonly FuzzedOperation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => ({
    id: operationId,
    method: method.toUpperCase(),
    path,
    parameters,
    body: Object.values(requestBody?.content ?? {})[0]?.schema,
    bodyTypes: Object.keys(requestBody?.content ?? {}),
  })),
);

import { describe, expect, it } from 'vitest';
import { buildOpenApiDocument } from '../../src/api/openapi/build-document.js';
import { PROBLEMS } from '../../src/api/problems.js';
import { ROUTES } from '../../src/api/routes.js';

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [key: string]: unknown;
}

interface Document {
  readonly info: { readonly license?: object; readonly contact?: object };
  readonly servers: readonly object[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Schema & { readonly name: string; readonly style?: string })[];
  readonly responses: Readonly<
    Record<string, { readonly headers?: Readonly<Record<string, Schema>>; content?: object }>
  >;
}

const document = JSON.parse(JSON.stringify(buildOpenApiDocument(ROUTES))) as Document;
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** The places of properties that neither they nor the schema that they refer to describe. */
function undescribed(value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const properties = 'properties' in value ? ((value as Schema).properties ?? {}) : {};
  const own = Object.entries(properties)
    .filter(([, property]) => !isDescribed(property))
    .map(([name]) => `${place}.${name}`);
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => undescribed(inner, `${place}.${key}`))];
}

function isDescribed(schema: Schema): boolean {
  const target = schema.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  return (schema.description ?? target?.description) !== undefined;
}

describe('the OpenAPI document', () => {
  it('describes every property', () => {
    expect(undescribed(document.components, 'components')).toEqual([]);
    expect(undescribed(document.paths, 'paths')).toEqual([]);
  });

  it('describes every parameter and header', () => {
    for (const { operationId, parameters = [], responses } of operations) {
      for (const parameter of parameters)
        expect(parameter.description, `${operationId} ${parameter.name}`).toBeTruthy();
      for (const [status, { headers = {} }] of Object.entries(responses)) {
        for (const [name, header] of Object.entries(headers)) {
          expect(header.description, `${operationId} ${status} ${name}`).toBeTruthy();
        }
        expect(Object.keys(headers), `${operationId} ${status}`).toContain('X-Request-Id');
      }
    }
  });

  it('lists the codes of problems', () => {
    expect(document.components.schemas.Problem?.properties?.code?.enum).toEqual(Object.keys(PROBLEMS));
  });

  it('has a description of each tag, a licence, a contact and a server', () => {
    const used = new Set(operations.flatMap(({ tags }) => tags));
    expect(new Set(document.tags.map(({ name }) => name))).toEqual(used);
    expect(document.info).toMatchObject({ license: { name: 'MIT' }, contact: {} });
    expect(document.servers).not.toEqual([]);
  });

  it('names the schema of every page', () => {
    const paged = operations.filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'cursor'));
    expect(paged.length).toBeGreaterThan(0);
    for (const { operationId, responses } of paged) {
      expect(JSON.stringify(responses['200']?.content), operationId).toMatch(/schemas\/\w+Page/);
    }
  });
});

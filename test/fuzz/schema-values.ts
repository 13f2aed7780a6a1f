import fc from 'fast-check';
import { hostileJson, hostileText } from './hostile-values.js';

/** The part of JSON Schema that the request bodies use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly anyOf?: readonly JsonSchema[];
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const SAFE_WORDS = ['Mug', 'mug-1', 'Größe 5', '茶', 'a', 'it arrived damaged', '🍵'];
const IDENTIFIERS = ['A', 'A-1', 'MAIN', 'x_2.z'];

/** Values that a schema accepts: numbers often at a bound, properties with and without the optional ones. */
export function validValue(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return validValue(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((option) => validValue(option, schemas)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return validObject(schema, schemas);
    case 'array':
      return fc.array(validValue(schema.items ?? {}, schemas), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'integer':
    case 'number':
      return validNumber(schema);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return validText(schema);
    default:
      return hostileJson;
  }
}

function validObject({ properties = {}, required = [] }: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, validValue(property, schemas)]),
  );
  return fc.record(model, { requiredKeys: [...required] });
}

function validNumber({ minimum = -1_000, maximum = 1_000_000 }: JsonSchema): fc.Arbitrary<number> {
  const small = Math.min(maximum, Math.max(minimum, 0) + 20);
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: Math.max(minimum, 0), max: small }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

function validText({ format, pattern, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom('2024-02-29T12:00:00Z', '0001-01-01T00:00:00Z');
  if (format === 'uri') return fc.constantFrom('http://127.0.0.1:9999/hook', 'https://127.0.0.1:8443/', 'ftp://a.b/');
  if (format === 'uuid' || pattern?.includes('[0-9a-fA-F]{8}')) return fc.uuid();
  if (pattern === '^[A-Z]{3}$') return fc.constantFrom('USD', 'EUR', 'JPY');
  const words = pattern?.startsWith('^[A-Za-z0-9]') ? IDENTIFIERS : SAFE_WORDS;
  return fc.oneof(fc.constantFrom(...words), fc.constant('a'.repeat(maxLength)));
}

/** Makes one change anywhere in a JSON value: replaces, removes or adds. */
export function withOneChange(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  return fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom('replace', 'remove', 'add'), hostileJson, hostileText)
    .map(([path, change, replacement, key]) => {
      const copy = { root: structuredClone(value) } as Record<string, unknown>;
      let parent = copy;
      for (const name of path.slice(0, -1)) parent = parent[name] as Record<string, unknown>;
      const name = path.at(-1) ?? 'root';
      if (change === 'remove') Reflect.deleteProperty(parent, name);
      else if (change === 'add' && isObject(parent[name])) (parent[name] as Record<string, unknown>)[key] = replacement;
      else parent[name] = replacement;
      return copy.root;
    });
}

/** Changes deeper in a value reach no schema. */
const MAX_DEPTH = 6;

function pathsOf(value: unknown, path: readonly string[] = ['root']): (readonly string[])[] {
  if (!isObject(value) || path.length > MAX_DEPTH) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

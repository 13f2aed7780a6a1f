/** An operation of the OpenAPI document that the API serves. */
export interface Operation {
  /** `post /v1/orders/{id}/cancel`. */
  readonly name: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  /** Who may call it. */
  readonly access: 'anyone' | 'customer' | 'operator' | 'owner_or_operator';
  /** A valid body; undefined when the operation takes none. */
  readonly example: unknown;
  readonly statuses: readonly string[];
}

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
}

interface Document {
  readonly paths: Record<string, Record<string, OperationObject>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

interface OperationObject {
  readonly 'x-access': Operation['access'];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Record<string, unknown>;
}

/** Reads all operations from the document, so new ones are tested automatically. */
export async function readOperations(): Promise<Operation[]> {
  const response = await fetch(new URL('/openapi.json', process.env.BASE_URL));
  const { paths, components } = (await response.json()) as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
      const named = schema?.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1) ?? ''];
      return {
        name: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        access: operation['x-access'],
        example: named?.example,
        statuses: Object.keys(operation.responses),
      };
    }),
  );
}

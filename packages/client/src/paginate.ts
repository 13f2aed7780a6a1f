import type { paths } from './api.ts';
import type { OrdersClient } from './client.ts';
import { unwrap } from './errors.ts';

type Operation<Path extends keyof paths> = paths[Path] extends { get: infer Get } ? Get : never;

type Page<Path extends keyof paths> =
  Operation<Path> extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;

/** The paths whose lists come in pages. */
export type PagedPath = {
  [Path in keyof paths]: Page<Path> extends { data: unknown[]; next_cursor: infer Cursor }
    ? null extends Cursor
      ? Path
      : never
    : never;
}[keyof paths];

/** An entry of the list at a path. */
export type PageItem<Path extends PagedPath> = Page<Path> extends { data: (infer Item)[] } ? Item : never;

type Query<Path extends PagedPath> =
  Operation<Path> extends { parameters: { query?: infer Fields } } ? Omit<NonNullable<Fields>, 'cursor'> : never;

interface PageOptions<Path extends PagedPath> {
  readonly params?: { readonly query?: Query<Path> };
  readonly signal?: AbortSignal;
}

/** Paths with parameters need them. */
type Options<Path extends PagedPath> =
  Operation<Path> extends { parameters: { path: infer Parameters } }
    ? [options: PageOptions<Path> & { readonly params: { readonly path: Parameters } }]
    : [options?: PageOptions<Path>];

/** A page of any list. */
interface AnyPage<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

/**
 * Iterates over a whole list; each page is requested when its first entry is needed. `limit` sets the size of a page.
 *
 * ```ts
 * for await (const order of paginate(client, '/v1/orders', { params: { query: { status: 'paid' } } })) { … }
 * ```
 *
 * @throws ApiError when the API returns a problem or cannot be reached
 * @throws DOMException `AbortError` when the signal is aborted
 */
export async function* paginate<Path extends PagedPath>(
  client: OrdersClient,
  path: Path,
  ...[options]: Options<Path>
): AsyncGenerator<PageItem<Path>, void, undefined> {
  // The types of a request follow from the literal path, which is unknown here.
  const get = client.GET as unknown as (
    path: string,
    init: object,
  ) => Promise<{ data?: AnyPage<PageItem<Path>>; error?: unknown; response: Response }>;
  for (let cursor: string | null | undefined; cursor !== null;) {
    options?.signal?.throwIfAborted();
    const query = { ...options?.params?.query, ...(cursor !== undefined && { cursor }) };
    const page = await unwrap(get(path, { ...options, params: { ...options?.params, query } }));
    yield* page.data;
    cursor = page.next_cursor;
  }
}

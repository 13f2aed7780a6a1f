import { describe, expect, it } from 'vitest';
import { createOrdersClient, paginate, type Order } from '../../../packages/client/src/index.js';
import { jsonResponse, order, problemResponse } from './orders.js';

const page = (ids: readonly string[], next_cursor: string | null) =>
  jsonResponse({ data: ids.map((id) => order({ id })), next_cursor });

/** A client that answers with the given pages in turn, and the requests that it sent. */
function clientWith(pages: readonly Response[]) {
  const requests: string[] = [];
  const client = createOrdersClient({
    baseUrl: 'http://orders.test',
    fetch: (request) => {
      requests.push(request.url.replace('http://orders.test', ''));
      const response = pages[requests.length - 1];
      return response ? Promise.resolve(response) : Promise.reject(new Error('no page left'));
    },
  });
  return { client, requests };
}

describe('paginate', () => {
  it('reads every page with the filters and the cursor of the one before', async () => {
    const { client, requests } = clientWith([page(['a', 'b'], 'c=1'), page([], 'c=2'), page(['c'], null)]);
    const seen: Order[] = [];
    const params = { query: { status: 'paid', limit: 2 } } as const;
    for await (const each of paginate(client, '/v1/orders', { params })) seen.push(each);
    expect(seen.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(requests).toEqual([
      '/v1/orders?status=paid&limit=2',
      '/v1/orders?status=paid&limit=2&cursor=c%3D1',
      '/v1/orders?status=paid&limit=2&cursor=c%3D2',
    ]);
  });

  it('requests a page when its first entry is needed', async () => {
    const { client, requests } = clientWith([page(['a', 'b'], 'next')]);
    for await (const { id } of paginate(client, '/v1/orders')) if (id === 'b') break;
    expect(requests).toHaveLength(1);
  });

  it('sends the parameters of the path', async () => {
    const { client, requests } = clientWith([jsonResponse({ data: [], next_cursor: null })]);
    const params = { path: { product_id: 'p' } };
    for await (const movement of paginate(client, '/v1/inventory/{product_id}/movements', { params })) {
      expect.fail(movement.kind);
    }
    expect(requests).toEqual(['/v1/inventory/p/movements']);
  });

  it('throws the problem of a page', async () => {
    const { client } = clientWith([page(['a'], 'next'), problemResponse(403, 'forbidden')]);
    const orders = paginate(client, '/v1/orders');
    expect((await orders.next()).value).toMatchObject({ id: 'a' });
    await expect(orders.next()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('stops when the caller aborts', async () => {
    const { client } = clientWith([page(['a'], 'next'), page(['b'], null)]);
    const caller = new AbortController();
    const orders = paginate(client, '/v1/orders', { signal: caller.signal });
    await orders.next();
    caller.abort();
    await expect(orders.next()).rejects.toThrow('aborted');
  });
});

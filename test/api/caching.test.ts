import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorToken, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await operatorToken();
  for (let added = 0; added < 20; added += 1) await addProduct();
});
afterAll(() => api.stop());

const addProduct = async () =>
  (
    await api.call('POST', '/v1/products', {
      token,
      body: { sku: randomUUID(), name: 'Cup', price: 100, opening_stock: 1 },
    })
  ).body;

/** Reads a response without decompressing it. */
async function getRaw(path: string, headers: Record<string, string> = {}) {
  const [response] = (await once(get(api.api.url + path, { headers }), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { headers: response.headers, body: Buffer.concat(chunks) };
}

describe('the catalogue', () => {
  it('can be cached and revalidated until it changes', async () => {
    const { id } = await addProduct();
    for (const path of ['/v1/products', `/v1/products/${id}`]) {
      const first = await api.call('GET', path);
      const etag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, no-cache');
      expect(etag).toMatch(/^W\/"[\w-]+"$/);
      const headers = { 'if-none-match': `"other", ${etag}` };
      const unchanged = await api.call('GET', path, { headers });
      expect(unchanged).toMatchObject({ status: 304, text: '' });
      expect(unchanged.headers.get('etag')).toBe(etag);

      await api.call('POST', `/v1/inventory/${id}/adjustments`, { token, body: { delta: 1, reason: 'found' } });
      expect(await api.call('GET', path, { headers })).toMatchObject({ status: 200 });
    }
  });

  it('is compressed for callers who accept it, with the same ETag', async () => {
    const plain = await getRaw('/v1/products');
    const compressed = await getRaw('/v1/products', { 'accept-encoding': 'gzip' });
    expect(compressed.headers).toMatchObject({ 'content-encoding': 'gzip', etag: plain.headers.etag });
    expect(compressed.headers.vary).toContain('Accept-Encoding');
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
    expect(plain.headers['content-encoding']).toBeUndefined();
  });
});

it('keeps private answers and errors out of caches', async () => {
  for (const path of ['/v1/orders', '/v1/inventory', `/v1/products/${randomUUID()}`, '/v1/nothing']) {
    const { headers } = await api.call('GET', path, { token });
    expect([path, headers.get('cache-control'), headers.get('etag')]).toEqual([path, 'no-store', null]);
  }
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/api/openapi/document.js';
import { ROUTES } from '../../src/api/routes.js';
import { startTestApi, type TestApi } from './harness.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('every answer', () => {
  it.each(['/healthz', '/v1/orders', '/nowhere', '/docs', '/docs/start.js'])('of %s has a request id', async (path) => {
    const { headers } = await api.call('GET', path);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps the request id it came with, if it is a sane one', async () => {
    const id = 'trace_42-a';
    const kept = await api.call('GET', '/nowhere', { headers: { 'x-request-id': id } });
    expect(kept.headers.get('x-request-id')).toBe(id);
    expect(kept.body.request_id).toBe(id);
    for (const bad of ['a b', 'x'.repeat(65), '<script>']) {
      const replaced = await api.call('GET', '/nowhere', { headers: { 'x-request-id': bad } });
      expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('says nothing of its server, and lets no page do more than it must', async () => {
    const { headers } = await api.call('GET', '/docs');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('that is a problem is application/problem+json', async () => {
    const { headers, body } = await api.call('GET', '/nowhere?token=secret');
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:problem-type:not_found',
      title: 'There is no such route',
      status: 404,
      detail: 'there is no /nowhere',
      instance: '/nowhere',
      code: 'not_found',
      request_id: headers.get('x-request-id'),
    });
  });
});

describe('health', () => {
  it('is that of the process', async () => {
    expect(await api.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await api.call('HEAD', '/healthz')).toMatchObject({ status: 200, text: '' });
  });
});

describe('the documentation', () => {
  it('lists every route, its problems among the answers', async () => {
    const document = JSON.parse((await api.call('GET', '/openapi.json')).text) as OpenApiDocument;
    expect(document.openapi).toMatch(/^3\.1\./);
    const documented = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const served = ROUTES.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(documented.sort()).toEqual(served.sort());
    const placing = document.paths?.['/v1/orders']?.post;
    const statuses = ['200', '201', '400', '401', '403', '409', '413', '415', '422', '429', '500', '503'];
    expect(Object.keys(placing?.responses ?? {}).sort()).toEqual(statuses);
    expect(placing?.security).toEqual([{ bearerAuth: [] }]);
    expect(document.paths?.['/v1/products']?.get?.security).toEqual([]);
    expect(document.components?.schemas?.NewOrder).toMatchObject({ additionalProperties: false });
  });

  it('has a page whose assets all come from here', async () => {
    const { status, text } = await api.call('GET', '/docs');
    expect(status).toBe(200);
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(assets).toHaveLength(4);
    for (const path of assets) {
      expect(path).toMatch(/^\/docs\//);
      const asset = await fetch(api.api.url + path);
      expect(asset.status).toBe(200);
      expect((await asset.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });
});

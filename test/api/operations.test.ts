import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/api/openapi/document.js';
import { ROUTES } from '../../src/api/routes.js';
import { VERSION } from '../../src/process/version.js';
import { startTestApi, type TestApi } from './harness.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('every response', () => {
  it.each(['/healthz', '/v1/orders', '/nowhere', '/docs', '/docs/start.js'])(
    'from %s has a request id',
    async (path) => {
      const { headers } = await api.call('GET', path);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('keeps a valid request id of the caller and replaces an invalid one', async () => {
    const id = 'trace_42-a';
    const kept = await api.call('GET', '/nowhere', { headers: { 'x-request-id': id } });
    expect(kept.headers.get('x-request-id')).toBe(id);
    expect(kept.body.request_id).toBe(id);
    for (const bad of ['a b', 'x'.repeat(65), '<script>']) {
      const replaced = await api.call('GET', '/nowhere', { headers: { 'x-request-id': bad } });
      expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('hides the server software and sets a strict Content-Security-Policy', async () => {
    const { headers } = await api.call('GET', '/docs');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('describes an error as application/problem+json', async () => {
    const { headers, body } = await api.call('GET', '/nowhere?token=secret');
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:problem-type:not_found',
      title: 'Route not found',
      status: 404,
      detail: 'No route matches /nowhere. See /docs for the available routes.',
      instance: '/nowhere',
      code: 'not_found',
      request_id: headers.get('x-request-id'),
    });
  });
});

describe('GET /healthz', () => {
  it('returns the status of the process and its version', async () => {
    expect(await api.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok', version: VERSION } });
    expect(await api.call('HEAD', '/healthz')).toMatchObject({ status: 200, text: '' });
  });
});

describe('the API documentation', () => {
  it('describes every route and its problems', async () => {
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
    expect(document.components?.schemas?.OrderRequest).toMatchObject({ additionalProperties: false });
  });

  it('serves a page that loads local files only', async () => {
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

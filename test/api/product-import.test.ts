import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findViolations } from '../kit/invariants.js';
import { operatorToken, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await operatorToken();
});
afterAll(() => api.stop());

interface Line {
  readonly outcome?: string;
  readonly error?: string;
  readonly summary?: object;
}

async function importFile(text: string, contentType = 'text/csv', query = '', key?: string): Promise<Line[]> {
  const headers = { 'content-type': contentType, ...(key !== undefined && { 'idempotency-key': key }) };
  const response = await api.call('POST', `/v1/products/import${query}`, {
    token,
    text,
    headers,
  });
  return response.text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
}

const outcomes = (lines: readonly Line[]) => lines.flatMap(({ outcome }) => outcome ?? []);

it('imports products once by SKU, previews without a change and reports errors by line', async () => {
  const [mug, pot] = [`MUG-${randomUUID()}`, `POT-${randomUUID()}`];
  const file = `sku,name,price,opening_stock\n${mug},Mug,1600,3\n${pot},"Pot, large",900,0\nbad sku,x,1,0\n${pot},Pot,-5,0\n`;
  expect(outcomes(await importFile(file, 'text/csv', '?preview=true'))).toEqual([
    ...['created', 'created', 'rejected', 'rejected'],
  ]);
  const lines = await importFile(file);
  expect(outcomes(lines)).toEqual(['created', 'created', 'rejected', 'rejected']);
  expect(lines.at(-1)).toEqual({ summary: { created: 2, changed: 0, unchanged: 0, rejected: 2 } });
  expect(lines.find(({ error }) => error?.startsWith('price'))).toBeDefined();
  expect(outcomes(await importFile(file))).toEqual(['unchanged', 'unchanged', 'rejected', 'rejected']);
  const changed = JSON.stringify({ sku: mug, name: 'Large mug', price: 1_900 });
  const euros = JSON.stringify({ sku: mug, name: 'Mug', price: 1, currency: 'EUR' });
  expect(outcomes(await importFile(`${changed}\n${euros}\n`, 'application/jsonl'))).toEqual(['changed', 'rejected']);
  const { body } = await api.call('GET', `/v1/products?q=${mug}`);
  expect(body).toMatchObject({ data: [{ sku: mug, name: 'Large mug', price: 1_900, available: 3 }] });
  expect(await findViolations(api.database, false)).toEqual({});
});

it('imports a SKU that occurs twice in the order of the file', async () => {
  const sku = `CUP-${randomUUID()}`;
  expect(outcomes(await importFile(`sku,name,price\n${sku},Cup,1\n${sku},Cup,2`))).toEqual(['created', 'changed']);
});

it('imports a file once for its key, so that a repetition undoes no later change', async () => {
  const [cup, pan, key] = [`CUP-${randomUUID()}`, `PAN-${randomUUID()}`, randomUUID()];
  const file = `sku,name,price\n${cup},Cup,1\nbad sku,x,1\n${pan},Pan,2\n`;
  expect(outcomes(await importFile(file, 'text/csv', '?preview=true', key))).toEqual([
    'created',
    'rejected',
    'created',
  ]);
  const first = await importFile(file, 'text/csv', '', key);
  expect(outcomes(first)).toEqual(['created', 'rejected', 'created']);
  await importFile(`sku,name,price\n${cup},Large cup,3\n`);

  expect(await importFile(file, 'text/csv', '', key)).toEqual(first);
  const { body } = await api.call('GET', `/v1/products?q=${cup}`);
  expect(body).toMatchObject({ data: [{ name: 'Large cup', price: 3 }] });
  const other = await importFile(`sku,name,price\n${cup},Small cup,4\n`, 'text/csv', '', key);
  expect(other).toMatchObject([
    { sku: cup, outcome: 'rejected', error: expect.stringContaining('Idempotency-Key') as string },
    { summary: { rejected: 1 } },
  ]);
  expect(await findViolations(api.database, false)).toEqual({});
});

import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/page/catalogue/import-report.js';
import { linePath, scaleTop } from '../../../src/page/numbers/chart-points.js';
import { formatAge } from '../../../src/page/orders/age.js';
import { NO_FILTERS, ordersUrlWith, readFilters, toApiQuery } from '../../../src/page/orders/order-query.js';
import { text } from '../../../src/page/orders/text.js';
import { viewOf } from '../../../src/page/ui/routes.js';

describe('the filters of the orders', () => {
  it('are the same after they were written to the URL', () => {
    const filters = { ...NO_FILTERS, q: 'MUG & co', status: 'failed', min: '5.50', attention: '1', cursor: 'abc' };
    expect(readFilters(ordersUrlWith(filters))).toEqual(filters);
    expect(ordersUrlWith(NO_FILTERS)).toBe('#/orders');
    expect(readFilters('')).toEqual(NO_FILTERS);
  });

  it('become minor units of one currency', () => {
    expect(toApiQuery({ ...NO_FILTERS, min: '5.5', max: '10' })).toEqual({
      currency: 'USD',
      min_total: 550,
      max_total: 1_000,
    });
    expect(toApiQuery({ ...NO_FILTERS, currency: 'JPY', min: '50' })).toEqual({ currency: 'JPY', min_total: 50 });
  });

  it('leave out what is empty or cannot be read', () => {
    expect(toApiQuery({ ...NO_FILTERS, q: ' ', from: 'yesterday', cursor: 'abc' })).toEqual({});
  });
});

it.each([
  ['#/orders', 'orders'],
  ['#/orders?q=x', 'orders'],
  ['#/attention', 'attention'],
  ['#/numbers', 'numbers'],
  ['#/catalogue?q=MUG', 'catalogue'],
  ['#/', 'shop'],
  ['', 'shop'],
  ['#/nothing', 'shop'],
])('shows at %s the view %s', (hash, name) => {
  expect(viewOf(hash).name).toBe(name);
});

it.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [7_199, '1 h'],
  [90_000, '1 d'],
])('formats an age of %i seconds as %s', (seconds, expected) => {
  const at = '2026-01-01T00:00:00Z';
  expect(formatAge(at, Date.parse(at) + seconds * 1_000, text.en.age, String)).toBe(expected);
});

it('reads the errors and the summary of an import', () => {
  const rejected = { line: 3, sku: 'x', outcome: 'rejected', error: 'price must be a number' };
  const lines = [{ line: 2, sku: 'MUG', outcome: 'created' }, rejected, { summary: { created: 1, rejected: 1 } }];
  const { errors, summary } = readImport(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(errors).toEqual([{ line: 3, sku: 'x', error: 'price must be a number' }]);
  expect(summary).toEqual({ created: 1, rejected: 1 });
  expect(readImport('').summary).toBeUndefined();
});

describe('a chart', () => {
  it.each([
    [[], 1],
    [[0, null], 1],
    [[3], 5],
    [[7, 2], 10],
    [[180], 200],
  ])('of %j ends at %i', (values, top) => {
    expect(scaleTop(values)).toBe(top);
  });

  it('interrupts its line where nothing was measured and draws a single value as a dot', () => {
    expect(linePath([0, 10, null, 5], 10)).toBe('M0 80L100 0M300 40');
    expect(linePath([null, 5, null], 10)).toBe('M150 40h0');
  });
});

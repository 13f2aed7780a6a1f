import { expect, it } from 'vitest';
import { TOKENS } from '../../src/gateway/tokens.js';
import { codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const rows = tableRows(readDocument('docs/reference/simulated-gateway.md'), ['Token', 'Outcome']);

it('lists every test token, and no other', () => {
  expect(rows.map(({ Token }) => codeSpans(Token)[0]).toSorted()).toEqual([...TOKENS.keys()].toSorted());
});

it('states the outcome of every token', () => {
  expect(rows.filter(({ Outcome }) => Outcome === '')).toEqual([]);
});

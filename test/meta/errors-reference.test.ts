import { expect, it } from 'vitest';
import { PROBLEMS } from '../../src/api/problems.js';
import { anchors, codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const document = readDocument('docs/reference/errors.md');
const rows = tableRows(document, ['Code', 'Status', 'Cause', 'What to do']);

it('lists every error code with its status, and no other', () => {
  const documented = rows.map(({ Code, Status }) => [codeSpans(Code)[0], Number(Status)]);
  expect(documented.toSorted()).toEqual(
    Object.entries(PROBLEMS)
      .map(([code, { status }]) => [code, status])
      .toSorted(),
  );
});

it('has an anchor for every error code', () => {
  const found = anchors(document);
  expect(Object.keys(PROBLEMS).filter((code) => !found.includes(code))).toEqual([]);
});

it('states a cause and an action for every code', () => {
  const incomplete = rows.filter((row) => row.Cause === '' || row['What to do'] === '');
  expect(incomplete.map(({ Code }) => Code)).toEqual([]);
});

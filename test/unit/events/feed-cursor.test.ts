import { expect, it } from 'vitest';
import { cursorOf, isAfter, parseCursor } from '../../../src/events/feed-cursor.js';

it.each([
  ['10-0', '9-5', true],
  ['9-10', '9-9', true],
  ['9-5', '9-5', false],
  ['9-5', '10-0', false],
  ['9007199254740993-1', '9007199254740992-2', true],
])('compares %s with %s by number', (cursor, other, expected) => {
  expect(isAfter(cursor, other)).toBe(expected);
});

it('parses what it writes, and nothing else', () => {
  const position = { transactionOrder: '123', position: '456' };
  expect(parseCursor(cursorOf(position))).toEqual(position);
  for (const text of ['', '1', '1-', '-1', '1-1-1', 'a-b', `${'9'.repeat(19)}-1`])
    expect(() => parseCursor(text)).toThrow('no cursor');
});

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/events/event-types.js';

it('the reference lists every event with its version and description', async () => {
  const page = await readFile('docs/reference/events.md', 'utf8');
  const rows = page.split('\n').flatMap((line) => {
    const [, type, version, , , description] = line.split('|').map((cell) => cell.trim());
    return type?.startsWith('`') ? [[type.replaceAll('`', ''), Number(version), description]] : [];
  });
  const expected = Object.entries(EVENT_TYPES).map(([type, { version, description }]) => [type, version, description]);
  expect(rows).toEqual(expected);
});

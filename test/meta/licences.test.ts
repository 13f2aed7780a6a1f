import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { formatLicences, isAllowed, LICENCES_FILE, productionDependencies } from '../../tools/licences.js';

it('allows the licence of every production dependency', async () => {
  const dependencies = await productionDependencies();
  expect(dependencies.length).toBeGreaterThan(100);
  expect(dependencies.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

it('matches docs/licences.md, which `npm run licences` writes', async () => {
  expect(await readFile(LICENCES_FILE, 'utf8')).toBe(await formatLicences(await productionDependencies()));
});

it.each([
  ['MIT', true],
  ['Apache-2.0 AND MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  [null, false],
])('allows %s: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed);
});

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { VARIABLES } from '../../src/config/config.js';

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');

it('the README tells every variable that the configuration reads, and every npm script it names exists', async () => {
  const [readme, manifest] = await Promise.all([read('README.md'), read('package.json')]);
  const variables = Object.keys(VARIABLES);
  expect(variables.length).toBeGreaterThan(20);
  expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);

  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

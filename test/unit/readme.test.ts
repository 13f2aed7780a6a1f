import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');

it('the README tells every variable that the configuration reads, and every npm script it names exists', async () => {
  const [readme, config, manifest] = await Promise.all([
    read('README.md'),
    read('src/config/config.ts'),
    read('package.json'),
  ]);
  const variables = [...config.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  expect(variables.length).toBeGreaterThan(20);
  expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);

  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

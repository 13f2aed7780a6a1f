import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, localLinks, readDocument, REPOSITORY, tableRows } from '../kit/markdown.js';

/** The Markdown files of the project. */
const DOCUMENTS = [
  ...readdirSync(REPOSITORY).filter((file) => file.endsWith('.md')),
  ...['.github', 'docs', 'packages', 'temporal-docker'].flatMap((folder) =>
    readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
      .map((file) => path.join(folder, file)),
  ),
];

const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Readonly<Record<string, string>> };

it('finds the documents', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'CONTRIBUTING.md']));
});

describe.each(DOCUMENTS)('%s', (file) => {
  const document = readDocument(file);

  it('links to files and headings that exist', () => {
    const broken = localLinks(document).filter((link) => {
      const [target = '', anchor] = link.split('#');
      const linked = target === '' ? file : path.join(path.dirname(file), target);
      if (!existsSync(path.join(REPOSITORY, linked))) return true;
      return anchor !== undefined && !anchors(readDocument(linked)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const named = [...document.matchAll(/npm run (?:--silent )?([\w:]+(?:-\w+)*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('keeps the README below 120 lines', () => {
  expect(readDocument('README.md').split('\n').length).toBeLessThan(120);
});

it('reaches every document from the index', () => {
  const reached = new Set(['docs/README.md']);
  for (const file of reached) {
    for (const link of localLinks(readDocument(file))) {
      const [target = ''] = link.split('#');
      const linked = path.join(path.dirname(file), target);
      if (DOCUMENTS.includes(linked)) reached.add(linked);
    }
  }
  expect(DOCUMENTS.filter((file) => file.startsWith('docs/') && !reached.has(file))).toEqual([]);
});

it('lists every npm script in the CLI reference, and no other', () => {
  const listed = tableRows(readDocument('docs/reference/cli.md'), ['Command']).map(({ Command }) => Command);
  const hooks = Object.keys(scripts).filter(
    (name) => name.replace(/^(pre|post)/, '') in scripts && /^(pre|post)/.test(name),
  );
  const command = (name: string) => (['start', 'test'].includes(name) ? `\`npm ${name}\`` : `\`npm run ${name}\``);
  const expected = Object.keys(scripts).filter((name) => name !== 'prepare' && !hooks.includes(name));
  expect(listed.toSorted()).toEqual(expected.map(command).toSorted());
});

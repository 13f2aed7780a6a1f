import { expect, it } from 'vitest';
import { drawFolderMap, replaceMap, type FolderImports } from '../../tools/folder-map.js';

/** @param arrows - `from to`, or `from -.-> to` when only types are imported */
function importsOf(...arrows: string[]): FolderImports {
  const imports = new Map<string, Map<string, { typesOnly: boolean }>>();
  for (const arrow of arrows) {
    const [from = '', to = ''] = arrow.split(/ (?:-\.-> )?/);
    for (const folder of [from, to])
      imports.set(folder, imports.get(folder) ?? new Map<string, { typesOnly: boolean }>());
    imports.get(from)?.set(to, { typesOnly: arrow.includes('-.->') });
  }
  return imports;
}

it('leaves out the arrows that a longer path implies', () => {
  expect(drawFolderMap(importsOf('a b', 'b c', 'a c')).split('\n')).toEqual(['flowchart LR', '  a --> b', '  b --> c']);
});

it('keeps a solid arrow beside a path that holds a dotted one', () => {
  expect(drawFolderMap(importsOf('a -.-> b', 'b c', 'a c')).split('\n')).toEqual([
    'flowchart LR',
    ...['  a -.-> b', '  a --> c', '  b --> c'],
  ]);
});

it('draws a folder without arrows', () => {
  expect(drawFolderMap(new Map([['page', new Map()]]))).toBe('flowchart LR\n  page');
});

it('throws when folders import each other', () => {
  expect(() => drawFolderMap(importsOf('a b', 'b c', 'c a'))).toThrow('a -> b -> c -> a');
});

it('replaces the map between the markers of a document', () => {
  const document = '# Map\n<!-- map:start -->\nold\n<!-- map:end -->\nend';
  const replaced = replaceMap(document, 'new');
  expect(replaced).toBe('# Map\n<!-- map:start -->\n\n```mermaid\nnew\n```\n\n<!-- map:end -->\nend');
  expect(replaceMap(replaced, 'new')).toBe(replaced);
  expect(() => replaceMap('# Map', 'new')).toThrow('map:start');
});

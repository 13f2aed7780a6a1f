import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { switchFlag } from '../src/process/flag-types.js';
import { readFlags } from '../src/process/flags.js';

/** The document that contains the map, relative to the root of the project. */
export const MAP_DOCUMENT = 'ARCHITECTURE.md';
const START = '<!-- map:start -->';
const END = '<!-- map:end -->';

/** The folders of `src` that each folder imports; `typesOnly` when it imports nothing but types from it. */
export type FolderImports = ReadonlyMap<string, ReadonlyMap<string, { readonly typesOnly: boolean }>>;

/** Reads the imports between the folders of `src` from the code. */
export async function readFolderImports(): Promise<FolderImports> {
  const { output } = await cruise(['src'], { includeOnly: '^src/', tsPreCompilationDeps: true });
  const imports = new Map<string, Map<string, { typesOnly: boolean }>>();
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = folderOf(source);
    if (from === undefined) continue;
    const targets = imports.get(from) ?? new Map<string, { typesOnly: boolean }>();
    imports.set(from, targets);
    for (const { resolved, dependencyTypes } of dependencies) {
      const to = folderOf(resolved);
      if (to === undefined || to === from) continue;
      const typesOnly = dependencyTypes.includes('type-only') && targets.get(to)?.typesOnly !== false;
      targets.set(to, { typesOnly });
    }
  }
  return imports;
}

/**
 * Draws the folders as a Mermaid flowchart. An arrow points from a folder to one that it imports, and is dotted when it
 * imports only types. An arrow that a longer path of arrows implies is left out: with all of them the drawing is unreadable.
 *
 * @throws when the imports between folders form a circle
 */
export function drawFolderMap(imports: FolderImports): string {
  const folders = [...imports.keys()].sort();
  for (const folder of folders) reachableFrom(folder, (each) => [...(imports.get(each)?.keys() ?? [])]);
  const arrows = folders.flatMap((from) => {
    const targets = [...(imports.get(from) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return targets
      .filter(([to, { typesOnly }]) => !isImplied(imports, from, to, typesOnly))
      .map(([to, { typesOnly }]) => ({ from, to, line: `  ${from} ${typesOnly ? '-.->' : '-->'} ${to}` }));
  });
  const unconnected = folders.filter((folder) => !arrows.some(({ from, to }) => [from, to].includes(folder)));
  return ['flowchart LR', ...arrows.map(({ line }) => line), ...unconnected.map((folder) => `  ${folder}`)].join('\n');
}

/** Whether a longer path implies an arrow. A path that holds a dotted arrow implies no solid one. */
function isImplied(imports: FolderImports, from: string, to: string, throughTypes: boolean): boolean {
  const usable = (folder: string) =>
    [...(imports.get(folder) ?? [])]
      .filter(([, { typesOnly }]) => throughTypes || !typesOnly)
      .map(([target]) => target);
  return usable(from).some((next) => next !== to && reachableFrom(next, usable, [from]).has(to));
}

function reachableFrom(
  folder: string,
  targetsOf: (folder: string) => readonly string[],
  path: readonly string[] = [],
): Set<string> {
  if (path.includes(folder)) throw new Error(`The folders import each other: ${[...path, folder].join(' -> ')}.`);
  return new Set(
    targetsOf(folder).flatMap((target) => [target, ...reachableFrom(target, targetsOf, [...path, folder])]),
  );
}

function folderOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1];
}

/** Replaces the map of a document. @throws when the document has no markers for the map */
export function replaceMap(document: string, map: string): string {
  const [before, rest] = document.split(START);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`The document lacks the markers ${START} and ${END}.`);
  return `${before}${START}\n\n\`\`\`mermaid\n${map}\n\`\`\`\n\n${END}${after}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { write } = readFlags({
    command: 'npm run map --',
    description: 'Prints the imports between the folders of src as a Mermaid flowchart.',
    flags: { write: switchFlag(`Replace the map in ${MAP_DOCUMENT}`) },
  });
  const map = drawFolderMap(await readFolderImports());
  if (write) await writeFile(MAP_DOCUMENT, replaceMap(await readFile(MAP_DOCUMENT, 'utf8'), map));
  else process.stdout.write(`${map}\n`);
}

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findModuleState } from './module-state.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Workers evaluate these modules once, so that all workflow executions share their state. */
const STATEFUL: Readonly<Record<string, string>> = {
  'src/workflows/tracing/span-recorder.ts: recordings (instance)':
    'keyed by run id, and removed when the run is evicted',
  'src/workflows/tracing/span-recorder.ts: recordings (contents change)': 'keyed by run id',
  'src/workflows/tracing/context-manager.ts: storage (instance)': 'holds one context per asynchronous call chain',
  'src/workflows/tracing/interceptors.ts: recorder (instance)': 'has no fields',
  'src/temporal/failure-converter.ts: failureConverter (instance)': 'its options never change',
  'src/text/safe-text.ts: TO_REPLACEMENT (instance)': '`replace` resets the position of a global expression',
  'src/text/safe-text.ts: TO_SPACE (instance)': '`replace` resets the position of a global expression',
  'src/text/safe-text.ts: UNSAFE (instance)': 'keeps no position, because it is not global',
};

it('finds no mutable state in the modules that workflow executions share, except the known', () => {
  const entries = ts.sys
    .readDirectory(path.join(ROOT, 'src/workflows'), ['.ts'])
    .concat(path.join(ROOT, 'src/temporal/failure-converter.ts'));
  expect(entries.length).toBeGreaterThan(15);
  expect(findModuleState(entries, ROOT, (file) => ts.sys.readFile(file))).toEqual(Object.keys(STATEFUL).sort());
});

describe('module state', () => {
  it.each([
    ['let last = 0;', 'last (not a constant)'],
    ['export var last = 0;', 'last (not a constant)'],
    ['const seen = new Map<string, number>();', 'seen (instance)'],
    ['const seen = new (class Seen {})();', 'seen (instance)'],
    ['const next = (() => { let n = 0; return () => n++; })();', 'next (closure)'],
    ['export class Counter { static count = 0; }', 'count (writable static property)'],
    ['const seen: string[] = []; export function see(id: string) { seen.push(id); }', 'seen (contents change)'],
    ['const seen = { n: 0 }; export const see = () => { seen.n += 1; };', 'seen (contents change)'],
    ['const seen = { n: 0 }; export const see = () => seen.n++;', 'seen (contents change)'],
    [
      'const seen = { n: 0 }; export const see = () => { delete (seen as { n?: number }).n; };',
      'seen (contents change)',
    ],
    ['const seen = {}; export const see = (id: object) => Object.assign(seen, id);', 'seen (contents change)'],
  ])('is found in: %s', (source, finding) => {
    expect(stateOf({ '/a.ts': source })).toEqual([`a.ts: ${finding}`]);
  });

  it('is found in a module that is imported as a value, and that another module changes', () => {
    const entry = "import { shared } from './b.js'; export const see = () => { shared.n = 1; };";
    expect(stateOf({ '/a.ts': entry, '/b.ts': 'export const shared = { n: 0 };' })).toEqual([
      'b.ts: shared (contents change)',
    ]);
  });

  it.each([
    ['a type import', "import type { State } from './b.js'; export type Copy = State;"],
    ['constants that are only read', 'const steps = ["a"]; export const first = () => steps[0];'],
    ['local state', 'export function count() { let n = 0; const all: number[] = []; all.push(n++); return all; }'],
    ['fields of instances', 'export class Saga { private n = 0; step() { this.n += 1; } }'],
    ['ambient declarations', 'declare const storage: { n: number }; export const read = () => storage.n;'],
  ])('is not found in %s', (_, source) => {
    expect(stateOf({ '/a.ts': source, '/b.ts': 'let state = 0; export type State = typeof state;' })).toEqual([]);
  });
});

/** @param sources - the text of each module; `/a.ts` is the entry */
function stateOf(sources: Readonly<Record<string, string>>): string[] {
  return findModuleState(['/a.ts'], '/', (file) => sources[file]);
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { execFileAsync } from '../../src/process/child-process.js';
import { filesOf, patchedCopy } from '../kit/patched-copy.js';

const HOW_TO = 'docs/how-to';
const ROOT = path.join(import.meta.dirname, '../..');
const NAMES = readdirSync(path.join(ROOT, HOW_TO, 'patches')).map((file) => file.replace(/\.patch$/, ''));
const patchOf = (name: string) => `${HOW_TO}/patches/${name}.patch`;

/** The examples of a step and of a domain add their step at the same place. */
const TOGETHER = [NAMES.filter((name) => name !== 'add-a-step'), ['add-a-step']];

const folder = mkdtempSync(path.join(tmpdir(), 'how-to-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each(TOGETHER)(
  'applies to the repository and compiles: %s',
  async (...names) => {
    const copy = path.join(folder, names[0] ?? '');
    await patchedCopy(copy, names.map(patchOf));
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    for (const project of ['.', 'src/page']) {
      const buildInfo = path.join(copy, project, 'tsbuildinfo.json');
      await execFileAsync(process.execPath, [tsc, '--noEmit', '--tsBuildInfoFile', buildInfo, '-p', project], {
        cwd: copy,
      });
    }
  },
  300_000,
);

it.each(NAMES)('changes as many files as its how-to says: %s', (name) => {
  const { changed, added } = filesOf(patchOf(name));
  const howTo = readFileSync(path.join(ROOT, HOW_TO, `${name}.md`), 'utf8').replaceAll('\n', ' ');
  expect(howTo).toContain(`changes ${changed.length} files and adds ${added.length}`);
});

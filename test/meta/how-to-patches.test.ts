import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { execFileAsync } from '../../src/process/child-process.js';
import { patchedCopy } from '../kit/patched-copy.js';

const HOW_TO = 'docs/how-to';
const PATCHES = path.join(HOW_TO, 'patches');
const ROOT = path.join(import.meta.dirname, '../..');

const folder = mkdtempSync(path.join(ROOT, 'node_modules/.how-to-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(readdirSync(path.join(ROOT, PATCHES)))('%s', (name) => {
  const patch = path.join(PATCHES, name);

  it('applies to the repository and compiles', async () => {
    const copy = path.join(folder, name);
    await patchedCopy(copy, patch);
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    for (const project of ['.', 'src/page']) {
      const buildInfo = path.join(copy, project, 'tsbuildinfo.json');
      await execFileAsync(process.execPath, [tsc, '--noEmit', '--tsBuildInfoFile', buildInfo, '-p', project], {
        cwd: copy,
      });
    }
  }, 300_000);

  it('changes as many files as its how-to says', () => {
    const changed = readFileSync(path.join(ROOT, patch), 'utf8').match(/^diff --git /gm)?.length;
    const howTo = readFileSync(path.join(ROOT, HOW_TO, name.replace(/patch$/, 'md')), 'utf8');
    expect(howTo).toContain(`${changed} files`);
  });
});

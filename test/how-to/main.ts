import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProgram } from '../../src/process/child-process.js';
import { patchedCopy } from '../kit/patched-copy.js';

const PATCHES = 'docs/how-to/patches';

/** What each how-to asks a reader to run. The recorded workflows replay with each of them. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  'add-a-step.patch': ['test/unit/screening.test.ts', 'test/replay'],
  'add-a-domain.patch': ['test/workflow/fraud.test.ts', 'test/production/processes.test.ts', 'test/replay'],
  'add-a-product-field.patch': ['test/api/catalogue.test.ts', 'test/integration/migrations.test.ts'],
};

const folder = mkdtempSync(path.join(tmpdir(), 'verify-how-to-'));
try {
  for (const patch of readdirSync(PATCHES)) {
    const copy = path.join(folder, patch);
    await patchedCopy(copy, [path.join(PATCHES, patch)]);
    const vitest = path.join(copy, 'node_modules/vitest/vitest.mjs');
    const tests = startProgram([process.execPath, vitest, 'run', ...(TESTS[patch] ?? [])], {
      cwd: copy,
      env: process.env,
      stdio: 'inherit',
    });
    const { code } = await tests.exited;
    if (code !== 0) throw new Error(`The tests of ${patch} fail.`);
    process.stdout.write(`${patch}: the tests pass\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

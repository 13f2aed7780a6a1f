import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import semver from 'semver';
import { expect, it } from 'vitest';
import { execFileAsync } from '../../src/process/child-process.js';

/** The oldest version that runs the project, and one of each that is tested. */
const SUPPORTED = ['20.19.0', '22.23.0', '24.21.0', '26.12.0'];

interface Lock {
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
}

it('installs without a warning on every supported version of Node.js', async () => {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
  const unsupported = Object.entries(packages).flatMap(([name, { engines }]) =>
    SUPPORTED.filter((version) => engines?.node !== undefined && !semver.satisfies(version, engines.node)).map(
      (version) => `${name || 'this project'} on ${version}`,
    ),
  );
  expect(unsupported).toEqual([]);
});

it('is installed without the development dependencies, which build it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'omit-dev-'));
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { prepare: string } };
  const command = scripts.prepare.replace('tools/', `${process.cwd()}/tools/`);
  const { stdout } = await execFileAsync('sh', ['-c', command], { cwd: folder });
  expect(stdout).toBe('Nothing was built, because the development dependencies are not installed.\n');
  await rm(folder, { recursive: true });
});

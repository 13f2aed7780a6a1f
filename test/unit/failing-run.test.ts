import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

if (process.env.MUST_FAIL) {
  it('fails', () => {
    expect.fail('as it was told to');
  });
} else {
  // A library that sets the exit code would otherwise let every defect pass.
  it('a test that fails makes the run fail', async () => {
    const run = promisify(execFile)('npx', ['vitest', 'run', '--project', 'unit', 'failing-run'], {
      env: { ...process.env, MUST_FAIL: '1' },
    });
    await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('1 failed') as string });
  });
}

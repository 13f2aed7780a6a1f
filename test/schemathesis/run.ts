import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStack } from '../../acceptance/support/stack.js';
import { startProgram } from '../../src/process/child-process.js';
import { installPipPackage } from '../kit/pip-package.js';
import { tokenWithRoles } from '../kit/tokens.js';

/**
 * Runs schemathesis against the API of a new stack, with the OpenAPI document that the API serves and a token with all roles.
 * schemathesis.toml configures the checks; arguments are passed on to schemathesis.
 */

const VERSION = '4.32.5';

async function run(folder: string): Promise<number> {
  const dataDir = path.join(tmpdir(), `durable-orders-schemathesis-${randomUUID()}`);
  Object.assign(process.env, {
    // Schemathesis sends requests as fast as it can.
    RATE_LIMIT_PER_USER: '0',
    RATE_LIMIT_PER_ADDRESS: '0',
    // Schemathesis reads each event stream to its end, which comes when the order ends.
    RESERVATION_TTL_SECONDS: '5',
  });
  const stack = await startStack(dataDir);
  try {
    const schemathesis = startProgram(
      [
        ...['python3', '-m', 'schemathesis.cli', '--config-file', path.resolve('schemathesis.toml'), 'run'],
        // The document describes the stream as text, which generated clients can read; schemathesis expects a schema of its events.
        ...['--exclude-operation-id', 'followOrder'],
        // It waits as long as the request says, and schemathesis limits the time of a response.
        ...['--exclude-operation-id', 'listEvents'],
        // They read or write files, and their paths also have the form of `/v1/products/{id}`, which has other methods.
        ...['--exclude-operation-id', 'importProducts', '--exclude-operation-id', 'exportProducts'],
        ...['--no-color', '--checks', 'all', `${stack.baseUrl}/openapi.json`],
        ...[
          '--header',
          `Authorization:Bearer ${await tokenWithRoles(['customer', 'operator'], process.env.JWT_SECRET)}`,
        ],
        ...process.argv.slice(2),
      ],
      // Schemathesis keeps its own state in the working directory.
      { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, env: { ...process.env, PYTHONPATH: folder } },
    );
    // A signal stops schemathesis first; the stack is stopped below.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void schemathesis.stop());
    const { code } = await schemathesis.exited;
    const cases = /\d+ generated, \d+ passed.*/.exec(schemathesis.output())?.[0];
    process.stdout.write(code === 0 && cases ? `schemathesis: ${cases}\n` : schemathesis.output());
    return code ?? 1;
  } finally {
    await stack.interrupt();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const folder = await installPipPackage('schemathesis', VERSION).catch((error: unknown) => {
  if (process.env.CI) throw error;
  process.stdout.write(`schemathesis is skipped: ${(error as Error).message}\n`);
  return undefined;
});
if (folder !== undefined) process.exitCode = await run(folder);

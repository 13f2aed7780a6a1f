import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SignJWT } from 'jose';
import { startStack } from '../../acceptance/support/stack.js';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { installPipPackage } from '../kit/pip-package.js';

/**
 * Runs schemathesis against the API of a stack of its own, with the document that it serves, as one who may do
 * everything. What it checks, and how hard, is said in schemathesis.toml; arguments are passed on to it.
 */

const VERSION = '4.32.5';

function signTokenWithBothRoles(): Promise<string> {
  return new SignJWT({ roles: ['customer', 'operator'] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(randomUUID())
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(process.env.JWT_SECRET ?? LOCAL_JWT_SECRET));
}

async function run(folder: string): Promise<number> {
  const dataDir = path.join(tmpdir(), `durable-orders-schemathesis-${randomUUID()}`);
  Object.assign(process.env, {
    // It asks as fast as it can.
    RATE_LIMIT_PER_USER: '0',
    RATE_LIMIT_PER_ADDRESS: '0',
    // Streams end when their orders do, and it reads each to its end.
    RESERVATION_TTL_SECONDS: '5',
  });
  const stack = await startStack(dataDir);
  try {
    const schemathesis = spawn(
      'python3',
      [
        ...[
          '-m',
          'schemathesis.cli',
          '--config-file',
          path.resolve('schemathesis.toml'),
          'run',
          '--no-color',
          '--checks',
          'all',
        ],
        ...[`${stack.baseUrl}/openapi.json`, '--header', `Authorization:Bearer ${await signTokenWithBothRoles()}`],
        ...process.argv.slice(2),
      ],
      // There it also leaves what it keeps between runs. What it prints is of interest when it fails.
      { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, env: { ...process.env, PYTHONPATH: folder } },
    );
    // Told to stop, it is ended first, and then the stack.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => schemathesis.kill());
    let output = '';
    for (const stream of [schemathesis.stdout, schemathesis.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const [code] = (await once(schemathesis, 'close')) as [number | null];
    const cases = /\d+ generated, \d+ passed.*/.exec(output)?.[0];
    process.stdout.write(code === 0 && cases ? `schemathesis: ${cases}\n` : output);
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

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { freePort } from '../../src/local/ports.js';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';

const VERSION = '0.203.0';

const STRIPE_MOCK = {
  name: 'stripe-mock',
  version: VERSION,
  variable: 'STRIPE_MOCK_PATH',
  sources: [
    {
      label: 'by go install',
      fetch: async (folder: string, signal: AbortSignal | undefined) => {
        const env = { ...process.env, GOBIN: folder };
        await promisify(execFile)('go', ['install', `github.com/stripe/stripe-mock@v${VERSION}`], { env, signal });
        return join(folder, 'stripe-mock');
      },
    },
  ],
  advice: 'install Go (https://go.dev/dl), so that it can be built',
} as const;

export interface StripeMock {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Stripe's official mock: it checks requests against Stripe's OpenAPI document and answers fixtures.
 *
 * @returns why there is none, where it can neither be found nor built, unless CI asks for it
 */
export async function startStripeMock(): Promise<StripeMock | string> {
  let binary: string;
  try {
    binary = await resolveBinary(STRIPE_MOCK, { onProgress: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return (error as Error).message;
  }
  const port = await freePort();
  const child = spawn(binary, ['-http-addr', `127.0.0.1:${port}`], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await untilServing(child, url);
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function untilServing(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`stripe-mock ended with exit code ${child.exitCode}`);
    try {
      await fetch(url);
      return;
    } catch {
      await sleep(50);
    }
  }
}

import { spawn } from 'node:child_process';
import { findFreePort } from '../../src/local/ports.js';
import { resolveGoProgram, stopProcess, waitUntilServing, type GoProgram } from './go-program.js';

const STRIPE_MOCK: GoProgram = {
  name: 'stripe-mock',
  version: '0.203.0',
  variable: 'STRIPE_MOCK_PATH',
  module: 'github.com/stripe/stripe-mock',
};

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
    binary = await resolveGoProgram(STRIPE_MOCK);
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return (error as Error).message;
  }
  const port = await findFreePort();
  const child = spawn(binary, ['-http-addr', `127.0.0.1:${port}`], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilServing(child, () => fetch(url));
  return { url, stop: () => stopProcess(child) };
}

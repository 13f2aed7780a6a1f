import { findFreePort } from '../../src/local/ports.js';
import { resolveGoProgram, type GoProgram } from './go-program.js';
import { TestProcess } from './test-process.js';

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
 * Starts Stripe's official mock, which validates requests against Stripe's OpenAPI document and returns fixtures.
 *
 * @returns the reason when it can neither be found nor built
 * @throws that reason when CI=true
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
  const server = TestProcess.startProgram([binary, '-http-addr', `127.0.0.1:${port}`]);
  const url = `http://127.0.0.1:${port}`;
  await server.waitUntilServing(() => fetch(url));
  return { url, stop: () => server.stop() };
}

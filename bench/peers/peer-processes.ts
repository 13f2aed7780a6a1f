import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../../src/process/child-process.js';
import type { JsonClient } from './json-client.js';

const STARTUP_MS = 300_000;
const POLL_MS = 500;

/** Waits for a program to end well. @throws with what it printed when it does not */
export async function runToEnd(name: string, child: Child): Promise<void> {
  const { code } = await child.exited;
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${child.output().slice(-4_000)}`);
}

/** Waits until a server answers. @throws with what it printed when it ends first */
export async function waitUntilHealthy(name: string, child: Child, client: JsonClient, path: string): Promise<void> {
  const deadline = performance.now() + STARTUP_MS;
  while (!(await client.isHealthy(path))) {
    if (child.process.exitCode !== null || performance.now() > deadline)
      throw new Error(`${name} did not start:\n${child.output().slice(-4_000)}`);
    await sleep(POLL_MS);
  }
}

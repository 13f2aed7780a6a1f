import { connect } from 'node:net';
import { readConfig } from '../config/config.js';
import { readFlags } from '../process/flags.js';
import { readStackFile } from '../process/stack-file.js';
import { lockHolder } from './data-dir-lock.js';

const flags = {
  command: 'npm run --silent status',
  description: 'Tells whether the stack in DATA_DIR runs, where its parts are, and whether they answer.',
  flags: {},
  details: `Exit codes:
  0  the stack is ready
  1  it does not run, or is not ready`,
};
readFlags(flags);

const TIMEOUT_MS = 5_000;

interface Part {
  readonly name: string;
  readonly address: string;
  readonly state: string;
  readonly ready: boolean;
}

const { DATA_DIR: dataDir } = readConfig(['DATA_DIR']);
const holder = await lockHolder(dataDir);
const stack = readStackFile(dataDir);
if (holder === undefined || stack === undefined) {
  process.stdout.write(`No stack runs in ${dataDir}. Start it with npm start.\n`);
  process.exitCode = 1;
} else {
  const parts = await Promise.all([
    readiness(`http://localhost:${stack.PORT}`),
    health('gateway', `http://localhost:${stack.GATEWAY_PORT}`),
    reachable('database', new URL(stack.DATABASE_URL ?? '').host),
    reachable('temporal', stack.TEMPORAL_ADDRESS ?? ''),
  ]);
  process.stdout.write(`The stack in ${dataDir} runs (process ${holder.pid}).\n`);
  for (const { name, address, state } of parts)
    process.stdout.write(`  ${name.padEnd(10)}  ${address.padEnd(28)}  ${state}\n`);
  if (stack.TEMPORAL_UI_URL) process.stdout.write(`  ${'web ui'.padEnd(10)}  ${stack.TEMPORAL_UI_URL}\n`);
  process.exitCode = parts.every(({ ready }) => ready) ? 0 : 1;
}

/** The API knows the state of what it depends on. */
async function readiness(address: string): Promise<Part> {
  const report = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then((response) => response.json() as Promise<{ ready: boolean; parts: Record<string, string> }>)
    .catch(() => undefined);
  const ready = report !== undefined && report.ready && report.parts.workers === 'ready';
  const waiting = Object.entries(report?.parts ?? {}).filter(([, state]) => state !== 'ready');
  const state = ready ? 'ready' : waiting.map(([part, partState]) => `${part} ${partState}`).join(', ') || 'no answer';
  return { name: 'api', address, state, ready };
}

async function health(name: string, address: string): Promise<Part> {
  const ready = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
    (response) => response.ok,
    () => false,
  );
  return { name, address, state: ready ? 'ready' : 'no answer', ready };
}

async function reachable(name: string, address: string): Promise<Part> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const ready = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: TIMEOUT_MS });
    const settle = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
  return { name, address, state: ready ? 'ready' : 'no answer', ready };
}

import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStack, type Stack } from './stack.ts';

declare global {
  var acceptanceStack: { stack: Stack; dataDir: string } | undefined;
}

/** Starts a stack, unless BASE_URL names a running one; then JWT_SECRET and TEMPORAL_ADDRESS must match it. */
export default async function setUp(): Promise<void> {
  if (process.env.BASE_URL) return;
  const dataDir = path.join(tmpdir(), `durable-orders-acceptance-${randomUUID()}`);
  const stack = await startStack(dataDir);
  globalThis.acceptanceStack = { stack, dataDir };
  process.env.BASE_URL = stack.baseUrl;
  process.env.GATEWAY_BASE_URL = `http://localhost:${stack.environment.GATEWAY_PORT}`;
  process.env.TEMPORAL_ADDRESS = `localhost:${stack.environment.TEMPORAL_PORT}`;
}

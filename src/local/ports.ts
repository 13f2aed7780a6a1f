import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { ConfigurationError } from '../config/config.js';
import type { Listener } from './settings.js';

/**
 * Above 10080, the last port that `fetch` and browsers block, and below the range of outgoing connections, one of which could
 * take the port before the server listens.
 */
const [MIN_PORT, MAX_PORT] = [10_081, 32_767];

/** A port that nothing listens on at the moment. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(MIN_PORT, MAX_PORT + 1);
    if (!(await isInUse(port))) return port;
  }
}

/** Different ports that nothing listens on at the moment. */
export async function findFreePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await findFreePort());
  return [...ports];
}

/**
 * Checks that every port is free and used once.
 *
 * @throws ConfigurationError with a line for each conflict, naming the variable to change
 */
export async function assertPortsAvailable(listeners: readonly Listener[]): Promise<void> {
  const conflicts: string[] = [];
  for (const [index, { variable, port }] of listeners.entries()) {
    const duplicate = listeners.slice(0, index).find((other) => other.port === port);
    if (duplicate)
      conflicts.push(
        `${variable}: port ${port} is also the value of ${duplicate.variable}; set one of them to another port`,
      );
    else if (await isInUse(port)) conflicts.push(`${variable}: port ${port} is in use; set ${variable} to a free port`);
  }
  if (conflicts.length > 0) throw new ConfigurationError(conflicts.join('\n'));
}

/** Tries the loopback address and all addresses: on some systems a listener on one does not block the other. */
async function isInUse(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    const server = createServer();
    try {
      server.listen({ port, host, exclusive: true });
      await once(server, 'listening');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return true;
      throw error;
    }
    server.close();
    await once(server, 'close');
  }
  return false;
}

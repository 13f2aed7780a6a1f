import { once } from 'node:events';
import { createServer } from 'node:http';
import type { State } from '@temporalio/worker';
import { ConfigurationError } from '../config.js';

/**
 * Answers `GET /healthz`, and any other request: 200 while the worker takes work, 503 before and after that. Whether Temporal
 * can be reached it does not tell: a worker that cannot reach it tries again by itself, and a new one could not either.
 *
 * @returns stops answering
 * @throws ConfigurationError when the port is taken
 */
export async function serveHealth(port: number, stateOf: () => State): Promise<() => void> {
  const server = createServer((_request, response) => {
    const state = stateOf();
    response.writeHead(state === 'RUNNING' ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ status: state.toLowerCase() }));
  });
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigurationError(`WORKER_HEALTH_PORT: ${port} is in use; set another`);
  }
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

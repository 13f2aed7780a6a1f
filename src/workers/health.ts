import { createServer } from 'node:http';
import type { State } from '@temporalio/worker';
import { startListening } from '../process/listen.js';

/**
 * Answers every request: 200 while the worker is running, otherwise 503. The status does not depend on the connection to
 * Temporal, which the worker retries; a restart would not help.
 *
 * @returns a function that closes the server
 * @throws ConfigurationError when the port is in use
 */
export async function serveHealth(port: number, getState: () => State): Promise<() => void> {
  const server = createServer((_request, response) => {
    const state = getState();
    response.writeHead(state === 'RUNNING' ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ status: state.toLowerCase() }));
  });
  await startListening(server, { port }, 'WORKER_HEALTH_PORT');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

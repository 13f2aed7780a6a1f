import { createServer } from 'node:http';
import type { State } from '@temporalio/worker';
import { startListening } from '../process/listen.js';

/**
 * Answers `GET /healthz`, and any other request: 200 while the worker takes work, 503 before and after that. Whether Temporal
 * can be reached it does not tell: a worker that cannot reach it tries again by itself, and a new one could not either.
 *
 * @returns stops answering
 * @throws ConfigurationError when the port is taken
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

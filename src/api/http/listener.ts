import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { startListening } from '../../process/listen.js';
import { handleMalformedRequests } from './malformed-requests.js';

/**
 * A slow sender holds a connection and nothing else, but not for ever; the times leave room for a burst that the process
 * itself is slow to read. Of the size the request line is a part.
 */
const LIMITS = {
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  // Longer than the minute of most load balancers: who closes an idle connection first loses no request.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1_024,
};

/** Connections that wait to be taken; past it the kernel resets those of a burst. It has a limit of its own, too. */
const BACKLOG = 4_096;

/** @throws ConfigurationError when the port is taken */
export async function listen(app: RequestListener, port: number, limits = LIMITS): Promise<Server> {
  const server = createServer(limits, app);
  handleMalformedRequests(server);
  await startListening(server, { port, backlog: BACKLOG }, 'PORT');
  return server;
}

/** Takes no more requests; resolves when those in flight are finished, or their grace is over. */
export async function close(server: Server, graceSeconds: number): Promise<void> {
  const closed = once(server, 'close');
  // Callers that keep their connections: those that go on asking are told to stop, the rest are closed once idle.
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  server.close();
  const idleTimer = setInterval(() => server.closeIdleConnections(), 50);
  const graceTimer = setTimeout(() => server.closeAllConnections(), graceSeconds * 1_000);
  await closed;
  clearInterval(idleTimer);
  clearTimeout(graceTimer);
}

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { startListening } from '../../process/listen.js';
import { handleMalformedRequests } from './malformed-requests.js';

/**
 * Limits for slow senders, in milliseconds and bytes. The timeouts leave room for a burst that the process itself reads
 * slowly. `maxHeaderSize` includes the request line.
 */
const LIMITS = {
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  // Longer than the 60 s of most load balancers, so that they close idle connections first and lose no request.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1_024,
};

/** Connections that may wait to be accepted in a burst; the kernel caps it at `net.core.somaxconn`. */
const BACKLOG = 4_096;

/** @throws ConfigurationError when the port is in use */
export async function listen(app: RequestListener, port: number, limits = LIMITS): Promise<Server> {
  const server = createServer(limits, app);
  handleMalformedRequests(server);
  await startListening(server, { port, backlog: BACKLOG }, 'PORT');
  return server;
}

/** Stops accepting connections; resolves when the requests in flight are finished or the grace period is over. */
export async function close(server: Server, graceSeconds: number): Promise<void> {
  const closed = once(server, 'close');
  // Keep-alive connections: the next response closes a busy one, the timer below closes idle ones.
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  server.close();
  const idleTimer = setInterval(() => server.closeIdleConnections(), 50);
  const graceTimer = setTimeout(() => server.closeAllConnections(), graceSeconds * 1_000);
  await closed;
  clearInterval(idleTimer);
  clearTimeout(graceTimer);
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { ListenOptions } from 'node:net';
import { ConfigurationError } from '../config/config.js';

/**
 * Starts listening; resolves once the server accepts connections.
 *
 * @param variable - the environment variable that sets the port, for the error message
 * @throws ConfigurationError when the port is in use
 */
export async function startListening(server: Server, options: ListenOptions, variable: string): Promise<void> {
  server.listen(options);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigurationError(`${variable}: ${options.port} is in use; set another`);
  }
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { ListenOptions } from 'node:net';
import { ConfigurationError } from '../config/config.js';

/**
 * Makes a server listen; resolves when it does.
 *
 * @param variable - that the port comes from
 * @throws ConfigurationError when the port is taken
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

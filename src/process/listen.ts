import { once } from 'node:events';
import type { Server } from 'node:http';
import type { ListenOptions } from 'node:net';
import { ConfigurationError } from '../config/config.js';

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'needs a privilege that this process does not have',
  EADDRNOTAVAIL: 'cannot be opened at this address',
};

/**
 * Starts listening; resolves once the server accepts connections.
 *
 * @param variable - the environment variable that sets the port, for the error message
 * @throws ConfigurationError when the port is in use or not allowed
 */
export async function startListening(server: Server, options: ListenOptions, variable: string): Promise<void> {
  server.listen(options);
  try {
    await once(server, 'listening');
  } catch (error) {
    const problem = PORT_PROBLEMS[(error as NodeJS.ErrnoException).code ?? ''];
    if (problem === undefined) throw error;
    throw new ConfigurationError(`${variable}: ${options.port} ${problem}; set another`);
  }
}

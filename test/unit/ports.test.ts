import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { freePorts } from '../../acceptance/support/ports.js';
import { assertPortsAvailable, findFreePorts } from '../../src/local/ports.js';

it.each([findFreePorts, freePorts])(
  'finds free ports below the range of outgoing connections: %o',
  async (findPorts) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const connection = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(connection, 'connect');
    const { localPort = 0 } = connection;

    await expect(assertPortsAvailable([{ variable: 'PORT', port: localPort }])).rejects.toThrow(
      `PORT: port ${localPort} is in use`,
    );
    const ports = await findPorts(10);
    expect(new Set(ports).size).toBe(10);
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(localPort).toBeGreaterThanOrEqual(32_768);

    connection.destroy();
    server.close();
  },
);

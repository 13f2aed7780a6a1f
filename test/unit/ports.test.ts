import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freePorts } from '../../acceptance/support/ports.js';
import { findFreePort, assertPortsAvailable } from '../../src/local/ports.js';

test('a free port is below those that outgoing connections are given, which nobody could listen on', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(connection, 'connect');
  const { localPort = 0 } = connection;

  await expect(assertPortsAvailable([{ variable: 'PORT', port: localPort }])).rejects.toThrow(
    `PORT: port ${localPort} is in use`,
  );
  const free = [...(await freePorts(10)), await findFreePort()];
  expect(Math.max(...free)).toBeLessThan(32_768);
  expect(localPort).toBeGreaterThanOrEqual(32_768);

  connection.destroy();
  server.close();
});

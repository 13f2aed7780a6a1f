import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freePorts } from '../../acceptance/support/ports.ts';
import { freePort, refusePortsInUse } from '../../src/local/ports.js';

test('a free port is below those that outgoing connections are given, which nobody could listen on', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(connection, 'connect');
  const { localPort: given = 0 } = connection;

  await expect(refusePortsInUse([{ variable: 'PORT', port: given }])).rejects.toThrow(`PORT: port ${given} is in use`);
  const free = [...(await freePorts(10)), await freePort()];
  expect(Math.max(...free)).toBeLessThan(32_768);
  expect(given).toBeGreaterThanOrEqual(32_768);

  connection.destroy();
  server.close();
});

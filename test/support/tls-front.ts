import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.js';

/** TLS before a server that has none; who comes must show a certificate of the authority. */
export interface TlsFront {
  readonly address: string;
  stop(): Promise<void>;
}

/** @param target - host:port of the server behind it */
export async function startTlsFront(target: string, own: Certificate, authority: Certificate): Promise<TlsFront> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<TLSSocket>();
  const server = createServer(
    {
      key: await readFile(own.key),
      cert: await readFile(own.cert),
      ca: await readFile(authority.cert),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    (near) => {
      const far = connect({ host, port: Number(port) });
      sockets.add(near);
      for (const socket of [near, far]) socket.on('error', () => undefined);
      for (const [a, b] of [[near, far] as const, [far, near] as const]) a.once('close', () => b.destroy());
      near.pipe(far).pipe(near);
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

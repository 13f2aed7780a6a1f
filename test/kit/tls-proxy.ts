import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.js';

/** Terminates TLS for a plaintext server. Clients need a certificate of the authority. */
export interface TlsProxy {
  readonly address: string;
  stop(): Promise<void>;
}

/** @param target - host:port of the plaintext server */
export async function startTlsProxy(
  target: string,
  serverCertificate: Certificate,
  authority: Certificate,
): Promise<TlsProxy> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<TLSSocket>();
  const server = createServer(
    {
      key: await readFile(serverCertificate.key),
      cert: await readFile(serverCertificate.cert),
      ca: await readFile(authority.cert),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    (downstream) => {
      const upstream = connect({ host, port: Number(port) });
      sockets.add(downstream);
      for (const socket of [downstream, upstream]) socket.on('error', () => undefined);
      for (const [a, b] of [[downstream, upstream] as const, [upstream, downstream] as const])
        a.once('close', () => b.destroy());
      downstream.pipe(upstream).pipe(downstream);
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

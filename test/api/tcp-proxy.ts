import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy in front of Postgres that can interrupt the connection. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private target: URL) {}

  async listen(): Promise<string> {
    this.server = createServer((downstream) => {
      const upstream = connect({ host: this.target.hostname, port: Number(this.target.port) });
      for (const socket of [downstream, upstream]) {
        this.sockets.add(socket);
        socket.on('error', () => [downstream, upstream].forEach((each) => each.destroy()));
      }
      downstream.pipe(upstream).pipe(downstream);
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  /** Stops forwarding without closing any connection. */
  blackhole(): void {
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** Closes the open connections; new ones are forwarded. */
  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Forwards new connections to another server; open ones stay with theirs. */
  redirect(target: URL): void {
    this.target = target;
  }

  async close(): Promise<void> {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    if (this.server) await once(this.server, 'close');
  }
}

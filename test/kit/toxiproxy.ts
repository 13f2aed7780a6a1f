import { findFreePort } from '../../src/local/ports.js';
import { resolveGoProgram, type GoProgram } from './go-program.js';
import { TestProcess } from './test-process.js';

const TOXIPROXY: GoProgram = {
  name: 'toxiproxy-server',
  version: '2.12.0',
  variable: 'TOXIPROXY_PATH',
  module: 'github.com/Shopify/toxiproxy/v2/cmd/server',
};

/** A fault of a link, in the terms of Toxiproxy. */
export interface Toxic {
  readonly type: 'latency' | 'timeout' | 'reset_peer';
  /** `downstream` is from the server to the client. */
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

export interface Toxiproxy {
  /** Forwards a free port to a local port. @returns the free port */
  createProxy(name: string, upstreamPort: number): Promise<number>;
  addToxics(proxy: string, toxics: readonly Toxic[]): Promise<void>;
  removeToxics(proxy: string): Promise<void>;
  /** Closes a link and its connections, or opens it again. */
  setEnabled(proxy: string, enabled: boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Finds or builds Toxiproxy.
 *
 * @returns its absolute path
 * @throws BinaryNotFound
 */
export function resolveToxiproxy(): Promise<string> {
  return resolveGoProgram(TOXIPROXY);
}

/** @param binary - the path of Toxiproxy */
export async function startToxiproxy(binary: string): Promise<Toxiproxy> {
  const port = await findFreePort();
  const server = TestProcess.startProgram([binary, '-host', '127.0.0.1', '-port', `${port}`]);
  const request = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Toxiproxy returned status ${response.status} to ${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  await server.waitUntilServing(() => request('GET', '/version'));
  return {
    async createProxy(name, upstreamPort) {
      const listen = await findFreePort();
      await request('POST', '/proxies', { name, listen: `127.0.0.1:${listen}`, upstream: `127.0.0.1:${upstreamPort}` });
      return listen;
    },
    async addToxics(proxy, toxics) {
      for (const toxic of toxics) await request('POST', `/proxies/${proxy}/toxics`, toxic);
    },
    async removeToxics(proxy) {
      const toxics = (await request('GET', `/proxies/${proxy}/toxics`)) as { name: string }[];
      for (const { name } of toxics) await request('DELETE', `/proxies/${proxy}/toxics/${name}`);
    },
    async setEnabled(proxy, enabled) {
      await request('POST', `/proxies/${proxy}`, { enabled });
    },
    stop: () => server.stop(),
  };
}

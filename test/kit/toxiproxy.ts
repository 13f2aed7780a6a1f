import { spawn } from 'node:child_process';
import { findFreePort } from '../../src/local/ports.js';
import { resolveGoProgram, stopProcess, waitUntilServing, type GoProgram } from './go-program.js';

const TOXIPROXY: GoProgram = {
  name: 'toxiproxy-server',
  version: '2.12.0',
  variable: 'TOXIPROXY_PATH',
  module: 'github.com/Shopify/toxiproxy/v2/cmd/server',
};

/** What a link does to what goes over it, as Toxiproxy names it. */
export interface Toxic {
  readonly type: 'latency' | 'timeout' | 'reset_peer';
  /** `downstream`: what comes back from the server. */
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

export interface Toxiproxy {
  /** Listens on a free port and passes on to the given one of this machine; returns its own. */
  createProxy(name: string, upstreamPort: number): Promise<number>;
  addToxics(proxy: string, toxics: readonly Toxic[]): Promise<void>;
  /** Takes the toxics of a link away. */
  removeToxics(proxy: string): Promise<void>;
  /** Cuts a link, with all that is connected over it, or mends it. */
  setEnabled(proxy: string, enabled: boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Finds Toxiproxy, or builds it.
 *
 * @returns its absolute path
 * @throws BinaryNotFound
 */
export function resolveToxiproxy(): Promise<string> {
  return resolveGoProgram(TOXIPROXY);
}

/** Starts Toxiproxy. @param binary - its path */
export async function startToxiproxy(binary: string): Promise<Toxiproxy> {
  const port = await findFreePort();
  const child = spawn(binary, ['-host', '127.0.0.1', '-port', `${port}`], { stdio: 'ignore' });
  // However this process ends, its links are not to outlive it.
  process.once('exit', () => child.kill());
  const request = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`toxiproxy answered ${response.status} to ${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  await waitUntilServing(child, () => request('GET', '/version'));
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
    stop: () => stopProcess(child),
  };
}

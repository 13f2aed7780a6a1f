import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../src/local/ports.js';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';

const VERSION = '2.12.0';

const TOXIPROXY = {
  name: 'toxiproxy-server',
  version: VERSION,
  variable: 'TOXIPROXY_PATH',
  sources: [
    {
      label: 'by go install',
      fetch: async (folder: string, signal: AbortSignal | undefined) => {
        const env = { ...process.env, GOBIN: folder };
        const module = `github.com/Shopify/toxiproxy/v2/cmd/server@v${VERSION}`;
        await promisify(execFile)('go', ['install', module], { env, signal });
        return join(folder, 'server');
      },
    },
  ],
  advice: 'install Go (https://go.dev/dl), so that it can be built',
} as const;

/** What a link does to what goes over it, as Toxiproxy names it. */
export interface Toxic {
  readonly type: 'latency' | 'timeout' | 'reset_peer';
  /** `downstream`: what comes back from the server. */
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

export interface Toxiproxy {
  /** Listens on a free port and passes on to the given one of this machine; returns its own. */
  link(name: string, upstreamPort: number): Promise<number>;
  poison(link: string, toxics: readonly Toxic[]): Promise<void>;
  /** Takes the toxics of a link away. */
  cure(link: string): Promise<void>;
  /** Cuts a link, with all that is connected over it, or mends it. */
  enable(link: string, enabled: boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Finds Toxiproxy, or builds it.
 *
 * @returns its absolute path
 * @throws BinaryNotFound
 */
export function resolveToxiproxy(): Promise<string> {
  return resolveBinary(TOXIPROXY, { onProgress: (line) => process.stdout.write(`${line}\n`) });
}

/** Starts Toxiproxy. @param binary - its path */
export async function startToxiproxy(binary: string): Promise<Toxiproxy> {
  const port = await freePort();
  const child = spawn(binary, ['-host', '127.0.0.1', '-port', `${port}`], { stdio: 'ignore' });
  // However this process ends, its links are not to outlive it.
  process.once('exit', () => child.kill());
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`toxiproxy answered ${response.status} to ${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  await untilServing(child, () => ask('GET', '/version'));
  return {
    async link(name, upstreamPort) {
      const listen = await freePort();
      await ask('POST', '/proxies', { name, listen: `127.0.0.1:${listen}`, upstream: `127.0.0.1:${upstreamPort}` });
      return listen;
    },
    async poison(link, toxics) {
      for (const toxic of toxics) await ask('POST', `/proxies/${link}/toxics`, toxic);
    },
    async cure(link) {
      const toxics = (await ask('GET', `/proxies/${link}/toxics`)) as { name: string }[];
      for (const { name } of toxics) await ask('DELETE', `/proxies/${link}/toxics/${name}`);
    },
    async enable(link, enabled) {
      await ask('POST', `/proxies/${link}`, { enabled });
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function untilServing(child: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`toxiproxy ended with exit code ${child.exitCode}`);
    try {
      await ask();
      return;
    } catch {
      await sleep(50);
    }
  }
}

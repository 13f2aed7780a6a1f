import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Toolbox } from './toolbox.js';
import { run } from './run.js';

/** A network namespace, so that the ports of the engine and its containers collide with nobody's. */
export interface Network {
  readonly name: string;
  /** A name server that answers in it. */
  readonly nameServer: string;
  remove(): Promise<void>;
}

/** Creates a namespace that reaches the package registries through this machine and that nothing else reaches. */
export async function createNetwork(name: string, { env }: Toolbox): Promise<Network> {
  await run(['ip', 'netns', 'add', name]);
  await run(['ip', '-n', name, 'link', 'set', 'lo', 'up']);
  const slirp = spawn(
    'slirp4netns',
    [
      '--configure',
      '--mtu=65520',
      '--disable-host-loopback',
      '--netns-type=path',
      '--ready-fd=3',
      `/run/netns/${name}`,
      'tap0',
    ],
    { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = once(slirp, 'exit');
  const remove = async () => {
    slirp.kill();
    await ended;
    await run(['ip', 'netns', 'delete', name]);
  };
  const failed = ended.then(() => Promise.reject(new Error('slirp4netns ended before the network was ready.')));
  failed.catch(() => undefined);
  await Promise.race([once(slirp.stdio[3] as Readable, 'data'), failed]).catch(async (error: unknown) => {
    await run(['ip', 'netns', 'delete', name]);
    throw error;
  });
  return { name, nameServer: '10.0.2.3', remove };
}

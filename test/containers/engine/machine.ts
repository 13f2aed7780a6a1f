import { accessSync, constants } from 'node:fs';
import { ConfigurationError } from '../../../src/config/config.js';
import { run } from './run.js';

/** Programs of the machine, and how to get them. */
const PROGRAMS = {
  'apt-get': 'Use Debian 12 or later',
  dpkg: 'Use Debian 12 or later',
  ip: 'Install iproute2',
  nsenter: 'Install util-linux',
  go: 'Install Go (https://go.dev/dl)',
};

/** @throws ConfigurationError that says why an engine cannot be started on this machine */
export async function requireMachine(): Promise<void> {
  const reason = await reasonAgainst();
  if (reason !== undefined) throw new ConfigurationError(`Skipped: an engine cannot be started here. ${reason}`);
}

async function reasonAgainst(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `It needs Linux; this is ${process.platform}.`;
  if (process.getuid?.() !== 0) return 'It needs root, for network namespaces and mounts. Run it with sudo.';
  for (const [program, hint] of Object.entries(PROGRAMS)) {
    if (!(await isInstalled(program))) return `${program} is missing. ${hint}.`;
  }
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
  } catch {
    return 'The device /dev/net/tun is missing, which connects the network namespace. Load the kernel module tun.';
  }
  return undefined;
}

async function isInstalled(program: string): Promise<boolean> {
  return run(['/bin/sh', '-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  );
}

/** The version of Compose that answers on this machine, when an engine runs. */
export async function runningEngine(): Promise<string | undefined> {
  try {
    await run(['docker', 'info']);
    return (await run(['docker', 'compose', 'version', '--short'])).trim();
  } catch {
    return undefined;
  }
}

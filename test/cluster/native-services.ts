import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { findFreePorts } from '../../src/local/ports.js';
import { ConfigurationError } from '../../src/config/config.js';
import { resolveComposePath, type Service } from './compose.js';

/** The host of a service, and its ports that differ from those in its container. */
interface ServiceAddress {
  readonly host: string;
  readonly ports?: Readonly<Record<string, number>>;
}

/** Addresses by service name. */
export type ServiceAddresses = Readonly<Record<string, ServiceAddress>>;

/** A compose service as it runs without a container. */
export interface NativeService {
  readonly command: readonly string[];
  readonly healthcheck: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** Variables whose value is a host name. */
const HOST_VARIABLES = ['POSTGRES_SEEDS', 'PGHOST', 'SQL_HOST'];

/** Replacements for entrypoints that exist only in the images. */
const ENTRYPOINT_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '/etc/temporal/entrypoint.sh': ['temporal-server', 'start'],
};

const CLUSTER_SERVICES = ['postgres', 'frontend', 'history', 'matching', 'system-worker'];

/**
 * Assigns an address to each service. Each service of the Temporal cluster has a loopback address and keeps its container ports;
 * our own processes listen on all addresses and use free ports.
 *
 * @throws ConfigurationError when this machine has only one loopback address
 */
export async function assignAddresses(): Promise<ServiceAddresses> {
  const network = `127.${randomInt(1, 255)}.${randomInt(256)}`;
  const cluster = CLUSTER_SERVICES.map((name, index) => [name, { host: `${network}.${index + 1}` }] as const);
  await requireLoopbackAddress(`${network}.1`);
  const [api = 0, gateway = 0] = await findFreePorts(2);
  return {
    ...Object.fromEntries(cluster),
    api: { host: '127.0.0.1', ports: { 3000: api } },
    gateway: { host: '127.0.0.1', ports: { 3000: gateway } },
  };
}

/** The address of a service's port, as `host:port`. */
export function addressOf(addresses: ServiceAddresses, name: string, port: number): string {
  const address = addresses[name];
  if (!address) throw new Error(`The service ${name} has no address.`);
  return `${address.host}:${address.ports?.[port] ?? port}`;
}

/** Converts a compose service to one that runs natively. @param secrets - folder of the secrets */
export function toNativeService(
  name: string,
  service: Service,
  addresses: ServiceAddresses,
  secrets: string,
): NativeService {
  const ownHost = addresses[name]?.host ?? '127.0.0.1';
  const mounts = service.volumes
    .map((volume) => volume.split(':'))
    .filter(([source = '']) => source.startsWith('.'))
    .map(([source = '', target = '']): [string, string] => [target, resolveComposePath(source)]);
  const folders: [string, string][] = [['/run/secrets', secrets], ...mounts];

  const rewriteValue = (value: string): string => {
    let rewritten = value.replaceAll(/\b(?:0\.0\.0\.0|localhost)\b/g, ownHost);
    for (const [container, local] of folders) {
      if (rewritten.startsWith(container)) rewritten = path.join(local, rewritten.slice(container.length));
    }
    return rewritten.replaceAll(/(?<![\w.-])([a-z][a-z-]*):(\d+)\b/g, (all, host: string, port: string) =>
      host in addresses ? addressOf(addresses, host, Number(port)) : all,
    );
  };
  const { test } = service.healthcheck ?? {};
  return {
    command: [...service.entrypoint, ...service.command].flatMap(
      (word) => ENTRYPOINT_COMMANDS[word] ?? [rewriteValue(word)],
    ),
    healthcheck: test?.slice(1).map(rewriteValue),
    environment: Object.fromEntries(
      Object.entries(service.environment).map(([variable, value]) => [
        variable,
        HOST_VARIABLES.includes(variable) ? (addresses[value]?.host ?? value) : rewriteValue(value),
      ]),
    ),
  };
}

async function requireLoopbackAddress(host: string): Promise<void> {
  const server = createServer().listen(0, host);
  try {
    await once(server, 'listening');
  } catch {
    throw new ConfigurationError(
      `This machine has no address ${host}. verify:cluster needs Linux, where all of 127.0.0.0/8 is available.`,
    );
  }
  await once(server.close(), 'close');
}

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { freePorts } from '../../acceptance/support/ports.ts';
import { ConfigurationError } from '../../src/config.js';
import { folderOf, type Service } from './compose.js';

/** Where a service is, and which of its ports are others than in its container. */
interface Place {
  readonly host: string;
  readonly ports?: Readonly<Record<string, number>>;
}

/** Each service that others name, by its name. */
export type Places = Readonly<Record<string, Place>>;

/** What a service is run as. */
export interface NativeService {
  readonly command: readonly string[];
  readonly healthcheck: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** Variables that hold the name of a host and nothing else. */
const HOSTS = ['POSTGRES_SEEDS', 'PGHOST', 'SQL_HOST'];

/** What the server's image has instead: its script finds out the address to listen on, and starts the server. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '/etc/temporal/entrypoint.sh': ['temporal-server', 'start'],
};

const OWN_ADDRESS = ['postgres', 'frontend', 'history', 'matching', 'system-worker'];

/**
 * Places the services as compose would: each of the cluster's has an address of its own, so that its ports are those of its
 * container. Our own processes listen on all addresses, and so have free ports.
 *
 * @throws ConfigurationError where this machine has but one address of its own
 */
export async function placeServices(): Promise<Places> {
  const network = `127.${randomInt(1, 255)}.${randomInt(256)}`;
  const cluster = OWN_ADDRESS.map((name, index) => [name, { host: `${network}.${index + 1}` }] as const);
  await refuseOtherSystems(`${network}.1`);
  const [api = 0, gateway = 0] = await freePorts(2);
  return {
    ...Object.fromEntries(cluster),
    api: { host: '127.0.0.1', ports: { 3000: api } },
    gateway: { host: '127.0.0.1', ports: { 3000: gateway } },
  };
}

/** The address of a port of a service, as `host:port`. */
export function addressOf(places: Places, name: string, port: number): string {
  const place = places[name];
  if (!place) throw new Error(`the service ${name} has no place`);
  return `${place.host}:${place.ports?.[port] ?? port}`;
}

/** A service of the compose files as it runs here. @param secrets - the folder of the secrets */
export function toNative(name: string, service: Service, places: Places, secrets: string): NativeService {
  const own = places[name]?.host ?? '127.0.0.1';
  const mounts = service.volumes
    .map((volume) => volume.split(':'))
    .filter(([source = '']) => source.startsWith('.'))
    .map(([source = '', target = '']): [string, string] => [target, folderOf(source)]);
  const folders: [string, string][] = [['/run/secrets', secrets], ...mounts];

  const place = (value: string): string => {
    let placed = value.replaceAll(/\b(?:0\.0\.0\.0|localhost)\b/g, own);
    for (const [container, here] of folders) {
      if (placed.startsWith(container)) placed = path.join(here, placed.slice(container.length));
    }
    return placed.replaceAll(/(?<![\w.-])([a-z][a-z-]*):(\d+)\b/g, (all, host: string, port: string) =>
      host in places ? addressOf(places, host, Number(port)) : all,
    );
  };
  const { test } = service.healthcheck ?? {};
  return {
    command: [...service.entrypoint, ...service.command].flatMap((word) => COMMANDS[word] ?? [place(word)]),
    healthcheck: test?.slice(1).map(place),
    environment: Object.fromEntries(
      Object.entries(service.environment).map(([variable, value]) => [
        variable,
        HOSTS.includes(variable) ? (places[value]?.host ?? value) : place(value),
      ]),
    ),
  };
}

async function refuseOtherSystems(host: string): Promise<void> {
  const server = createServer().listen(0, host);
  try {
    await once(server, 'listening');
  } catch {
    throw new ConfigurationError(
      `this machine has no address ${host}: verify:cluster needs Linux, which has all of 127.0.0.0/8`,
    );
  }
  await once(server.close(), 'close');
}

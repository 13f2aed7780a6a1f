import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const COMPOSE_FOLDER = new URL('../../temporal-docker/', import.meta.url);

const argumentList = z.union([z.string().transform((text) => text.split(/\s+/)), z.array(z.string())]);

const serviceSchema = z.object({
  image: z.string().optional(),
  profiles: z.array(z.string()).default([]),
  entrypoint: argumentList.default([]),
  command: argumentList.default([]),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});

/** The parts of a compose service that apply without a container. */
export type Service = z.output<typeof serviceSchema>;

/** Reads the services of the compose files, with the default values of their variables. */
export function readServices(): ReadonlyMap<string, Service> {
  const { include } = z.object({ include: z.array(z.string()) }).parse(readYaml('compose.yml'));
  const files = include.map((file) =>
    z.object({ services: z.record(z.string(), serviceSchema) }).parse(readYaml(file)),
  );
  return new Map(files.flatMap(({ services }) => Object.entries(services)));
}

/** Resolves a path of a volume on this machine. @param relativePath - the source of the volume: `./cluster` */
export function resolveComposePath(relativePath: string): string {
  return fileURLToPath(new URL(relativePath, COMPOSE_FOLDER));
}

function readYaml(file: string): unknown {
  const text = readFileSync(new URL(file, COMPOSE_FOLDER), 'utf8');
  // Replaces ${NAME:-default} by the default.
  return parse(text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'), { merge: true });
}

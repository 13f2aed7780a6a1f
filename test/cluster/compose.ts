import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const COMPOSE_FOLDER = new URL('../../temporal-docker/', import.meta.url);

const argumentList = z.union([z.string().transform((text) => text.split(/\s+/)), z.array(z.string())]);

const serviceSchema = z.object({
  image: z.string().optional(),
  entrypoint: argumentList.default([]),
  command: argumentList.default([]),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});

/** What a service of the compose files is, as far as it can be run without a container. */
export type Service = z.output<typeof serviceSchema>;

/** The services of the compose files by name, with the defaults of their variables. */
export function readServices(): ReadonlyMap<string, Service> {
  const { include } = z.object({ include: z.array(z.string()) }).parse(readYaml('compose.yml'));
  const files = include.map((file) =>
    z.object({ services: z.record(z.string(), serviceSchema) }).parse(readYaml(file)),
  );
  return new Map(files.flatMap(({ services }) => Object.entries(services)));
}

/** Where a folder that a service mounts is on this machine. @param relativePath - as the volume names it: `./cluster` */
export function resolveComposePath(relativePath: string): string {
  return fileURLToPath(new URL(relativePath, COMPOSE_FOLDER));
}

function readYaml(file: string): unknown {
  const text = readFileSync(new URL(file, COMPOSE_FOLDER), 'utf8');
  // Their defaults: ${NAME:-default}.
  return parse(text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'), { merge: true });
}

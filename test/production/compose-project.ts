import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { execFileAsync } from '../../src/process/child-process.js';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';

/** Folder of the compose files. */
export const TEMPORAL_DOCKER = fileURLToPath(new URL('../../temporal-docker/', import.meta.url));

const LOADER_FOLDER = fileURLToPath(new URL('./loader/', import.meta.url));

const argumentList = z.array(z.string()).nullish();

const serviceSchema = z.object({
  profiles: z.array(z.string()).default([]),
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  entrypoint: argumentList,
  command: argumentList,
  restart: z.string().default('no'),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  volumes: z.array(z.object({ type: z.string(), source: z.string(), target: z.string() })).default([]),
  ports: z.array(z.object({ published: z.string().optional(), host_ip: z.string().optional() })).default([]),
  container_name: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
  logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
  mem_limit: z.string().optional(),
  depends_on: z
    .record(
      z.string(),
      z.object({
        condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
        required: z.boolean(),
        restart: z.boolean().optional(),
      }),
    )
    .default({}),
});

const projectSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
  volumes: z.record(z.string(), z.unknown()).default({}),
});

export type ComposeService = z.output<typeof serviceSchema>;
export type ComposeProject = z.output<typeof projectSchema>;

/**
 * Loads compose files with the parser of Compose.
 *
 * @param environment - replaces the environment of this process
 * @throws with the error of the parser
 */
export type LoadCompose = (
  profiles: readonly string[],
  files?: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => Promise<ComposeProject>;

/**
 * Finds or builds the official parser.
 *
 * @returns the reason when there is none
 * @throws the reason when CI is set
 */
export async function resolveComposeLoader(): Promise<LoadCompose | string> {
  const sources = ['main.go', 'go.mod', 'go.sum'].map((file) => readFileSync(path.join(LOADER_FOLDER, file)));
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const build = async (folder: string, signal: AbortSignal | undefined) => {
    const binary = path.join(folder, 'compose-loader');
    await execFileAsync('go', ['build', '-o', binary, '.'], { cwd: LOADER_FOLDER, signal });
    return binary;
  };
  let binary: string;
  try {
    binary = await resolveBinary({
      ...{ name: 'compose-loader', version, variable: 'COMPOSE_LOADER_PATH' },
      sources: [{ label: 'by go build', fetch: build }],
      installHint: 'Install Go (https://go.dev/dl) to build it',
    });
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return (error as Error).message;
  }
  return async (profiles, files = ['compose.yml'], environment = {}) => {
    const args = profiles.flatMap((profile) => ['-profile', profile]);
    const { stdout } = await execFileAsync(binary, [...args, ...files], {
      cwd: TEMPORAL_DOCKER,
      env: environment,
      maxBuffer: 10_000_000,
    });
    return projectSchema.parse(JSON.parse(stdout));
  };
}

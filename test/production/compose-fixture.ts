import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach } from 'vitest';
import { PROCESS_NAMES, PROCESSES } from '../../src/process/processes.js';
import {
  resolveComposeLoader,
  TEMPORAL_DOCKER,
  type ComposeProject,
  type ComposeService,
  type LoadCompose,
} from './compose-project.js';

/** The services of each profile. */
export const PROFILES = {
  cluster: [
    ...['admin-tools', 'databases', 'frontend', 'history', 'matching', 'namespace', 'postgres', 'schema'],
    ...['system-worker', 'ui'],
  ],
  app: ['migrate', 'release', ...PROCESS_NAMES.map((name) => PROCESSES[name].service)].sort(),
  tools: ['audit', 'reconcile', 'seed', 'token'],
  observability: ['grafana', 'jaeger', 'otel-collector', 'prometheus'],
};

/** Reads a file of `temporal-docker/`. */
export function readTemporalDockerFile(file: string): string {
  return readFileSync(path.join(TEMPORAL_DOCKER, file), 'utf8');
}

export const isLongRunning = ({ restart }: ComposeService) => restart === 'unless-stopped';
export const isOwnService = ({ build }: ComposeService) => build !== undefined;

/** The compose files, loaded with all profiles. */
export interface ComposeFixture {
  readonly load: LoadCompose;
  readonly project: () => ComposeProject;
  readonly services: () => [name: string, service: ComposeService][];
  /** Describes each service that violates a rule. @param rule - returns the problem, if any */
  readonly violations: (rule: (service: ComposeService, name: string) => string | false | undefined) => string[];
}

/** Loads the compose files for the tests of a file; skips them with the reason when there is no parser. */
export async function loadComposeFixture(): Promise<ComposeFixture> {
  const loader = await resolveComposeLoader();
  const reason = typeof loader === 'string' ? loader : undefined;
  const load: LoadCompose = typeof loader === 'string' ? () => Promise.reject(new Error(loader)) : loader;
  let project: ComposeProject;
  beforeAll(async () => {
    if (reason === undefined) project = await load(Object.keys(PROFILES));
  });
  beforeEach(({ skip }) => skip(reason !== undefined, reason));
  const services = () => Object.entries(project.services);
  return {
    load,
    project: () => project,
    services,
    violations: (rule) =>
      services().flatMap(([name, service]) => {
        const problem = rule(service, name);
        return problem ? [`${name}: ${problem}`] : [];
      }),
  };
}

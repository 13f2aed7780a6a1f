import { keepRunning, nativeService, runJob, type Stage } from './stage.js';

const POSTGRES = new URL('postgres.ts', import.meta.url);
const COMMAND = new URL('command.ts', import.meta.url);

/** The services of the Temporal server, each a process of its own. */
const TEMPORAL_SERVICES = ['frontend', 'history', 'matching', 'system-worker'] as const;

/** Starts Postgres and Temporal in the order of the compose files; resolves when both serve and the namespace is there. */
export async function startCluster(stage: Stage, say: (line: string) => void): Promise<void> {
  await keepRunning(stage, 'postgres', { entry: POSTGRES, environment: postgresEnvironment(stage) });
  await runJob(stage, 'databases');
  await runJob(stage, 'schema');
  say('Postgres is up, and has the schemas of Temporal');
  await Promise.all(
    TEMPORAL_SERVICES.map((name) => {
      const { command, healthcheck, environment } = nativeService(stage, name);
      const own = { ...environment, COMMAND: JSON.stringify(command), HEALTHCHECK: JSON.stringify(healthcheck) };
      return keepRunning(stage, name, { entry: COMMAND, environment: own });
    }),
  );
  await runJob(stage, 'namespace');
  // As at the next start: none minds what is there.
  for (const job of ['databases', 'schema', 'namespace']) await runJob(stage, job);
  say(`Temporal is up: ${TEMPORAL_SERVICES.join(', ')}`);
}

/** The settings in the command of the compose files: `--max_connections=400`. */
function postgresEnvironment({ services, places, folder }: Stage): Record<string, string> {
  const flags = (services.get('postgres')?.command ?? []).flatMap((word) => {
    const [, name, value] = /^--(\w+)=(.*)$/.exec(word) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return {
    DATA_DIR: folder,
    POSTGRES_HOST: places.postgres?.host ?? '',
    POSTGRES_PORT: '5432',
    POSTGRES_SETTINGS: JSON.stringify(Object.fromEntries(flags)),
    LOG_FORMAT: 'json',
  };
}

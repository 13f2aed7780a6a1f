import { startSupervised, nativeService, runJob, type ClusterContext } from './cluster-context.js';

const POSTGRES_ENTRY = new URL('postgres.ts', import.meta.url);
const COMMAND_ENTRY = new URL('command.ts', import.meta.url);

/** The services of the Temporal server; each runs in its own process. */
const TEMPORAL_SERVICES = ['frontend', 'history', 'matching', 'system-worker'] as const;

/** Starts Postgres and Temporal in the order of the compose files; resolves when both are ready and the namespace exists. */
export async function startCluster(context: ClusterContext, printLine: (line: string) => void): Promise<void> {
  await startSupervised(context, 'postgres', { entry: POSTGRES_ENTRY, environment: postgresEnvironment(context) });
  await runJob(context, 'databases');
  await runJob(context, 'schema');
  printLine('Postgres is ready and has the schemas of Temporal');
  await Promise.all(
    TEMPORAL_SERVICES.map((name) => {
      const { command, healthcheck, environment } = nativeService(context, name);
      const serviceEnvironment = {
        ...environment,
        COMMAND: JSON.stringify(command),
        HEALTHCHECK: JSON.stringify(healthcheck),
      };
      return startSupervised(context, name, { entry: COMMAND_ENTRY, environment: serviceEnvironment });
    }),
  );
  await runJob(context, 'namespace');
  // Runs the jobs again, as the next start does: they must accept what exists.
  for (const job of ['databases', 'schema', 'namespace']) await runJob(context, job);
  printLine(`Temporal is ready: ${TEMPORAL_SERVICES.join(', ')}`);
}

/** The settings in the command of the compose files: `--max_connections=400`. */
function postgresEnvironment({ services, addresses, folder }: ClusterContext): Record<string, string> {
  const flags = (services.get('postgres')?.command ?? []).flatMap((word) => {
    const [, name, value] = /^--(\w+)=(.*)$/.exec(word) ?? [];
    // There is no volume for an archive.
    return name === undefined || value === undefined || name.startsWith('archive_') ? [] : [[name, value]];
  });
  return {
    DATA_DIR: folder,
    POSTGRES_HOST: addresses.postgres?.host ?? '',
    POSTGRES_PORT: '5432',
    POSTGRES_SETTINGS: JSON.stringify(Object.fromEntries(flags)),
    LOG_FORMAT: 'json',
  };
}

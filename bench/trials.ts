import type { Service } from '../test/cluster/compose.js';

type Services = ReadonlyMap<string, Service>;

/** Changes to the services of the compose files whose effect on an order can be measured. */
export const TRIALS = {
  postgres12: withServices(['frontend', 'history', 'matching', 'system-worker', 'schema'], {
    DB: 'postgres12',
    SQL_PLUGIN: 'postgres12',
  }),
  'gogc-200': withServices(['frontend', 'history', 'matching', 'system-worker'], { GOGC: '200' }),
  'gogc-400': withServices(['frontend', 'history', 'matching', 'system-worker'], { GOGC: '400' }),
  'no-metrics': withServices(['frontend', 'history', 'matching', 'system-worker'], { PROMETHEUS_ENDPOINT: '' }),
  'half-connections': withServices(['frontend', 'history', 'matching', 'system-worker'], {
    SQL_MAX_CONNS: '10',
    SQL_MAX_IDLE_CONNS: '10',
  }),
  'wal-compression': withPostgres('--wal_compression=on'),
  'more-buffers': withPostgres('--shared_buffers=1GB'),
} as const satisfies Readonly<Record<string, (services: Services) => Services>>;

export type Trial = keyof typeof TRIALS;

/** Sets variables of services. */
function withServices(names: readonly string[], environment: Readonly<Record<string, string>>) {
  return (services: Services): Services =>
    new Map(
      [...services].map(([name, service]) => [
        name,
        names.includes(name) ? { ...service, environment: { ...service.environment, ...environment } } : service,
      ]),
    );
}

/** Adds a setting of Postgres; the last one of a name counts. */
function withPostgres(setting: string) {
  return (services: Services): Services =>
    new Map(
      [...services].map(([name, service]) => [
        name,
        name === 'postgres' ? { ...service, command: [...service.command, setting] } : service,
      ]),
    );
}

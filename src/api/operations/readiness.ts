import { QueryFailedError, type DataSource } from 'typeorm';
import { ALL_DOMAINS, pendingMigrations } from '../../migrate/migrate.js';
import type { Logger } from '../../telemetry/logger.js';
import type { Temporal } from '../dependencies/temporal.js';
import { haveWorkers } from './have-workers.js';

/** Timeout of each check, in milliseconds. */
const PROBE_TIMEOUT_MS = 2_000;

/** Time that a report is reused, in milliseconds, so that frequent probes cause no load. */
const CACHE_MS = 1_000;

/** SQLSTATE. */
const INSUFFICIENT_PRIVILEGE = '42501';

interface ReadinessReport {
  readonly ready: boolean;
  /** The schemas that the login of the API may not read. */
  readonly unreadable_schemas: string[];
  readonly parts: {
    readonly temporal: 'ready' | 'unreachable';
    readonly database: 'ready' | 'read_only' | 'unreachable';
    readonly migrations: 'ready' | 'pending' | 'denied' | 'unknown';
    readonly workers: 'ready' | 'away' | 'unknown';
  };
}

/** Checks whether Temporal, the workers and the database are available. */
export class Readiness {
  private cached: { readonly report: Promise<ReadinessReport>; readonly until: number } | undefined;
  private logged = '';

  constructor(
    private readonly temporal: Temporal,
    private readonly database: DataSource,
    private readonly logger: Logger,
  ) {}

  check(): Promise<ReadinessReport> {
    if (!this.cached || Date.now() > this.cached.until) {
      this.cached = { report: this.probe(), until: Date.now() + CACHE_MS };
    }
    return this.cached.report;
  }

  private async probe(): Promise<ReadinessReport> {
    const [temporal, [database, migrations, unreadableSchemas = []], workers] = await Promise.all([
      this.probeTemporal(),
      this.probeDatabase(),
      this.probeWorkers(),
    ]);
    const ready = [temporal, database, migrations].every((state) => state === 'ready');
    this.logUnreadable(unreadableSchemas);
    return { ready, unreadable_schemas: unreadableSchemas, parts: { temporal, database, migrations, workers } };
  }

  /** Logs once, not at each probe. */
  private logUnreadable(schemas: readonly string[]): void {
    const names = schemas.join(', ');
    if (names !== '' && names !== this.logged)
      this.logger.error(
        { schemas },
        'The login of the API may not read these schemas. Run the migrations as the owner of the database, which grant it',
      );
    this.logged = names;
  }

  private async probeTemporal(): Promise<ReadinessReport['parts']['temporal']> {
    const { client, connection } = this.temporal;
    const { namespace } = client.options;
    const request = connection.withDeadline(Date.now() + PROBE_TIMEOUT_MS, () =>
      client.workflowService.describeNamespace({ namespace }),
    );
    return request.then(
      () => 'ready',
      () => 'unreachable',
    );
  }

  private async probeWorkers(): Promise<ReadinessReport['parts']['workers']> {
    const request = this.temporal.connection.withDeadline(Date.now() + PROBE_TIMEOUT_MS, () =>
      haveWorkers(this.temporal),
    );
    return request.then(
      (hasWorkers) => (hasWorkers ? 'ready' : 'away'),
      () => 'unknown',
    );
  }

  private async probeDatabase(): Promise<
    [ReadinessReport['parts']['database'], ReadinessReport['parts']['migrations'], string[]?]
  > {
    try {
      const [session] = await withTimeout(
        this.database.query<[{ transaction_read_only: string }]>('SHOW transaction_read_only'),
      );
      // A standby, or a former primary after a failover.
      if (session.transaction_read_only === 'on') return ['read_only', 'unknown'];
    } catch {
      return ['unreachable', 'unknown'];
    }
    try {
      const { pending, denied } = await withTimeout(this.checkSchemas());
      return ['ready', denied.length > 0 ? 'denied' : pending > 0 ? 'pending' : 'ready', denied];
    } catch (error) {
      // The query fails when the table of migrations does not exist: none has ever run.
      return ['ready', error instanceof QueryFailedError ? 'pending' : 'unknown'];
    }
  }

  private async checkSchemas(): Promise<{ pending: number; denied: string[] }> {
    const denied: string[] = [];
    let pending = 0;
    for (const domain of ALL_DOMAINS) {
      try {
        pending += (await pendingMigrations(this.database, [domain])).length;
      } catch (error) {
        if (!isDenied(error)) throw error;
        denied.push(domain.schema);
      }
    }
    return { pending, denied };
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === INSUFFICIENT_PRIVILEGE;
}

async function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The check timed out.')), PROBE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';

const POLL_INTERVAL_MS = 1_000;
/** Orders meet the dispute while it is open. */
const OPEN_SECONDS = 5;

/** The banks of the customers, which decide disputes. */
export interface DisputeDesk {
  stop(): Promise<void>;
}

/** Closes each dispute some seconds after it was opened. Its id decides whether it is won or lost. */
export function startDisputeDesk(gatewayUrl: string, gatewayDatabaseUrl: string): DisputeDesk {
  const database = new pg.Pool({ connectionString: gatewayDatabaseUrl, max: 1 });
  // Faults kill Postgres.
  database.on('error', () => undefined);
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      // The gateway or its database is away; the next round tries again.
      await closeDisputes(gatewayUrl, database).catch(() => undefined);
      await sleep(POLL_INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
      await database.end();
    },
  };
}

async function closeDisputes(gatewayUrl: string, database: pg.Pool): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM gateway.disputes WHERE status = 'open' AND created_at < now() - make_interval(secs => $1)`,
    [OPEN_SECONDS],
  );
  for (const { id } of rows) {
    const outcome = Number.parseInt(id.slice(-1), 16) % 2 === 0 ? 'won' : 'lost';
    await fetch(`${gatewayUrl}/v1/dashboard/disputes/${id}/close`, {
      method: 'POST',
      headers: { authorization: `Bearer ${LOCAL_GATEWAY_API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ outcome }),
    });
  }
}

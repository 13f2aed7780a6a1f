import { join } from 'node:path';
import { readConfig } from '../../src/config/config.js';
import { exitWith, withFailureReport } from '../../src/local/parent-process.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import { runProcess } from '../../src/process/run-service.js';

// Runs the Postgres of the compose files, with the settings of its command.
await runProcess(
  'postgres',
  () => readConfig(['DATA_DIR', 'POSTGRES_PORT']),
  (logger, { DATA_DIR, POSTGRES_PORT }) =>
    withFailureReport(async () => {
      const { POSTGRES_HOST = '', POSTGRES_SETTINGS = '{}' } = process.env;
      const postgres = await startPostgres({
        dataDir: join(DATA_DIR, 'postgres'),
        host: POSTGRES_HOST,
        port: POSTGRES_PORT,
        database: 'postgres',
        settings: JSON.parse(POSTGRES_SETTINGS) as Record<string, string>,
        onLog: (text) => void process.stdout.write(text),
      });
      return exitWith(postgres, logger);
    }),
);

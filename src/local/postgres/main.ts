import { join } from 'node:path';
import { readConfig } from '../../config/config.js';
import { runProcess } from '../../process/run-service.js';
import { exitWith, sendToParent, withFailureReport } from '../parent-process.js';
import { startPostgres } from './server.js';

// A separate process, because Ctrl-C goes to a whole process group and must not reach Postgres. A signal that arrives while
// Postgres starts is raised again after the start.
let earlySignal: NodeJS.Signals | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => (earlySignal = signal));

await runProcess(
  'postgres',
  () => readConfig(['DATA_DIR', 'POSTGRES_PORT']),
  (logger, config) =>
    withFailureReport(async () => {
      const postgres = await startPostgres({
        dataDir: join(config.DATA_DIR, 'postgres'),
        port: config.POSTGRES_PORT,
        onLog: (text) => process.stdout.write(text),
        onProgress: (progress) => void sendToParent({ progress }),
      });
      return exitWith(postgres, logger);
    }),
);
if (earlySignal) process.kill(process.pid, earlySignal);

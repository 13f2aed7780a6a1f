import { join } from 'node:path';
import { readConfig } from '../../config/config.js';
import { runProcess } from '../../process/run-service.js';
import { exitWith, withFailureReport, sendToParent } from '../parent-process.js';
import { resolveTemporalCli } from './binaries.js';
import { startDevServer } from './dev-server.js';

// A separate process, because Ctrl-C goes to a whole process group and must reach neither the server nor a download.
const startAbortController = new AbortController();
for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => startAbortController.abort());

await runProcess(
  'temporal',
  () => readConfig(['DATA_DIR', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT']),
  (logger, config) =>
    withFailureReport(async () => {
      const executable = await resolveTemporalCli({
        onProgress: (progress) => void sendToParent({ progress }),
        signal: startAbortController.signal,
      });
      logger.info({ executable }, 'Starting the dev server');
      const server = await startDevServer({
        executable,
        port: config.TEMPORAL_PORT,
        uiPort: config.TEMPORAL_UI_PORT,
        databaseFile: join(config.DATA_DIR, 'temporal.db'),
        signal: startAbortController.signal,
      });
      return exitWith(server, logger);
    }),
);

import { setTimeout as sleep } from 'node:timers/promises';
import { exitWith } from '../../src/local/parent-process.js';
import { startProgram } from '../../src/process/child-process.js';
import { runProcess } from '../../src/process/run-service.js';

const POLL_INTERVAL_MS = 500;

// Runs the command of a compose service, and is ready once the healthcheck of the service passes.
await runProcess(
  'command',
  () => undefined,
  async (logger) => {
    const { COMMAND = '[]', HEALTHCHECK = '[]', ...environment } = process.env;
    const server = startProgram(JSON.parse(COMMAND) as string[], {
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const stop = exitWith(server, logger);
    const check = JSON.parse(HEALTHCHECK) as string[];
    while (!(await healthcheckPasses(check, environment))) await sleep(POLL_INTERVAL_MS);
    return stop;
  },
);

async function healthcheckPasses(check: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const { code } = await startProgram(check, { env, stdio: 'ignore' }).exited;
  return code === 0;
}

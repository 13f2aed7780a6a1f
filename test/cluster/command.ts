import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitWith } from '../../src/local/parent-process.js';
import { runProcess } from '../../src/process/run-service.js';

const POLL_INTERVAL_MS = 500;

// Stands for a service of the compose files: runs its command, and serves once its healthcheck passes.
await runProcess('command', async (logger) => {
  const { COMMAND = '[]', HEALTHCHECK = '[]', ...environment } = process.env;
  const [file = '', ...args] = JSON.parse(COMMAND) as string[];
  const child = spawn(file, args, { env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit').then(() => undefined);
  const started = exitWith(
    {
      exited: ended,
      async stop() {
        child.kill();
        await ended;
      },
    },
    logger,
  );
  const check = JSON.parse(HEALTHCHECK) as string[];
  while (!(await healthcheckPasses(check, environment))) await sleep(POLL_INTERVAL_MS);
  return started;
});

/** Whether a healthcheck ends with 0. */
async function healthcheckPasses([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(file, args, { env, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

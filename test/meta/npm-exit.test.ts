import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProgram } from '../../src/process/child-process.js';

const RUN_SERVICE = new URL('../../src/process/run-service.ts', import.meta.url).href;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'npm-exit-'));
  await writeFile(
    join(folder, 'service.mjs'),
    `import { writeFileSync } from 'node:fs';
     import { runProcess } from '${RUN_SERVICE}';
     await runProcess('service', () => undefined, async () => {
       const timer = setInterval(() => undefined, 1_000);
       return async () => { clearInterval(timer); writeFileSync('stopped', ''); };
     });
     writeFileSync('pid', String(process.pid));`,
  );
  const node = `'${process.execPath}' --import '${import.meta.resolve('tsx')}' service.mjs`;
  const scripts = { direct: node, shell: `${node}; true` };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'npm-exit', scripts }));
});
afterAll(() => rm(folder, { recursive: true }));

/** @returns undefined until the service has written the file */
const read = (file: string) => readFile(join(folder, file), 'utf8').catch(() => undefined);

it.each(['direct', 'shell'])('stops a service gracefully when npm alone is terminated: %s', async (script) => {
  await rm(join(folder, 'pid'), { force: true });
  await rm(join(folder, 'stopped'), { force: true });
  const npm = startProgram(['npm', 'run', script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  while (!(await read('pid'))) await sleep(20);
  npm.process.kill('SIGTERM');
  while ((await read('stopped')) === undefined) await sleep(20);
  const pid = Number(await read('pid'));
  while (isRunning(pid)) await sleep(20);
  expect(pid).toBeGreaterThan(0);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

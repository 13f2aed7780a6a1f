import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { switchFlag } from '../../src/process/flag-types.js';
import { readFlags } from '../../src/process/flags.js';
import { printLine, runProgram } from '../chaos/program.js';
import { readServices } from '../cluster/compose.js';
import { startEngine } from './engine/engine.js';
import { requireMachine, runningEngine } from './engine/machine.js';
import { createNetwork } from './engine/network.js';
import { createToolbox } from './engine/toolbox.js';
import { makeImages } from './images/make-images.js';

const CHECKS = fileURLToPath(new URL('run-checks.ts', import.meta.url));
const DOCKERFILE = new URL('../../temporal-docker/Dockerfile', import.meta.url);
/** Grafana is in no package registry. */
const LEFT_OUT = ['grafana/grafana'];

const flags = readFlags({
  command: 'npm run verify:containers --',
  description:
    'Runs the compose files in a Docker engine: from an empty volume, through upgrades, crashes and a restore.\n' +
    'Where no engine runs, it starts one in a network namespace and makes stand-ins for the images. It needs Linux, Debian and root.',
  flags: { 'own-engine': switchFlag('Start an engine even where one runs') },
});

await runProgram('containers', async ({ folder, signal }) => {
  await mkdir(folder, { recursive: true });
  const version = flags['own-engine'] === true ? undefined : await runningEngine();
  if (version !== undefined) {
    printLine(`Uses the running engine with Compose ${version} and pulls the images`);
    return check([process.execPath], folder, process.env, signal);
  }
  await requireMachine();
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'durable-orders/containers');
  await mkdir(cache, { recursive: true });
  const toolbox = await createToolbox(cache, printLine);
  const network = await createNetwork(`durable-orders-${process.pid}`, toolbox);
  try {
    const engine = await startEngine(toolbox, network, path.join(cache, 'engine'), folder);
    try {
      const missing = await makeImages(await wantedImages(), { env: engine.env, printLine });
      if (missing.length > 0) throw new Error(`There is no recipe for: ${missing.join(', ')}`);
      return await check(['nsenter', `--net=/run/netns/${network.name}`, process.execPath], folder, engine.env, signal);
    } finally {
      await engine.stop();
    }
  } finally {
    await network.remove();
  }
});

/** The images of the compose files and of the Dockerfile. */
async function wantedImages(): Promise<string[]> {
  const [, base = ''] = /^FROM (\S+)/m.exec(await readFile(DOCKERFILE, 'utf8')) ?? [];
  const images = [...readServices().values()].flatMap(({ image }) => image ?? []);
  const foreign = images.filter(
    (image) => ![...LEFT_OUT, 'durable-orders'].some((name) => image.startsWith(`${name}:`)),
  );
  return [...new Set([base, ...foreign])];
}

async function check(
  [program = '', ...args]: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<boolean> {
  const checks = spawn(program, [...args, ...process.execArgv, CHECKS, folder], { env, stdio: 'inherit' });
  const abort = () => checks.kill();
  signal.addEventListener('abort', abort, { once: true });
  const [code] = (await once(checks, 'exit')) as [number | null];
  signal.throwIfAborted();
  return code === 0;
}

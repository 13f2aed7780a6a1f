import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { choiceFlag, listFlag } from '../src/process/flag-types.js';
import { readFlags } from '../src/process/flags.js';

const VERSIONS = ['20', '22', '24', '26'] as const;
const TESTED_BY_DEFAULT: readonly (typeof VERSIONS)[number][] = ['22', '24', '26'];
const PROJECTS = ['unit', 'workflow', 'integration', 'api'] as const;

const flags = readFlags({
  command: 'npm run verify:node --',
  description: 'Runs tests on several versions of Node.js, which npm installs (package `node`) into a cache.',
  flags: {
    versions: listFlag(choiceFlag('20,22', 'Major versions; by default 22, 24 and 26', VERSIONS)),
    projects: listFlag(choiceFlag('unit,workflow', 'Kinds of tests; by default unit and workflow', PROJECTS)),
  },
});

const results = (flags.versions ?? TESTED_BY_DEFAULT).map((major) => {
  const binaries = installNode(major);
  const version = run(binaries, ['node', '--version'], 'pipe').stdout.trim();
  process.stdout.write(`\nNode.js ${version}\n`);
  const projects = (flags.projects ?? ['unit', 'workflow']).flatMap((project) => ['--project', project]);
  const { status } = run(binaries, ['node', 'node_modules/vitest/vitest.mjs', 'run', ...projects], 'inherit');
  return { version, passed: status === 0 };
});
process.stdout.write('\n');
for (const { version, passed } of results)
  process.stdout.write(`${version.padEnd(10)} ${passed ? 'passed' : 'failed'}\n`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

/** @returns the folder of the programs of the newest version */
function installNode(major: string): string {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'durable-orders', `node-${major}`);
  const binaries = join(folder, 'node_modules', 'node', 'bin');
  if (existsSync(join(binaries, 'node'))) return binaries;
  process.stdout.write(`Installing Node.js ${major} into ${folder}\n`);
  mkdirSync(folder, { recursive: true });
  // Its install script, which newer versions of npm run only when they are asked to, puts the program in its place.
  const { status } = spawnSync('npm', ['install', '--prefix', folder, '--ignore-scripts=false', `node@${major}`], {
    stdio: 'inherit',
    env: { ...process.env, npm_config_allow_scripts: 'node' },
  });
  if (status !== 0 || !existsSync(join(binaries, 'node'))) throw new Error(`npm could not install node@${major}.`);
  return binaries;
}

function run(binaries: string, [command = '', ...args]: readonly string[], stdio: 'pipe' | 'inherit') {
  const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` };
  return spawnSync(join(binaries, command), args, { encoding: 'utf8', stdio, env });
}

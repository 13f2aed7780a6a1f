import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { execFileAsync } from '../../src/process/child-process.js';
import { resolveGoProgram } from '../kit/go-program.js';
import { installPipPackage } from '../kit/pip-package.js';
import { TEMPORAL_DOCKER } from './compose-project.js';
import { readSelectors } from './manifests.js';

const CHART = path.join(TEMPORAL_DOCKER, 'helm');
const HELM = { name: 'helm', version: '3.22.0', variable: 'HELM_PATH', module: 'helm.sh/helm/v3/cmd/helm' } as const;
const VERSIONED = [
  '--set',
  'buildId=1.4.0-3f9c2ab',
  '--set',
  'draining[0].buildId=1.3.0-9e107d9,draining[0].tag=1.3.0',
];

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly data?: object;
  readonly spec?: { template?: { spec: { containers: { image: string }[] } } };
}

let helm: string;
let reason: string | undefined;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-helm-'));
  helm = await resolveGoProgram(HELM).catch((error: unknown) => {
    if (process.env.CI === 'true') throw error;
    reason = (error as Error).message;
    return '';
  });
}, 600_000);
afterAll(() => rm(folder, { recursive: true }));
beforeEach(({ skip }) => skip(reason !== undefined, reason));

const template = async (...flags: string[]) =>
  (
    await execFileAsync(helm, ['template', 'shop', CHART, '--kube-version', '1.34', ...flags], {
      maxBuffer: 10_000_000,
    })
  ).stdout;

/** The order of variables and of mounted secrets has no meaning. */
const sortNamed = (_: string, value: unknown) =>
  Array.isArray(value) ? value.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) : value;

/** Reads rendered manifests. @returns the objects by kind and name, without what only Helm adds */
const toObjects = (text: string) =>
  new Map(
    parseAllDocuments(text)
      .map((document) => document.toJS() as Manifest | null)
      .filter((manifest) => manifest !== null)
      .map(({ metadata: { annotations: _, ...metadata }, ...manifest }): [string, object] => [
        `${manifest.kind} ${metadata.name}`,
        JSON.parse(JSON.stringify({ ...manifest, metadata }, sortNamed)) as object,
      ]),
  );

describe('the chart', () => {
  it('passes helm lint', async () => {
    const { stdout } = await execFileAsync(helm, ['lint', '--strict', CHART]);
    expect(stdout).toContain('0 chart(s) failed');
  });

  it('renders what the kustomization renders', async () => {
    const { stdout } = await execFileAsync('kubectl', ['kustomize', path.join(TEMPORAL_DOCKER, 'kubernetes')]);
    const [kustomized, rendered] = [toObjects(stdout), toObjects(await template())];
    expect([...rendered.keys()].sort()).toEqual([...kustomized.keys()].sort());
    for (const [name, object] of rendered) expect(object, name).toEqual(kustomized.get(name));
  });

  it('renders manifests that the Kubernetes schemas accept, also with versions and without the gateway', async ({
    skip,
  }) => {
    const python = await installPipPackage('kubernetes-validate', '1.37.0').catch((error: unknown) => {
      if (process.env.CI === 'true') throw error;
      return skip((error as Error).message);
    });
    const file = path.join(folder, 'rendered.yml');
    await writeFile(file, await template(...VERSIONED, '--set', 'gateway.enabled=false'));
    const { stdout, stderr } = await execFileAsync('python3', ['-m', 'kubernetes_validate', '--strict', file], {
      env: { ...process.env, PYTHONPATH: python },
    });
    expect(`${stdout}${stderr}`.match(/ passed for resource /g)?.length).toBeGreaterThan(10);
  });

  it('migrates before everything else and makes the workers current after it', async () => {
    const jobs = parseAllDocuments(await template(...VERSIONED))
      .map((document) => document.toJS() as Manifest | null)
      .filter((manifest) => manifest?.kind === 'Job')
      .flatMap((manifest) => manifest ?? []);
    expect(
      Object.fromEntries(jobs.map(({ metadata }) => [metadata.name, metadata.annotations?.['helm.sh/hook']])),
    ).toEqual({
      migrate: 'pre-install,pre-upgrade',
      release: 'post-install,post-upgrade,post-rollback',
    });
  });

  it('keeps the orders workers of a draining release, and one budget for each pod', async () => {
    const text = await template(...VERSIONED);
    const { pods, budgets } = readSelectors(text);
    expect(pods.map(({ name }) => name).sort()).toEqual([
      ...['api', 'events', 'gateway', 'inventory-worker-1-4-0-3f9c2ab'],
      ...['orders-worker-1-3-0-9e107d9', 'orders-worker-1-4-0-3f9c2ab', 'payments-worker-1-4-0-3f9c2ab'],
    ]);
    const matches = (labels: Readonly<Record<string, string>>, selector: Readonly<Record<string, string>>) =>
      Object.entries(selector).every(([name, value]) => labels[name] === value);
    for (const { name, labels } of pods) {
      expect(pods.filter(({ selector }) => matches(labels, selector)).map((pod) => pod.name)).toEqual([name]);
      expect(budgets.filter(({ selector }) => matches(labels, selector)).length).toBe(name === 'gateway' ? 0 : 1);
    }
    const old = toObjects(text).get('Deployment orders-worker-1-3-0-9e107d9') as Manifest;
    expect(old.spec?.template?.spec.containers[0]?.image).toBe('registry.example/durable-orders:1.3.0');
  });

  it.each([
    ['an unknown value', ['--set', 'worker.replicas=2']],
    ['a number as a setting', ['--set', 'config.TRUSTED_PROXIES=1']],
    ['a build id with a space', ['--set', 'buildId=1.4 beta']],
    ['a draining release that is current', ['--set', 'buildId=1,draining[0].buildId=1,draining[0].tag=1']],
  ])('refuses %s', async (_, flags) => {
    await expect(template(...flags)).rejects.toThrow(/values don't meet the specifications|is the current buildId/);
  });
});

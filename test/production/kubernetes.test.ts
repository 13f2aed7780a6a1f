import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { execFileAsync } from '../../src/process/child-process.js';
import { PROCESSES, WORKERS } from '../../src/process/processes.js';
import { installPipPackage } from '../kit/pip-package.js';
import { readServices } from '../cluster/compose.js';
import { TEMPORAL_DOCKER } from './compose-project.js';
import { readManifests, readSelectors, type Selector, type Workload } from './manifests.js';
import { isKnownVariable } from './known-variables.js';

const VERSION = '1.37.0';
const FOLDER = path.join(TEMPORAL_DOCKER, 'kubernetes');
/** Custom resources, which the schemas of Kubernetes do not contain. */
const CUSTOM_RESOURCE_FILES = ['keda.yml', 'pod-monitor.yml'];

const yamlFilesIn = (folder: string) => readdirSync(folder).filter((file) => file.endsWith('.yml'));
const BASES = ['service', 'workers'].map((folder) => path.join(FOLDER, folder));
const base = BASES.flatMap((folder) => yamlFilesIn(folder).map((file) => path.join(folder, file)));
const optional = yamlFilesIn(path.join(FOLDER, 'optional'));

const manifests = readManifests(base);
const workloads = manifests.workloads.map((workload): [string, Workload] => [workload.name, workload]);
const services = readServices();
/** The services that compose builds; Kubernetes runs the same ones. */
const ownServices = [...services]
  .filter(([, { image, profiles }]) => image?.startsWith('durable-orders') && !profiles.includes('tools'))
  .map(([name]) => name);

it('validates every manifest against the Kubernetes schemas', async ({ skip }) => {
  const folder = await installPipPackage('kubernetes-validate', VERSION).catch((error: unknown) => {
    if (process.env.CI === 'true') throw error;
    return skip((error as Error).message);
  });
  const files = [
    ...base,
    ...optional
      .filter((file) => !CUSTOM_RESOURCE_FILES.includes(file))
      .map((file) => path.join(FOLDER, 'optional', file)),
  ];
  const { stderr, stdout } = await execFileAsync('python3', ['-m', 'kubernetes_validate', '--strict', ...files], {
    env: { ...process.env, PYTHONPATH: folder },
  });
  expect(`${stdout}${stderr}`.match(/ passed for resource /g)?.length).toBeGreaterThan(20);
});

it.each(BASES)('lists every manifest in the kustomization of %s', (folder) => {
  const { resources } = parse(readFileSync(path.join(folder, 'kustomization.yaml'), 'utf8')) as { resources: string[] };
  expect(resources.toSorted()).toEqual(yamlFilesIn(folder));
});

it('lets the workers of two releases run side by side: one budget and one Deployment claim each pod', async () => {
  const render = async (folder: string) =>
    (await execFileAsync('kubectl', ['kustomize', path.join(FOLDER, folder)])).stdout;
  const [service = '', release = ''] = await Promise.all(['service', 'optional/release'].map(render));
  const all = [service, release, release.replaceAll('0-1-0', '0-2-0')].map((text) => readSelectors(text));
  const [pods, budgets] = [all.flatMap((one) => one.pods), all.flatMap((one) => one.budgets)];
  const workers = pods.filter(({ name }) => name.includes('-worker-'));
  expect(workers.length).toBe(2 * WORKERS.length);
  const claimsOf = ({ labels }: Selector, selectors: readonly Selector[]) =>
    selectors.filter(({ selector }) => Object.entries(selector).every(([name, value]) => labels[name] === value));
  expect(workers.filter((pod) => claimsOf(pod, budgets).length !== 1)).toEqual([]);
  expect(pods.filter((pod) => claimsOf(pod, pods).length !== 1)).toEqual([]);
});

it('has a workload for each of our compose services', () => {
  expect(workloads.map(([name]) => name).sort()).toEqual(ownServices.sort());
});

describe.each(workloads)('%s', (name, workload) => {
  const compose = services.get(name);

  it('runs the same role as compose, with the same secrets', () => {
    // A role that takes flags is in the entrypoint.
    expect(workload.container.args).toEqual([...(compose?.entrypoint.slice(2) ?? []), ...(compose?.command ?? [])]);
    const secretsOf = (environment: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE')));
    expect(secretsOf(workload.environment)).toEqual(secretsOf(compose?.environment ?? {}));
    expect(workload.secrets.map((secret) => `/run/secrets/${secret}`).toSorted()).toEqual(
      Object.values(secretsOf(workload.environment)).toSorted(),
    );
  });

  it('receives the variables of compose, and only variables that it reads', () => {
    const variables = Object.keys(workload.environment);
    expect(variables.filter((variable) => !isKnownVariable(variable))).toEqual([]);
    const missing = Object.keys(compose?.environment ?? {}).filter((variable) => !variables.includes(variable));
    expect(missing).toEqual([]);
  });

  it('runs unprivileged, with a read-only file system and without service links', () => {
    expect(workload.pod).toMatchObject({
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
    });
    expect(workload.container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(workload.container.resources).toMatchObject({ requests: {}, limits: {} });
  });
});

describe.each(workloads.filter(([, { kind }]) => kind === 'Deployment'))('%s', (name, workload) => {
  it('has a matching selector, probes on its port, and time to stop', () => {
    expect(workload.selector).toEqual({ 'app.kubernetes.io/name': name });
    expect(workload.labels).toMatchObject(workload.selector ?? {});
    const { ports = [], startupProbe, livenessProbe, readinessProbe, lifecycle } = workload.container;
    expect(ports.map((port) => port.containerPort)).toEqual(
      name.endsWith('-worker') ? [3000, 9464, 9465] : [3000, 9464],
    );
    for (const probe of [startupProbe, livenessProbe, readinessProbe]) expect(probe?.httpGet.port).toBe('http');
    // An outage of Temporal or the database must not restart a process.
    expect(livenessProbe?.httpGet.path).toBe('/healthz');
    expect(readinessProbe?.httpGet.path).toBe(name === 'api' ? '/readyz' : '/healthz');
    const pause = lifecycle?.preStop.sleep.seconds ?? 0;
    const grace = Number(workload.environment.SHUTDOWN_GRACE_SECONDS);
    expect(workload.pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(pause + grace + 7);
  });
});

it('has services, disruption budgets and autoscalers for the right workloads', () => {
  expect(manifests.services).toEqual(['api', 'gateway']);
  const config = Object.values(manifests.config).join(' ');
  const hosts = [...config.matchAll(/http:\/\/([a-z]+):3000/g)].map(([, host = '']) => host);
  expect(new Set(hosts)).toEqual(new Set(manifests.services));
  expect(manifests.budgets.toSorted()).toEqual(
    ownServices.filter((name) => !['migrate', 'release', 'gateway'].includes(name)).sort(),
  );
  expect(manifests.scaled).toEqual(['api']);
});

it('names every mounted secret in the example, without values', () => {
  const example = readManifests([path.join(FOLDER, 'optional/secrets.example.yml')]).secrets;
  const mounted = new Set(workloads.flatMap(([, { secrets }]) => secrets));
  expect(Object.keys(example).sort()).toEqual([...mounted].sort());
  for (const [name, data] of Object.entries(example)) expect(data).toEqual({ [name]: '' });
});

it('scales each worker by the backlog of its task queue', () => {
  const scaled = parseAllDocuments(readFileSync(path.join(FOLDER, 'optional/keda.yml'), 'utf8')).map((document) => {
    const { spec } = document.toJS() as {
      spec: { scaleTargetRef: { name: string }; triggers: [{ metadata: { taskQueue: string } }] };
    };
    return [spec.scaleTargetRef.name, spec.triggers[0].metadata.taskQueue];
  });
  expect(Object.fromEntries(scaled)).toEqual(
    Object.fromEntries(WORKERS.map((queue) => [PROCESSES[queue].service, queue])),
  );
  expect(ownServices).toEqual(expect.arrayContaining(scaled.map(([name]) => name)));
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcessDefinition } from '../../src/process/processes.js';
import { TEMPORAL_DOCKER } from './compose-project.js';

/** Something that a file must say about a process. */
interface Place {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly pattern: RegExp;
  /** What a reader has to add. */
  readonly needs: string;
}

const ROOT = path.join(TEMPORAL_DOCKER, '..');

/** @returns a line for each place that lacks the process: the file, and what to add there */
export function missingPlaces(name: string, process: ProcessDefinition): string[] {
  return placesOf(name, process)
    .filter(({ file, pattern }) => {
      const absolute = path.join(ROOT, file);
      return !existsSync(absolute) || !pattern.test(readFileSync(absolute, 'utf8'));
    })
    .map(({ file, needs }) => `${file}: add ${needs}`);
}

function placesOf(name: string, process: ProcessDefinition): Place[] {
  const place = (file: string, needs: string, pattern: string) => ({ file, needs, pattern: new RegExp(pattern, 'm') });
  const { kind, module, role, service } = process;
  const secret = `${name}-database-url`;
  const scrape = (port: number) =>
    place(
      'temporal-docker/prometheus/prometheus.yml',
      `the target ${service}:${port}`,
      `names: \\[${service}\\], type: A, port: ${port},`,
    );
  const common = [
    place(module.replace(/^(.*)\.js$/, 'src/$1.ts'), 'the module of the process', ''),
    place('package.json', `the script ${role}`, `"${role}": "node dist/${module}"`),
    place('docs/reference/cli.md', `the row of npm run ${role}`, `\`npm run ${role}\``),
    place('docs/how-to/secure.md', `the role durable_orders_${name}`, `durable_orders_${name}\\b`),
    place(
      'temporal-docker/app.yml',
      `the service ${service}`,
      `^  ${service}:\\n    <<: \\*process\\n +command: \\['?${role}'?\\]`,
    ),
    place('temporal-docker/app.yml', `the secret ${secret}`, `DATABASE_URL_FILE: /run/secrets/${secret}`),
    place('temporal-docker/compose.yml', `the secret ${secret}`, `^  ${secret}:\\n    file: ./secrets/${secret}$`),
    place('temporal-docker/secrets/make.sh', `the secret ${secret}`, `^keep ${secret} `),
    place('temporal-docker/cluster/databases.sh', `the login of ${name}`, `^for process in .*\\b${name}\\b.*; do$`),
    place('temporal-docker/cluster.yml', `${secret} to the secrets of the service databases`, `\\b${secret}\\b`),
    place('temporal-docker/kubernetes/optional/secrets.example.yml', `the secret ${secret}`, `^  name: ${secret}$`),
    place(
      'temporal-docker/helm/processes.yaml',
      `the role ${role}`,
      `^${service}:\\n  args: \\['?${role}'?\\]\\n  readiness: ${process.readiness}$`,
    ),
    scrape(9464),
  ];
  const entrypoint = kind === 'worker' ? 'worker:*' : role;
  common.push(
    place('temporal-docker/entrypoint.sh', `the role ${role}`, `^  ${entrypoint.replace('*', '\\*')}\\) module=`),
  );
  return [...common, ...manifestPlaces(name, process, place), ...(kind === 'worker' ? [scrape(9465)] : [])];
}

/** The manifests differ by kind: workers belong to a release, and the API is scaled by load. */
function manifestPlaces(
  name: string,
  { kind, service, role, replicas, tasks }: ProcessDefinition,
  place: (file: string, needs: string, pattern: string) => Place,
): Place[] {
  const folder = kind === 'worker' ? 'workers' : 'service';
  const file = `temporal-docker/kubernetes/${folder}/${service}.yml`;
  const manifest = [
    place(file, `a Deployment with the role ${role}`, `^ +args: \\['?${role}'?\\]$`),
    ...(kind === 'api' ? [] : [place(file, `replicas: ${replicas}`, `^  replicas: ${replicas}$`)]),
    place(`temporal-docker/kubernetes/${folder}/kustomization.yaml`, `${service}.yml`, `^  - ${service}\\.yml$`),
  ];
  const budget =
    replicas === 1
      ? []
      : [
          place(
            kind === 'worker' ? 'temporal-docker/kubernetes/service/disruption-budgets.yml' : file,
            `a budget for ${service}`,
            `matchLabels: \\{ app.kubernetes.io/name: ${service} \\}`,
          ),
          place('temporal-docker/helm/templates/availability.yaml', `a budget for ${service}`, `"${service}"`),
        ];
  return [
    ...manifest,
    ...budget,
    ...(kind === 'worker' ? workerPlaces({ name, service, replicas, tasks }, place) : []),
  ];
}

function workerPlaces(
  { name, service, replicas, tasks }: Pick<ProcessDefinition, 'service' | 'replicas' | 'tasks'> & { name: string },
  place: (file: string, needs: string, pattern: string) => Place,
): Place[] {
  return [
    place(
      'temporal-docker/helm/values.yaml',
      `workers.${name} with replicas: ${replicas}`,
      `^  ${name}:\\n    replicas: ${replicas}$`,
    ),
    place(
      'temporal-docker/helm/values.schema.json',
      `workers.${name}`,
      `"${name}": \\{\\s*"\\$ref": "#/\\$defs/worker"`,
    ),
    place('temporal-docker/helm/templates/workers.yaml', `${name} to the domains`, `\\(list .*"${name}"`),
    place(
      'temporal-docker/kubernetes/optional/keda.yml',
      `a ScaledObject for the task queue ${name}`,
      `taskQueue: ${name}\\n +queueTypes: ${tasks}$`,
    ),
    place(
      'temporal-docker/prometheus/alerts.yml',
      `the task queue ${name} to NoWorker`,
      `absent\\(temporal_num_pollers\\{task_queue="${name}"\\}\\)`,
    ),
    place('temporal-docker/cloud.yml', `the service ${service}`, `^  ${service}: \\*cloud$`),
    place(
      'temporal-docker/app.yml',
      `${service} to the services that release waits for`,
      `^      ${service}: [&*]healthy`,
    ),
    place('temporal-docker/upgrade', `${service} to workers`, `^workers='.*\\b${service}\\b.*'$`),
    place('knip.json', `the entry src/workers/${name}.ts`, `src/workers/\\{.*\\b${name}\\b.*\\}\\.ts`),
  ];
}

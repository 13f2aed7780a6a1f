import type { ProcessDefinition } from '../../src/process/processes.js';

/** Something that a file must say about a process. */
export interface Place {
  /** Relative to the root of the repository. */
  readonly file: string;
  /** What a reader has to add. */
  readonly needs: string;
  /** Matches the text about the process; for a worker, all of it, so that the text of a new worker is a copy of another's. */
  readonly pattern: RegExp;
}

/** @returns the places in which the scripts, the documentation and the deployment files name a process */
export function placesOf(name: string, process: ProcessDefinition): Place[] {
  const { kind, module, role, service } = process;
  const secret = `${name}-database-url`;
  return [
    place(module.replace(/^(.*)\.js$/, 'src/$1.ts'), 'the module of the process', ''),
    place('package.json', `the script ${role}`, `^ +"${role}": "node dist/${module}",\\n`),
    place('docs/reference/cli.md', `the row of npm run ${role}`, `^\\| \`npm run ${role}\` .*\\n`),
    place('docs/how-to/secure.md', `the role durable_orders_${name}`, `^\\| \`durable_orders_${name}\` .*\\n`),
    place(
      'temporal-docker/app.yml',
      `the service ${service}`,
      `^  ${service}:\\n    <<: \\*process\\n    command: \\['?${role}'?\\]\\n(?:    .*\\n)+\\n`,
    ),
    place('temporal-docker/app.yml', `the secret ${secret}`, `DATABASE_URL_FILE: /run/secrets/${secret}`),
    place('temporal-docker/compose.yml', `the secret ${secret}`, `^  ${secret}:\\n    file: ./secrets/${secret}\\n`),
    place('temporal-docker/secrets/make.sh', `the secret ${secret}`, `^keep ${secret} .*\\n`),
    place('temporal-docker/cluster/databases.sh', `the login of ${name}`, `(?<=^for process in.*) ${name}\\b`),
    place('temporal-docker/cluster.yml', `${secret} to the secrets of the service databases`, `^ +- ${secret}\\n`),
    place(
      'temporal-docker/kubernetes/optional/secrets.example.yml',
      `the secret ${secret}`,
      `^---\\n(?:.*\\n){3}  name: ${secret}\\n(?:.*\\n){3}`,
    ),
    place(
      'temporal-docker/helm/processes.yaml',
      `the role ${role}`,
      `^${service}:\\n  args: \\['?${role}'?\\]\\n  readiness: ${process.readiness}\\n(?:  .*\\n)+`,
    ),
    place(
      'temporal-docker/entrypoint.sh',
      `the role ${role}`,
      `^  ${kind === 'worker' ? 'worker:\\*' : role}\\) module=`,
    ),
    ...(kind === 'worker' ? workerPlaces(name, process) : otherPlaces(process)),
  ];
}

function place(file: string, needs: string, pattern: string): Place {
  return { file, needs, pattern: new RegExp(pattern, 'm') };
}

function otherPlaces({ kind, service, role, replicas }: ProcessDefinition): Place[] {
  const manifest = `temporal-docker/kubernetes/service/${service}.yml`;
  const budget = [
    place(manifest, `a budget for ${service}`, `matchLabels: \\{ app.kubernetes.io/name: ${service} \\}`),
    place('temporal-docker/helm/templates/availability.yaml', `a budget for ${service}`, `"${service}"`),
  ];
  return [
    place(manifest, `a Deployment with the role ${role}`, `^ +args: \\['?${role}'?\\]$`),
    // The API is scaled by load.
    ...(kind === 'api' ? [] : [place(manifest, `replicas: ${replicas}`, `^  replicas: ${replicas}$`)]),
    place('temporal-docker/kubernetes/service/kustomization.yaml', `${service}.yml`, `^  - ${service}\\.yml$`),
    ...(replicas === 1 ? [] : budget),
    place(
      'temporal-docker/prometheus/prometheus.yml',
      `the target ${service}:9464`,
      `names: \\[${service}\\], type: A, port: 9464,`,
    ),
  ];
}

/** Workers belong to a release, and each polls the task queue of its name. */
function workerPlaces(name: string, { service, role, replicas, tasks }: ProcessDefinition): Place[] {
  const manifest = `temporal-docker/kubernetes/workers/${service}.yml`;
  const metadata = `metadata:\\n  name: ${service}\\n(?:(?!---).+\\n)+`;
  const count = `${name.toUpperCase()}_WORKERS`;
  const activities = tasks === 'activity';
  return [
    place(manifest, `a Deployment with the role ${role}`, `^ +args: \\['${role}'\\]$`),
    place(manifest, `replicas: ${replicas}`, `^  replicas: ${replicas}$`),
    place('temporal-docker/kubernetes/workers/kustomization.yaml', `${service}.yml`, `^  - ${service}\\.yml\\n`),
    place(
      'temporal-docker/kubernetes/service/disruption-budgets.yml',
      `a budget for ${service}`,
      `(?:^---\\n)?^apiVersion: policy/v1\\nkind: PodDisruptionBudget\\n${metadata}`,
    ),
    place('temporal-docker/helm/templates/availability.yaml', `a budget for ${service}`, ` "${service}"`),
    place(
      'temporal-docker/helm/values.yaml',
      `workers.${name} with replicas: ${replicas}`,
      `^  ${name}:\\n    replicas: ${replicas}\\n(?:    .*\\n)+`,
    ),
    place(
      'temporal-docker/helm/values.schema.json',
      `workers.${name}`,
      `,?\\n +"${name}": \\{\\s*"\\$ref": "#/\\$defs/worker"\\s*\\}`,
    ),
    place('temporal-docker/helm/templates/workers.yaml', `${name} to the domains`, `(?<=\\(list.*) "${name}"`),
    place(
      'temporal-docker/kubernetes/optional/keda.yml',
      `a ScaledObject for the task queue ${name}`,
      `(?:^---\\n)?^apiVersion: keda\\.sh/v1alpha1\\nkind: ScaledObject\\n${metadata}`,
    ),
    place(
      'temporal-docker/kubernetes/optional/keda.yml',
      `queueTypes: ${tasks} for the task queue ${name}`,
      `taskQueue: ${name}\\n +queueTypes: ${tasks}$`,
    ),
    place(
      'temporal-docker/prometheus/prometheus.yml',
      `the targets ${service}:9464 and ${service}:9465`,
      `^  - job_name: ${name}\\n    dns_sd_configs:\\n` +
        [9464, 9465].map((port) => ` +- \\{ names: \\[${service}\\], type: A, port: ${port}, .*\\n`).join('') +
        '\\n',
    ),
    place(
      'temporal-docker/prometheus/alerts.yml',
      `the task queue ${name} to NoWorker`,
      `^ +(?:or )?absent\\(temporal_num_pollers\\{task_queue="${name}"\\}\\)\\n`,
    ),
    place('temporal-docker/cloud.yml', `the service ${service}`, `^  ${service}: \\*cloud\\n`),
    place(
      'temporal-docker/app.yml',
      `${service} to the services that release waits for`,
      `^      ${service}: [&*]healthy\\n`,
    ),
    place(
      'temporal-docker/upgrade',
      `${service} to ${activities ? 'activity_' : ''}workers`,
      activities ? `(?<=^activity_workers='.*) ?\\b${service}\\b` : `^workers=".*\\b${service}"$`,
    ),
    place('temporal-docker/README.md', `the row ${count}`, `^\\| \`${count}\` .*\\n`),
    place('knip.json', `the entry src/workers/${name}.ts`, `(?<=src/workers/\\{.*),?\\b${name}\\b(?=.*\\}\\.ts)`),
  ];
}

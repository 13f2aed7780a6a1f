import { expect, it } from 'vitest';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { PROCESS_NAMES, PROCESSES, type ProcessDefinition } from '../../src/process/processes.js';
import { missingPlaces } from './process-places.js';

it('finds each process in the scripts, the documentation and the deployment files', () => {
  expect(PROCESS_NAMES.flatMap((name) => missingPlaces(name, PROCESSES[name]))).toEqual([]);
});

it('names what a new worker lacks, by file', () => {
  const fraud: ProcessDefinition = {
    ...{ kind: 'worker', module: 'workers/fraud.js', role: 'worker:fraud', service: 'fraud-worker' },
    ...{ tasks: 'activity', schemas: ['fraud'], readiness: '/healthz', replicas: 2 },
  };
  const missing = missingPlaces('fraud', fraud);
  expect(missing).toContain('temporal-docker/prometheus/prometheus.yml: add the target fraud-worker:9465');
  expect(missing).toContain('temporal-docker/prometheus/alerts.yml: add the task queue fraud to NoWorker');
  expect(new Set(missing.map((line) => line.slice(0, line.indexOf(': add '))))).toMatchInlineSnapshot(`
    Set {
      "src/workers/fraud.ts",
      "package.json",
      "docs/reference/cli.md",
      "docs/how-to/secure.md",
      "temporal-docker/app.yml",
      "temporal-docker/compose.yml",
      "temporal-docker/secrets/make.sh",
      "temporal-docker/cluster/databases.sh",
      "temporal-docker/cluster.yml",
      "temporal-docker/kubernetes/optional/secrets.example.yml",
      "temporal-docker/helm/processes.yaml",
      "temporal-docker/prometheus/prometheus.yml",
      "temporal-docker/kubernetes/workers/fraud-worker.yml",
      "temporal-docker/kubernetes/workers/kustomization.yaml",
      "temporal-docker/kubernetes/service/disruption-budgets.yml",
      "temporal-docker/helm/templates/availability.yaml",
      "temporal-docker/helm/values.yaml",
      "temporal-docker/helm/values.schema.json",
      "temporal-docker/helm/templates/workers.yaml",
      "temporal-docker/kubernetes/optional/keda.yml",
      "temporal-docker/prometheus/alerts.yml",
      "temporal-docker/cloud.yml",
      "temporal-docker/upgrade",
      "knip.json",
    }
  `);
});

it('knows the process that writes each schema', () => {
  const written = PROCESS_NAMES.flatMap((name) => PROCESSES[name].schemas.map(String));
  expect(written.length).toBe(new Set(written).size);
  // Operators and the API write parts of `access` and `catalog`; triggers write `events`.
  const shared = ['access', 'catalog', 'events'];
  // The simulated gateway creates its schema itself.
  expect([...written, ...shared].sort()).toEqual([...ALL_DOMAINS.map(({ schema }) => schema), 'gateway'].sort());
});

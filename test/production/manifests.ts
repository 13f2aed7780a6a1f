import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const strings = z.record(z.string(), z.string());
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).optional();

const container = z.object({
  args: z.array(z.string()),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).optional(),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }).optional(),
  resources: z.unknown(),
  securityContext: z.unknown(),
});

const pod = z.looseObject({
  containers: z.tuple([container]),
  terminationGracePeriodSeconds: z.number().optional(),
  volumes: z.tuple([
    z.object({ projected: z.object({ sources: z.array(z.object({ secret: z.object({ name: z.string() }) })) }) }),
  ]),
});

const workload = z.object({
  kind: z.enum(['Deployment', 'Job']),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.object({ matchLabels: strings }).optional(),
    template: z.object({ metadata: z.object({ labels: strings }), spec: pod }),
  }),
});

const named = z.object({ metadata: z.object({ name: z.string() }) });
const selecting = z.object({ spec: z.object({ selector: z.object({ matchLabels: strings }) }) });

/** What runs our image. */
export interface Workload {
  readonly name: string;
  readonly kind: 'Deployment' | 'Job';
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: z.output<typeof pod>;
  readonly container: z.output<typeof container>;
  /** Its own, and that of its config map. */
  readonly environment: Readonly<Record<string, string>>;
  /** Those that are mounted. */
  readonly secrets: readonly string[];
}

/** Reads what our tests ask of manifests. @throws where one has another shape */
export function readManifests(files: readonly string[]) {
  const documents = files.flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).map((document) =>
      z.looseObject({ kind: z.string() }).parse(document.toJS()),
    ),
  );
  const of = (kind: string) => documents.filter((document) => document.kind === kind);
  const nameOf = (document: unknown) => named.parse(document).metadata.name;
  const configs = new Map(of('ConfigMap').map((map) => [nameOf(map), z.object({ data: strings }).parse(map).data]));
  return {
    config: Object.assign({}, ...configs.values()) as Record<string, string>,
    workloads: [...of('Deployment'), ...of('Job')].map((document): Workload => {
      const { kind, metadata, spec } = workload.parse(document);
      const [main] = spec.template.spec.containers;
      const shared = main.envFrom.map(({ configMapRef }) => {
        const data = configs.get(configMapRef.name);
        if (!data) throw new Error(`${metadata.name} names the config map ${configMapRef.name}, which is not there`);
        return data;
      });
      return {
        ...{ name: metadata.name, kind, selector: spec.selector?.matchLabels, labels: spec.template.metadata.labels },
        ...{ pod: spec.template.spec, container: main },
        environment: Object.assign({}, ...shared, ...main.env.map(({ name, value }) => ({ [name]: value }))) as Record<
          string,
          string
        >,
        secrets: spec.template.spec.volumes[0].projected.sources.map(({ secret }) => secret.name),
      };
    }),
    services: of('Service').map(nameOf),
    budgets: of('PodDisruptionBudget').map(
      (budget) => selecting.parse(budget).spec.selector.matchLabels['app.kubernetes.io/name'] ?? '',
    ),
    scaled: of('HorizontalPodAutoscaler').map(
      (scaler) =>
        z.object({ spec: z.object({ scaleTargetRef: z.object({ name: z.string() }) }) }).parse(scaler).spec
          .scaleTargetRef.name,
    ),
    secrets: Object.fromEntries(
      of('Secret').map((secret) => [nameOf(secret), z.object({ stringData: strings }).parse(secret).stringData]),
    ),
  };
}

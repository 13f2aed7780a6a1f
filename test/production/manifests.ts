import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const strings = z.record(z.string(), z.string());
const probeSchema = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).optional();

const containerSchema = z.object({
  args: z.array(z.string()),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).optional(),
  startupProbe: probeSchema,
  livenessProbe: probeSchema,
  readinessProbe: probeSchema,
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }).optional(),
  resources: z.unknown(),
  securityContext: z.unknown(),
});

const podSchema = z.looseObject({
  containers: z.tuple([containerSchema]),
  terminationGracePeriodSeconds: z.number().optional(),
  volumes: z.tuple([
    z.object({ projected: z.object({ sources: z.array(z.object({ secret: z.object({ name: z.string() }) })) }) }),
  ]),
});

const workloadSchema = z.object({
  kind: z.enum(['Deployment', 'Job']),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.object({ matchLabels: strings }).optional(),
    template: z.object({ metadata: z.object({ labels: strings }), spec: podSchema }),
  }),
});

const namedSchema = z.object({ metadata: z.object({ name: z.string() }) });
const selectorSchema = z.object({ spec: z.object({ selector: z.object({ matchLabels: strings }) }) });

/** A workload that runs our image. */
export interface Workload {
  readonly name: string;
  readonly kind: 'Deployment' | 'Job';
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: z.output<typeof podSchema>;
  readonly container: z.output<typeof containerSchema>;
  /** Variables of the workload and its config maps. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the mounted secrets. */
  readonly secrets: readonly string[];
}

/** Reads the parts of manifests that the tests check. @throws when a manifest has an unexpected shape */
export function readManifests(files: readonly string[]) {
  const documents = files.flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).map((document) =>
      z.looseObject({ kind: z.string() }).parse(document.toJS()),
    ),
  );
  const ofKind = (kind: string) => documents.filter((document) => document.kind === kind);
  const nameOf = (document: unknown) => namedSchema.parse(document).metadata.name;
  const configs = new Map(ofKind('ConfigMap').map((map) => [nameOf(map), z.object({ data: strings }).parse(map).data]));
  return {
    config: Object.assign({}, ...configs.values()) as Record<string, string>,
    workloads: [...ofKind('Deployment'), ...ofKind('Job')].map((document): Workload => {
      const { kind, metadata, spec } = workloadSchema.parse(document);
      const [main] = spec.template.spec.containers;
      const shared = main.envFrom.map(({ configMapRef }) => {
        const data = configs.get(configMapRef.name);
        if (!data) throw new Error(`${metadata.name} names the config map ${configMapRef.name}, which does not exist.`);
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
    services: ofKind('Service').map(nameOf),
    budgets: ofKind('PodDisruptionBudget').map(
      (budget) => selectorSchema.parse(budget).spec.selector.matchLabels['app.kubernetes.io/name'] ?? '',
    ),
    scaled: ofKind('HorizontalPodAutoscaler').map(
      (scaler) =>
        z.object({ spec: z.object({ scaleTargetRef: z.object({ name: z.string() }) }) }).parse(scaler).spec
          .scaleTargetRef.name,
    ),
    secrets: Object.fromEntries(
      ofKind('Secret').map((secret) => [nameOf(secret), z.object({ stringData: strings }).parse(secret).stringData]),
    ),
  };
}

/** The name of an object, the labels that it selects and, of a Deployment, those of its pods. */
export interface Selector {
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** Reads which pods the Deployments create and which pods the disruption budgets select. @param text - rendered manifests */
export function readSelectors(text: string): { pods: Selector[]; budgets: Selector[] } {
  const named = z.looseObject({ kind: z.string(), metadata: z.object({ name: z.string() }) });
  const selecting = z.object({
    selector: z.object({ matchLabels: strings }),
    template: z.object({ metadata: z.object({ labels: strings }) }).optional(),
  });
  // A template may render an empty document.
  const documents = parseAllDocuments(text).flatMap((document) => named.nullable().parse(document.toJS()) ?? []);
  const ofKind = (kind: string) =>
    documents
      .filter((document) => document.kind === kind)
      .map(({ metadata, spec }) => {
        const { selector, template } = selecting.parse(spec);
        return { name: metadata.name, selector: selector.matchLabels, labels: template?.metadata.labels ?? {} };
      });
  return { pods: ofKind('Deployment'), budgets: ofKind('PodDisruptionBudget') };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface SpanJson {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
  readonly events: readonly { readonly name: string; readonly attributes?: readonly Attribute[] }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

interface Point {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of a counter or gauge. */
  readonly value: number;
  /** Of a histogram: how many values, and their sum. */
  readonly count: number;
  readonly sum: number;
}

interface PointJson {
  readonly attributes: readonly Attribute[];
  readonly asInt?: string | number;
  readonly asDouble?: number;
  readonly count?: string | number;
  readonly sum?: number;
}

type DataJson = Readonly<
  Record<'sum' | 'gauge' | 'histogram', { readonly dataPoints: readonly PointJson[] } | undefined>
>;

interface MetricJson extends DataJson {
  readonly name: string;
  readonly unit: string;
}

interface Scoped {
  /** The process. */
  readonly service: string;
  /** The tracer or meter. */
  readonly scope: string;
}

export interface ReceivedSpan extends Scoped, Omit<SpanJson, 'attributes'> {
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A metric of one process, as it was reported last. */
interface ReceivedMetric extends Scoped {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly points: readonly Point[];
}

/** The telemetry of one request. */
interface Delivery {
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** A collector that stores every request that it receives over HTTP and parses those in JSON. */
export interface OtlpReceiver {
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  readonly spans: readonly ReceivedSpan[];
  metrics(): readonly ReceivedMetric[];
  stop(): Promise<void>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const deliveries: Delivery[] = [];
  const spans: ReceivedSpan[] = [];
  const metrics = new Map<string, ReceivedMetric>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      const contentType = req.headers['content-type'] ?? '';
      deliveries.push({ path: req.url ?? '', contentType, body });
      if (contentType === 'application/json') {
        spans.push(...readSpans(body));
        for (const metric of readMetrics(body)) metrics.set(`${metric.service} ${metric.name}`, metric);
      }
      res.setHeader('content-type', contentType);
      res.end(contentType === 'application/json' ? '{}' : '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries,
    spans,
    metrics: () => [...metrics.values()],
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Resource {
  readonly resource: { readonly attributes: readonly Attribute[] };
}

interface Scope {
  readonly scope: { readonly name: string };
}

function readSpans(body: Buffer): ReceivedSpan[] {
  const { resourceSpans = [] } = JSON.parse(body.toString()) as {
    resourceSpans?: (Resource & { scopeSpans: (Scope & { spans: SpanJson[] })[] })[];
  };
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: toRecord(span.attributes),
        service: String(toRecord(resource.attributes)['service.name']),
        scope: scope.name,
      })),
    ),
  );
}

function readMetrics(body: Buffer): ReceivedMetric[] {
  const { resourceMetrics = [] } = JSON.parse(body.toString()) as {
    resourceMetrics?: (Resource & { scopeMetrics: (Scope & { metrics: MetricJson[] })[] })[];
  };
  return resourceMetrics.flatMap(({ resource, scopeMetrics }) =>
    scopeMetrics.flatMap(({ scope, metrics }) =>
      metrics.map(({ name, unit, sum, gauge, histogram }) => ({
        service: String(toRecord(resource.attributes)['service.name']),
        scope: scope.name,
        name,
        unit,
        kind: sum ? 'counter' : gauge ? 'gauge' : 'histogram',
        points: ((sum ?? gauge ?? histogram)?.dataPoints ?? []).map((point) => ({
          attributes: toRecord(point.attributes),
          value: Number(point.asInt ?? point.asDouble),
          count: Number(point.count),
          sum: Number(point.sum),
        })),
      })),
    ),
  );
}

function toRecord(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

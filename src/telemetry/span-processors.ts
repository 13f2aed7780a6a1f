import { BaggageSpanProcessor } from '@opentelemetry/baggage-span-processor';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { ConfigurationError } from '../config/config.js';
import { ORDER_ID } from './names.js';
import { PersonalDataRemover } from './personal-data.js';
import { NONE } from './signals.js';

/**
 * Creates the processors that add the order id to every span, remove personal data and export.
 *
 * @param exporter - the value of OTEL_TRACES_EXPORTER
 * @throws ConfigurationError when the exporter or the OTLP protocol is unknown
 */
export function spanProcessors(exporter: string): {
  readonly all: SpanProcessor[];
  readonly exporting?: SpanProcessor;
} {
  const orderIdProcessor = new BaggageSpanProcessor((name) => name === ORDER_ID);
  // Spans are still created: HTTP metrics take their routes from them, and logs take their order ids.
  if (exporter === NONE) return { all: [orderIdProcessor] };
  const exporting = new BatchSpanProcessor(createExporter(exporter));
  return { all: [orderIdProcessor, new PersonalDataRemover(), exporting], exporting };
}

function createExporter(name: string): SpanExporter {
  if (name === 'otlp') return createOtlpExporter();
  if (name === 'console') return new ConsoleSpanExporter();
  throw new ConfigurationError(`OTEL_TRACES_EXPORTER: must be otlp, console or none, not ${name}`);
}

function createOtlpExporter(): SpanExporter {
  const protocol =
    process.env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? process.env.OTEL_EXPORTER_OTLP_PROTOCOL ?? 'http/protobuf';
  switch (protocol) {
    case 'http/protobuf':
      return new ProtobufExporter();
    case 'http/json':
      return new JsonExporter();
    case 'grpc':
      return new GrpcExporter();
    default:
      throw new ConfigurationError(
        `OTEL_EXPORTER_OTLP_PROTOCOL: must be http/protobuf, http/json or grpc, not ${protocol}`,
      );
  }
}

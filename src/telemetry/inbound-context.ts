import {
  propagation,
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { ORDER_ID } from './names.js';

/** Whether the sender of a request may choose its trace and its baggage. @param authorization - the header of the request */
export type TrustsSender = (authorization: string | undefined) => boolean;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Propagates traces and baggage in the W3C headers. Strangers can send these headers too: then a trace of theirs would contain our
 * spans, and their baggage would reach the log lines, the spans and the workflow headers.
 */
export class InboundContextPropagator implements TextMapPropagator {
  private readonly w3c = new CompositePropagator({
    propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
  });

  constructor(private readonly trustsSender: TrustsSender) {}

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    this.w3c.inject(context, carrier, setter);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const authorization = getter.get(carrier, 'authorization');
    if (!this.trustsSender(typeof authorization === 'string' ? authorization : authorization?.[0])) return context;
    const extracted = this.w3c.extract(context, carrier, getter);
    const baggage = propagation.getBaggage(extracted);
    const orderId = baggage?.getEntry(ORDER_ID)?.value;
    if (!baggage || orderId === undefined || UUID.test(orderId)) return extracted;
    return propagation.setBaggage(extracted, baggage.removeEntry(ORDER_ID));
  }

  fields(): string[] {
    return this.w3c.fields();
  }
}

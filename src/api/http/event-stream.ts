import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';

/** The content type of server-sent events, as the HTML standard defines it. */
export const EVENT_STREAM = 'text/event-stream';

/** Proxies close what is silent for longer. */
const HEARTBEAT_MS = 15_000;

export interface ServerSentEvent {
  /** What the browser sends as Last-Event-ID when it comes back. */
  readonly id: number;
  /** Sent as JSON. */
  readonly data: unknown;
}

/**
 * The body of an answer that is a stream of events. OpenAPI 3.1 has no word for streams; as 3.2 does, its schema is that
 * of one event.
 *
 * @param data - the name of the schema, among those of the document, of what each event holds
 */
export function eventStream(data: string) {
  const contentSchema = { $ref: `#/components/schemas/${data}` };
  return z.custom<AsyncIterable<ServerSentEvent>>().meta({
    description: 'One event',
    type: 'object',
    properties: {
      id: { type: 'string' },
      data: { type: 'string', contentMediaType: 'application/json', contentSchema },
    },
    required: ['id', 'data'],
  });
}

/** Sends each event when there is one, and a comment when there is none for long; ends with the events. */
export async function sendEvents(
  res: Response,
  events: AsyncIterable<ServerSentEvent>,
  signal: AbortSignal,
): Promise<void> {
  // nginx would collect the events until it has a buffer full.
  res.type(EVENT_STREAM).set('X-Accel-Buffering', 'no').flushHeaders();
  const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT_MS);
  try {
    for await (const { id, data } of events) {
      const hasCapacity = res.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
      if (!hasCapacity) await once(res, 'drain', { signal });
    }
  } finally {
    clearInterval(heartbeat);
  }
  res.end();
}

import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';

/** The content type of server-sent events, as the HTML standard defines it. */
export const EVENT_STREAM = 'text/event-stream';

/** Shorter than the idle timeout of common proxies. */
const HEARTBEAT_MS = 15_000;

/** Maximum duration of a stream in milliseconds. The client then reconnects, which verifies its token again. */
export const MAX_STREAM_MS = 15 * 60_000;

export interface ServerSentEvent {
  /** Browsers send it as Last-Event-ID when they reconnect. */
  readonly id: number | string;
  /** Sent as JSON. */
  readonly data: unknown;
}

/**
 * The body of a response that is a stream of events. OpenAPI 3.1 cannot describe streams, and a generated client parses no
 * events: it reads the text of the whole stream, which ends.
 *
 * @param data - name of the event data's schema in the OpenAPI document
 * @param id - what the id of an event is
 */
export function eventStream(data: string, id: string) {
  return z.custom<AsyncIterable<ServerSentEvent>>().meta({
    description:
      `Server-sent events. The \`data\` of each is an \`${data}\` as JSON. ` +
      `Its \`id\` is ${id}; send it as \`Last-Event-ID\` to resume.`,
    type: 'string',
    contentMediaType: EVENT_STREAM,
    contentSchema: { $ref: `#/components/schemas/${data}` },
  });
}

/** Sends the events as they occur, with comments as heartbeats, and ends the response after the last one. */
export async function sendEvents(
  res: Response,
  events: AsyncIterable<ServerSentEvent>,
  signal: AbortSignal,
): Promise<void> {
  // A proxy that compresses the stream, or nginx without X-Accel-Buffering, holds events back until its buffer is full.
  res.type(EVENT_STREAM).set({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' }).flushHeaders();
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

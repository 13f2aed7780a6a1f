import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { DecryptionError, UnknownKeyError } from '../../crypto/keyring.js';
import { Problem } from '../http/problem.js';
import { defineRoute, type Route } from '../http/route.js';

const base64 = z.base64();

/** Payloads in the JSON form of Temporal's codec server protocol. */
const payloads = z.object({
  // The CLI omits the field when there are no payloads, for example for a query without arguments.
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), base64).optional(), data: base64.optional() }))
    .default([]),
});
type Payloads = z.output<typeof payloads>;

/** Temporal's payload limit (4 MB), base64-encoded. */
const BODY_LIMIT = '6mb';

/**
 * A codec server, with which operators read and write encrypted payloads in Temporal's Web UI and CLI. Temporal defines
 * the protocol, so the OpenAPI document omits these routes.
 */
export function codecRoutes(codec: PayloadCodec): Route[] {
  return (['encode', 'decode'] as const).map((direction) =>
    defineRoute({
      method: 'post',
      path: `/codec/${direction}`,
      operationId: `${direction}Payloads`,
      summary: `${direction === 'encode' ? 'Encode' : 'Decode'} payloads for Temporal's Web UI and CLI`,
      access: 'operator',
      body: payloads,
      bodyLimit: BODY_LIMIT,
      responses: { 200: { description: 'The payloads in the same order.', body: payloads } },
      async handler({ body }) {
        return { status: 200, body: toJson(await codec[direction](fromJson(body)).catch(rejectUnreadable)) };
      },
    }),
  );
}

function rejectUnreadable(error: unknown): never {
  if (error instanceof UnknownKeyError || error instanceof DecryptionError)
    throw new Problem('invalid_request', error.message);
  throw error;
}

function fromJson(body: Payloads): Payload[] {
  return body.payloads.map(({ metadata = {}, data = '' }) => ({
    metadata: mapValues(metadata, (value) => Buffer.from(value, 'base64')),
    data: Buffer.from(data, 'base64'),
  }));
}

function toJson(list: readonly Payload[]): Payloads {
  const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    payloads: list.map(({ metadata, data }) => ({
      metadata: mapValues(metadata ?? {}, encode),
      data: encode(data ?? new Uint8Array()),
    })),
  };
}

function mapValues<A, B>(record: Record<string, A>, transform: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, transform(value)]));
}

import type { Payload, PayloadCodec } from '@temporalio/common';
import type { TestDatabase } from './database.js';

/** Temporal indexes these fields, so they are never encrypted. */
const UNENCRYPTED_FIELDS = new Set(['searchAttributes', 'indexedFields']);

/** Collects all text of a Temporal message and its payloads, except search attributes. */
export function collectText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .filter(([key]) => !UNENCRYPTED_FIELDS.has(key))
    .map(([key, inner]) => `${key} ${collectText(inner)}`)
    .join('\n');
}

/** Decodes every payload of a message. */
export async function decodePayloads(value: unknown, codec: PayloadCodec): Promise<unknown> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if ('metadata' in value && 'data' in value) return (await codec.decode([value as Payload]))[0];
  if (Array.isArray(value)) return Promise.all(value.map((inner) => decodePayloads(inner, codec)));
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await decodePayloads(inner, codec)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Reads the text of every row of every table, the gateway's included. */
export async function readTablesText({ query }: TestDatabase): Promise<string> {
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema IN ('catalog', 'orders', 'inventory', 'payments', 'gateway')`,
  );
  const texts = await Promise.all(
    tables.map(({ name }) => query<{ text: string | null }>(`SELECT string_agg(t::text, ' ') AS text FROM ${name} t`)),
  );
  return texts.map(([row]) => row?.text ?? '').join('\n');
}

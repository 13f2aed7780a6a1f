import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { readTemporalSettings } from '../../temporal/settings.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';

/** Values of IndexedValueType in the Temporal API. */
const INDEXED_VALUE_TYPES = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;
const NAMESPACE_TIMEOUT_MS = 30_000;

/** A Temporal namespace and the connection to it. */
export interface Namespace {
  readonly connection: Connection;
  readonly namespace: string;
  /** Decode the payloads that Temporal stores. */
  readonly codecs: readonly PayloadCodec[];
}

/**
 * Connects with the same variables as the processes, and waits for the namespace.
 *
 * @param environment - environment of the processes
 * @throws when the namespace is not available within 30 s
 */
export async function connectTemporal(environment: Readonly<Record<string, string>>): Promise<Namespace> {
  const { connectionOptions, namespace = 'default', dataConverter } = readTemporalSettings(environment);
  const codecs = dataConverter?.payloadCodecs ?? [];
  const connected = { connection: await Connection.connect(connectionOptions), namespace, codecs };
  try {
    await waitForNamespace(connected, Date.now() + NAMESPACE_TIMEOUT_MS);
  } catch (error) {
    await connected.connection.close();
    throw error;
  }
  return connected;
}

/** A dev server listens before its namespace exists. */
async function waitForNamespace({ connection, namespace }: Omit<Namespace, 'codecs'>, deadline: number): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (Date.now() > deadline) throw error;
    await sleep(100);
    await waitForNamespace({ connection, namespace }, deadline);
  }
}

/** Registers the search attributes that the namespace lacks. */
export async function registerSearchAttributes({ connection, namespace }: Namespace): Promise<void> {
  const { operatorService } = connection;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(SEARCH_ATTRIBUTES).filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type]]));
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
  }
}

/** Another process registered them first. */
function isAlreadyExists(error: unknown): boolean {
  const ALREADY_EXISTS = 6;
  return error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS;
}

import type { Client } from '@temporalio/client';
import { connectTemporal } from '../src/api/dependencies/temporal.js';
import { readTemporalSettings } from '../src/temporal/settings.js';
import { historyToJson } from '../src/workers/history-json.js';
import type { Stack } from './stack.js';

/** Connects to the Temporal of a stack. */
export function connectToTemporal({ environment }: Stack) {
  return connectTemporal(readTemporalSettings(environment));
}

/** The event types of a run's history, in order. */
export async function eventTypesOf({ workflow }: Client, workflowId: string): Promise<string[]> {
  const history = historyToJson(await workflow.getHandle(workflowId).fetchHistory());
  const { events } = history as { events: readonly { eventType: string }[] };
  return events.map(({ eventType }) => eventType.replace('EVENT_TYPE_', ''));
}

/** Counts runs. @param query - a filter of Temporal's visibility */
export async function countRuns(stack: Stack, query: string): Promise<number> {
  const temporal = await connectToTemporal(stack);
  try {
    return (await temporal.client.workflow.count(query)).count;
  } finally {
    await temporal.close();
  }
}

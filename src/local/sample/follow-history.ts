import type { Connection } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { Namespace } from '../temporal/namespace.js';
import { describeActivityEvent } from './event-messages.js';

type History = Awaited<ReturnType<Connection['workflowService']['getWorkflowExecutionHistory']>>;
type HistoryEvent = NonNullable<NonNullable<History['history']>['events']>[number];
type Payloads = { payloads?: Payload[] | null } | null | undefined;

/** Reports each step of a workflow as its history records it, until the workflow completes. */
export async function followHistory(
  { connection, namespace, codecs }: Namespace,
  workflowId: string,
  onStep: (line: string) => void,
): Promise<void> {
  const scheduled = new Map<string, { activity: string; input: unknown }>();
  const report = (line: string | undefined) => {
    if (line !== undefined) onStep(line);
  };
  let nextPageToken: Uint8Array | undefined;
  do {
    const page: History = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId },
      waitNewEvent: true,
      ...(nextPageToken && { nextPageToken }),
    });
    for (const event of page.history?.events ?? []) report(await describeEvent(event, scheduled, codecs));
    nextPageToken = page.nextPageToken.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
}

async function describeEvent(
  event: HistoryEvent,
  scheduled: Map<string, { activity: string; input: unknown }>,
  codecs: Namespace['codecs'],
): Promise<string | undefined> {
  const decodeFirst = (payloads: Payloads) => decodeFirstPayload(payloads, codecs);
  const started = event.activityTaskScheduledEventAttributes;
  if (started) {
    const activity = started.activityType?.name ?? '';
    scheduled.set(String(event.eventId), { activity, input: await decodeFirst(started.input) });
    return describeActivityEvent({ activity, phase: 'started' });
  }
  const completed = event.activityTaskCompletedEventAttributes;
  if (completed) {
    const step = scheduled.get(String(completed.scheduledEventId));
    return step && describeActivityEvent({ ...step, phase: 'done', result: await decodeFirst(completed.result) });
  }
  const marker = event.markerRecordedEventAttributes;
  if (marker?.markerName === 'core_local_activity') {
    const { activity_type: activity } = (await decodeFirst(marker.details?.data)) as { activity_type: string };
    return describeActivityEvent({ activity, phase: 'done', result: await decodeFirst(marker.details?.result) });
  }
  if (event.workflowExecutionCompletedEventAttributes) return 'The workflow completed';
  return undefined;
}

async function decodeFirstPayload(payloads: Payloads, codecs: Namespace['codecs']): Promise<unknown> {
  let [payload] = payloads?.payloads ?? [];
  for (const codec of codecs) if (payload) [payload] = await codec.decode([payload]);
  return payload && defaultPayloadConverter.fromPayload(payload);
}

import type { Connection } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { Namespace } from '../temporal/namespace.js';
import { narrate } from './narration.js';

type History = Awaited<ReturnType<Connection['workflowService']['getWorkflowExecutionHistory']>>;
type HistoryEvent = NonNullable<NonNullable<History['history']>['events']>[number];
type Payloads = { payloads?: Payload[] | null } | null | undefined;

/** Tells each step of a run as its history records it, until the run has ended. */
export async function followHistory(
  { connection, namespace }: Namespace,
  workflowId: string,
  onStep: (line: string) => void,
): Promise<void> {
  const scheduled = new Map<string, { activity: string; input: unknown }>();
  const tell = (line: string | undefined) => {
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
    for (const event of page.history?.events ?? []) tell(describe(event, scheduled));
    nextPageToken = page.nextPageToken.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
}

function describe(
  event: HistoryEvent,
  scheduled: Map<string, { activity: string; input: unknown }>,
): string | undefined {
  const started = event.activityTaskScheduledEventAttributes;
  if (started) {
    const activity = started.activityType?.name ?? '';
    scheduled.set(String(event.eventId), { activity, input: first(started.input) });
    return narrate({ activity, when: 'started' });
  }
  const completed = event.activityTaskCompletedEventAttributes;
  if (completed) {
    const step = scheduled.get(String(completed.scheduledEventId));
    return step && narrate({ ...step, when: 'done', result: first(completed.result) });
  }
  const marker = event.markerRecordedEventAttributes;
  if (marker?.markerName === 'core_local_activity') {
    const { activity_type: activity } = first(marker.details?.data) as { activity_type: string };
    return narrate({ activity, when: 'done', result: first(marker.details?.result) });
  }
  if (event.workflowExecutionCompletedEventAttributes) return 'the workflow has ended';
  return undefined;
}

function first(payloads: Payloads): unknown {
  const [payload] = payloads?.payloads ?? [];
  return payload && defaultPayloadConverter.fromPayload(payload);
}

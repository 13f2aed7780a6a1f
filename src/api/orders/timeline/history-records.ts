import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';

type HistoryEvent = NonNullable<History['events']>[number];
export type Failure = NonNullable<NonNullable<HistoryEvent['activityTaskFailedEventAttributes']>['failure']>;
type PendingActivity = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number];

/** One execution of an activity, with all its attempts. */
export interface ActivityRecord {
  /** The name of the activity. */
  readonly type: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; null while it runs. */
  readonly endedAt: string | null;
  readonly attempts: number;
  /** Of the last attempt that failed. */
  readonly failure: Failure | null;
  /** ISO 8601; null unless an attempt failed and the next one waits. */
  readonly nextTryAt: string | null;
}

/** A message that a run received. */
interface MessageRecord {
  /** The name of the signal or the update. */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface HistoryRecords {
  readonly activities: readonly ActivityRecord[];
  readonly messages: readonly MessageRecord[];
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; null while the run is open. */
  readonly endedAt: string | null;
}

/** What the SDK stores of a local activity. */
interface LocalActivityMarker {
  readonly activity_type: string;
  readonly attempt: number;
  readonly original_schedule_time?: { readonly seconds: number; readonly nanos: number } | null;
}

/**
 * Reads the activities and the messages of a run from its history, which needs no worker.
 *
 * @param pending - of the run's description: the attempts of activities that have not ended are not in the history
 */
export function readHistory(events: readonly HistoryEvent[], pending: readonly PendingActivity[] = []): HistoryRecords {
  const activities = new Map<string, Mutable<ActivityRecord>>();
  const messages: MessageRecord[] = [];
  const pendingById = new Map(pending.map((activity) => [activity.activityId ?? '', activity]));
  let endedAt: string | null = null;

  const end = (scheduledEventId: unknown, at: string, state: ActivityRecord['state'], failure?: Failure | null) => {
    const record = activities.get(String(scheduledEventId));
    if (record) Object.assign(record, { state, endedAt: at, nextTryAt: null, ...(failure && { failure }) });
  };

  for (const event of events) {
    const at = timeOf(event);
    const scheduled = event.activityTaskScheduledEventAttributes;
    const started = event.activityTaskStartedEventAttributes;
    const completed = event.activityTaskCompletedEventAttributes;
    const failed = event.activityTaskFailedEventAttributes;
    const timedOut = event.activityTaskTimedOutEventAttributes;
    const cancelled = event.activityTaskCanceledEventAttributes;
    const marker = event.markerRecordedEventAttributes;
    if (scheduled) {
      const current = pendingById.get(scheduled.activityId ?? '');
      activities.set(String(event.eventId), {
        type: scheduled.activityType?.name ?? '',
        state: 'running',
        startedAt: at,
        endedAt: null,
        attempts: current?.attempt ?? 1,
        failure: current?.lastFailure ?? null,
        nextTryAt: current?.lastFailure ? nextTry(current) : null,
      });
    } else if (started) {
      const record = activities.get(String(started.scheduledEventId));
      if (record) Object.assign(record, { attempts: started.attempt ?? 1, failure: started.lastFailure ?? null });
    } else if (completed) end(completed.scheduledEventId, at, 'done');
    else if (failed) end(failed.scheduledEventId, at, 'failed', failed.failure);
    else if (timedOut) end(timedOut.scheduledEventId, at, 'failed', timedOut.failure);
    else if (cancelled) end(cancelled.scheduledEventId, at, 'cancelled');
    else if (marker?.markerName === 'core_local_activity') {
      const data = readMarker(marker.details?.data?.payloads?.[0]?.data);
      if (data) activities.set(String(event.eventId), localActivity(data, at, marker.failure ?? null));
    }
    const message =
      event.workflowExecutionSignaledEventAttributes?.signalName ??
      event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name;
    if (message) messages.push({ name: message, at });
    if (CLOSING_ATTRIBUTES.some((name) => event[name])) endedAt = at;
  }
  const [first] = events;
  return { activities: [...activities.values()], messages, startedAt: first ? timeOf(first) : '', endedAt };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The attributes of the events that close a run. */
const CLOSING_ATTRIBUTES = [
  'workflowExecutionCompletedEventAttributes',
  'workflowExecutionFailedEventAttributes',
  'workflowExecutionTimedOutEventAttributes',
  'workflowExecutionCanceledEventAttributes',
  'workflowExecutionTerminatedEventAttributes',
  'workflowExecutionContinuedAsNewEventAttributes',
] as const satisfies readonly (keyof HistoryEvent)[];

function localActivity(marker: LocalActivityMarker, at: string, failure: Failure | null): ActivityRecord {
  const { original_schedule_time: scheduled } = marker;
  const startedAtMs = scheduled ? Math.floor(scheduled.seconds * 1_000 + scheduled.nanos / 1e6) : Date.parse(at);
  return {
    type: marker.activity_type,
    state: failure ? 'failed' : 'done',
    // The clocks of the worker and the server differ.
    startedAt: toIso(Math.min(startedAtMs, Date.parse(at))),
    endedAt: at,
    attempts: marker.attempt,
    failure,
    nextTryAt: null,
  };
}

/** The SDK writes the data of a marker without the payload codec. */
function readMarker(data: Uint8Array | null | undefined): LocalActivityMarker | undefined {
  try {
    return JSON.parse(Buffer.from(data ?? []).toString()) as LocalActivityMarker;
  } catch {
    return undefined;
  }
}

function nextTry({ nextAttemptScheduleTime, scheduledTime }: PendingActivity): string | null {
  const time = nextAttemptScheduleTime ?? scheduledTime;
  return time ? toIso(toMs(time)) : null;
}

function timeOf({ eventTime }: HistoryEvent): string {
  return toIso(eventTime ? toMs(eventTime) : 0);
}

/** The seconds are a `Long` in an answer of the server and text in a stored history. */
function toMs({ seconds, nanos }: NonNullable<HistoryEvent['eventTime']>): number {
  return Number(String(seconds ?? 0)) * 1_000 + Math.floor((nanos ?? 0) / 1e6);
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** History events that Temporal Cloud bills as one action each. */
const BILLED: ReadonlySet<string> = new Set([
  'WORKFLOW_EXECUTION_STARTED',
  'WORKFLOW_EXECUTION_SIGNALED',
  'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
  'ACTIVITY_TASK_STARTED',
  'TIMER_STARTED',
  'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
]);

/**
 * Counts the billable actions of a workflow run by the published rules of Temporal Cloud. All local activities of one workflow
 * task are one action.
 *
 * @param eventTypes - event types of the history, in order
 */
export function billableActions(eventTypes: readonly string[]): number {
  const billed = eventTypes.filter((type) => BILLED.has(type)).length;
  const tasks = eventTypes.join(' ').split('WORKFLOW_TASK_COMPLETED').slice(1);
  return billed + tasks.filter((commands) => commands.includes('MARKER_RECORDED')).length;
}

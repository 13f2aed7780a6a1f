/** Events of a history that Temporal Cloud bills each as one action. */
const BILLED: ReadonlySet<string> = new Set([
  'WORKFLOW_EXECUTION_STARTED',
  'WORKFLOW_EXECUTION_SIGNALED',
  'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
  'ACTIVITY_TASK_STARTED',
  'TIMER_STARTED',
  'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
]);

/**
 * The actions that a run costs on Temporal Cloud, by its published rules; the local activities of one workflow task cost
 * one together.
 *
 * @param eventTypes - of the history, in order
 */
export function billableActions(eventTypes: readonly string[]): number {
  const billed = eventTypes.filter((type) => BILLED.has(type)).length;
  const tasks = eventTypes.join(' ').split('WORKFLOW_TASK_COMPLETED').slice(1);
  return billed + tasks.filter((commands) => commands.includes('MARKER_RECORDED')).length;
}

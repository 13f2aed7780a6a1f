import { workflowInfo } from '@temporalio/workflow';

/** In events. A run that only waits stops here, far below the server's limit: a new run with an empty history continues. */
const MAX_HISTORY_LENGTH = 300;

export function isHistoryLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength > MAX_HISTORY_LENGTH || continueAsNewSuggested;
}

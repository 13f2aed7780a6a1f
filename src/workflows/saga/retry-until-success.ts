import { log, sleep } from '@temporalio/workflow';

const RETRY_DELAY = '1 minute';

/**
 * Runs an operation until it succeeds.
 *
 * Activities retry by their own policy. This covers an activity that gave up: a rejection, or a bug until its fix is deployed.
 */
export async function retryUntilSuccess(
  name: string,
  operation: () => Promise<unknown>,
  onFailure: () => void,
): Promise<void> {
  for (;;) {
    try {
      await operation();
      return;
    } catch (error) {
      log.error('Operation failed; retrying', { operation: name, error });
      onFailure();
      await sleep(RETRY_DELAY, { summary: `Retry: ${name}` });
    }
  }
}

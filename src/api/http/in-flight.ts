import type { Response } from 'express';

/** The requests that are being answered. Each has a signal, which ends what it merely waits for. */
export class RequestsInFlight {
  private readonly waits = new Set<AbortController>();
  private stopping = false;

  /** Aborted when the caller is gone or the API is told to stop. */
  begin(res: Response): AbortSignal {
    const wait = new AbortController();
    if (this.stopping) wait.abort();
    this.waits.add(wait);
    res.once('close', () => {
      this.waits.delete(wait);
      wait.abort();
    });
    return wait.signal;
  }

  /** Ends every wait, of requests yet to come too: those that wait answer with what there is. */
  endWaits(): void {
    this.stopping = true;
    for (const wait of this.waits) wait.abort();
  }
}

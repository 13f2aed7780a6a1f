import type { Response } from 'express';

/** The requests that are being answered. Each has a signal, which ends what it merely waits for. */
export class RequestsInFlight {
  private readonly controllers = new Set<AbortController>();
  private stopping = false;

  /** Aborted when the caller is gone or the API is told to stop. */
  track(res: Response): AbortSignal {
    const controller = new AbortController();
    if (this.stopping) controller.abort();
    this.controllers.add(controller);
    res.once('close', () => {
      this.controllers.delete(controller);
      controller.abort();
    });
    return controller.signal;
  }

  /** Ends every wait, of requests yet to come too: those that wait answer with what there is. */
  abortAll(): void {
    this.stopping = true;
    for (const controller of this.controllers) controller.abort();
  }
}

import type { Response } from 'express';

/** The reason of a signal whose caller closed the connection. */
export class CallerHungUp extends Error {
  override readonly name = 'CallerHungUp';
}

/** Tracks the requests in flight, each with a signal that ends its waits. */
export class RequestsInFlight {
  private readonly controllers = new Set<AbortController>();
  private stopping = false;

  /** Returns a signal that is aborted when the connection closes or the API stops. */
  track(res: Response): AbortSignal {
    const controller = new AbortController();
    if (this.stopping) controller.abort();
    this.controllers.add(controller);
    res.once('close', () => {
      this.controllers.delete(controller);
      controller.abort(new CallerHungUp());
    });
    return controller.signal;
  }

  /** Ends the waits of all current and future requests, which then respond with the current state. */
  abortAll(): void {
    this.stopping = true;
    for (const controller of this.controllers) controller.abort();
  }
}

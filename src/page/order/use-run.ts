import { useState } from 'preact/hooks';
import type { Order, OrderRun } from '../client/types.js';
import type { Session } from '../session/session.js';
import { errorMessage } from '../ui/use-action.js';
import { usePoll } from '../ui/use-poll.js';

/** Steps change faster than the order's version tells, and compensations run on after the final status. */
const POLL_MS = 1_000;

export interface WatchedRun {
  /** Undefined until it was read. */
  readonly run: OrderRun | undefined;
  /** Why it cannot be read now. */
  readonly problem: string | undefined;
}

/** The run that places an order, until it is done. */
export function useRun({ client }: Session, { id, version }: Order): WatchedRun {
  const [run, setRun] = useState<OrderRun>();
  const [problem, setProblem] = useState<string>();
  const load = async (signal: AbortSignal) => {
    try {
      setRun(await client.call<OrderRun>(`/v1/orders/${id}/run`, { signal }));
      setProblem(undefined);
    } catch (error) {
      if (!signal.aborted) setProblem(errorMessage(error));
    }
  };
  usePoll(load, run?.step === 'done' ? undefined : POLL_MS, [client, id, version]);
  return { run, problem };
}

import { reportConnection } from './connection.js';

/** The longest that a call may take, in ms. A person has given up by then. */
const TIMEOUT_MS = 15_000;
/** The longest silence of an event stream, in ms; the API sends a heartbeat every 15 seconds. */
const STREAM_IDLE_MS = 20_000;

export interface PageFetchOptions {
  /** Supplies a new token when the API rejects the current one. Without it, the session has ended. */
  readonly renewToken?: () => Promise<string>;
  readonly onSessionEnd: () => void;
}

/**
 * A `fetch` that gives up after 15 seconds, beyond what a long poll asks for, and handles the end of the session.
 *
 * @throws DOMException `TimeoutError` when the API does not answer in time
 */
export function createPageFetch({ renewToken, onSessionEnd }: PageFetchOptions) {
  return async (request: Request): Promise<Response> => {
    const repeated = request.clone();
    const response = await fetchInTime(request);
    if (response.status !== 401) return response;
    if (!renewToken) {
      onSessionEnd();
      return response;
    }
    repeated.headers.set('Authorization', `Bearer ${await renewToken()}`);
    return fetchInTime(repeated);
  };
}

async function fetchInTime(request: Request): Promise<Response> {
  const giveUp = new AbortController();
  const waitSeconds = Number(new URL(request.url).searchParams.get('wait') ?? 0);
  const restart = createTimer(() => giveUp.abort(new DOMException('The API does not answer.', 'TimeoutError')));
  restart(TIMEOUT_MS + waitSeconds * 1_000);
  try {
    const response = await fetch(request, { signal: AbortSignal.any([request.signal, giveUp.signal]) });
    if (response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      restart(STREAM_IDLE_MS);
      reportConnection(false);
      return watchStream(response, restart);
    }
    // The body counts as well: a connection may be lost halfway.
    const complete = new Response(isEmpty(response) ? null : await response.arrayBuffer(), response);
    restart(undefined);
    reportConnection(false);
    return complete;
  } catch (error) {
    restart(undefined);
    if (!request.signal.aborted) reportConnection(true);
    throw giveUp.signal.aborted ? (giveUp.signal.reason as DOMException) : error;
  }
}

/** @returns a function that restarts the timer with a delay in ms, or stops it */
function createTimer(callback: () => void): (delayMs: number | undefined) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (delayMs) => {
    clearTimeout(timer);
    timer = delayMs === undefined ? undefined : setTimeout(callback, delayMs);
  };
}

function watchStream(response: Response, restart: (delayMs: number | undefined) => void): Response {
  const watched = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        restart(STREAM_IDLE_MS);
        controller.enqueue(chunk);
      },
      flush: () => restart(undefined),
    }),
  );
  return new Response(watched ?? null, response);
}

function isEmpty({ status }: Response): boolean {
  return status === 204 || status === 205 || status === 304;
}

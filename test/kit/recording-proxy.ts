import { startFakeServer } from './fake-server.js';

interface RecordedRequest {
  readonly method: string;
  /** Includes the query. */
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  /** The form's fields, as Stripe's library writes them: `metadata[order_id]`. */
  readonly form: Readonly<Record<string, string>>;
}

export interface RecordingProxy {
  readonly url: string;
  /** Returns the requests since the last call. */
  drain(): RecordedRequest[];
  stop(): Promise<void>;
}

/** Forwards requests to a server and records them. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let recorded: RecordedRequest[] = [];
  const server = await startFakeServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = request;
      const key = headers['idempotency-key'];
      const idempotencyKey = Array.isArray(key) ? key[0] : key;
      recorded.push({ method, path, idempotencyKey, form: Object.fromEntries(new URLSearchParams(body)) });
      const { host: _, connection: __, 'content-length': ___, ...forwardedHeaders } = headers;
      void fetch(new URL(path, target), {
        method,
        headers: forwardedHeaders as Record<string, string>,
        ...(body !== '' && { body }),
      }).then(
        async (upstreamResponse) => {
          response.writeHead(upstreamResponse.status, {
            'content-type': upstreamResponse.headers.get('content-type') ?? '',
          });
          response.end(await upstreamResponse.text());
        },
        () => response.destroy(),
      );
    });
  });
  return {
    url: server.url,
    drain() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    stop: () => server.stop(),
  };
}

import type { OrdersClient } from './client.ts';
import { decodeText } from './decode-text.ts';
import { ApiError, unwrap } from './errors.ts';

/** What became of a line of an imported file. */
export interface ImportedLine {
  /** Counted from 1. */
  readonly line: number;
  readonly sku: string;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'rejected';
  /** Why the line was rejected. */
  readonly error?: string;
}

export interface ImportOptions {
  readonly contentType: 'text/csv' | 'application/jsonl';
  /** Answers as an import would, and changes nothing. */
  readonly preview?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Imports products from a file that is sent as it is read, and returns what became of each line as the API answers. Memory does
 * not grow with the file. The same file may be sent again: what is imported already is then `unchanged`.
 *
 * Use it with a client without `retry` and `timeoutMs`: to repeat a request, they keep its body in memory.
 *
 * @throws ApiError when the API rejects the request, or with the code `unreachable` when the answer ends before the last line
 */
export async function* importProducts(
  client: OrdersClient,
  file: ReadableStream<Uint8Array>,
  { contentType, preview = false, signal }: ImportOptions,
): AsyncGenerator<ImportedLine, void, undefined> {
  const init = {
    params: { query: preview ? ({ preview: 'true' } as const) : {} },
    // The document describes the file as a string.
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body,
    headers: { 'Content-Type': contentType },
    parseAs: 'stream' as const,
    // Without it, fetch rejects a body that is a stream.
    duplex: 'half' as const,
    ...(signal && { signal }),
  };
  const answer = await unwrap(client.POST('/v1/products/import', init));
  let isComplete = false;
  try {
    for await (const text of linesOf(answer)) {
      const line = JSON.parse(text) as ImportedLine | { summary: unknown };
      if ('summary' in line) isComplete = true;
      else yield line;
    }
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw interrupted(cause);
  }
  if (!isComplete) throw interrupted();
}

function interrupted(cause?: unknown): ApiError {
  const message = 'The import was interrupted. Send the file again: what is imported stays as it is.';
  return new ApiError(message, 0, 'unreachable', undefined, { cause });
}

async function* linesOf(body: ReadableStream<Uint8Array> | null | undefined): AsyncGenerator<string> {
  const reader = body?.pipeThrough(decodeText()).getReader();
  let rest = '';
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    const lines = (rest + next.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
}

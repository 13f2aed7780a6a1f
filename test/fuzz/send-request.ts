import { Agent, request, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { ApiResponse } from '../api/response.js';
import type { FuzzRequest } from './requests.js';

/** Waits longer than any request takes on a busy machine. */
const TIMEOUT_MS = 60_000;

const agent = new Agent({ keepAlive: true });

/** Sends a request as it is: `fetch` would join repeated headers and reject others. Reads a stream up to its headers. */
export function sendRequest(baseUrl: string, { method, path, headers, body }: FuzzRequest): Promise<ApiResponse> {
  const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const sent = request(baseUrl + path, {
      agent,
      method,
      headers: [...headers.flat(), ...length],
      timeout: TIMEOUT_MS,
    });
    sent.on('timeout', () => sent.destroy(new Error(`No response in ${TIMEOUT_MS} ms`)));
    sent.on('error', reject);
    sent.on('response', (response) => {
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        resolve(toResponse(response, ''));
        response.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(toResponse(response, decode(response, Buffer.concat(chunks)))));
    });
    sent.end(body);
  });
}

/** By the content encodings that the API uses. */
const DECODERS: Readonly<Partial<Record<string, (body: Buffer) => Buffer>>> = {
  br: brotliDecompressSync,
  deflate: inflateSync,
  gzip: gunzipSync,
};

function decode({ headers }: IncomingMessage, body: Buffer): string {
  const decoder = DECODERS[headers['content-encoding'] ?? ''];
  return (decoder && body.length > 0 ? decoder(body) : body).toString('utf8');
}

function toResponse(response: IncomingMessage, text: string): ApiResponse {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
  const isJson = /^application\/(\w+\+)?json\b/.test(headers.get('content-type') ?? '') && text !== '';
  return {
    status: response.statusCode ?? 0,
    headers,
    body: (isJson ? JSON.parse(text) : {}) as ApiResponse['body'],
    text,
  };
}

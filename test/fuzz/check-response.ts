import { findUndocumented } from '../api/contract.js';
import type { ApiResponse } from '../api/response.js';
import { JSON_LINES_TYPE } from '../../src/api/products/import-rows.js';
import { findUnsafeCharacter } from '../../src/text/safe-text.js';
import type { FuzzRequest } from './requests.js';

/** Errors of requests that reach no route: Node's parser, an unknown method, path or encoding of the path. */
const STATUSES_WITHOUT_ROUTE = new Set([400, 404, 405, 413, 431]);

/** What is wrong with a response; empty when the API kept its promises. */
export function findFaults({ method, path }: FuzzRequest, response: ApiResponse): string[] {
  const { status, headers, text } = response;
  if (method === 'HEAD' || method === 'OPTIONS') return status >= 500 ? [`status ${status}`] : [];
  const faults = status >= 500 ? [`status ${status}`] : [];
  if (status >= 400) faults.push(...findProblemFaults(response));
  const undocumented = STATUSES_WITHOUT_ROUTE.has(status) ? [] : findUndocumented(method, path, response);
  // The OpenAPI document has paragraphs.
  const contentType = headers.get('content-type') ?? '';
  const isText = path.startsWith('/v1/') && contentType.includes('json');
  const documents = contentType.startsWith(JSON_LINES_TYPE) ? text.split('\n') : [text];
  const texts = isText ? documents.flatMap((json) => textsOf(JSON.parse(json || 'null'))) : [];
  const unsafe = texts.flatMap((each) => findUnsafeCharacter(each) ?? []);
  return [...faults, ...undocumented, ...unsafe.map((character) => `unsafe text: ${character}`)];
}

function findProblemFaults({ status, headers, body, text }: ApiResponse): string[] {
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return [`no problem details: ${text}`];
  const problem = body as unknown as Readonly<Record<string, unknown>>;
  const missing = ['type', 'title', 'detail', 'code', 'instance'].filter((name) => typeof problem[name] !== 'string');
  return [
    ...missing.map((name) => `the problem has no ${name}`),
    ...(problem.status === status ? [] : ['the problem has another status']),
    ...(problem.request_id === headers.get('x-request-id') ? [] : ['the problem has another request id']),
  ];
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

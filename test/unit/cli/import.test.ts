import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemResponse } from '../client/orders.js';
import { runCommand, type Answer } from './command.js';

let folder: string;
let csv: string;
let lines: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orders-import-'));
  csv = path.join(folder, 'products.csv');
  lines = path.join(folder, 'products.ndjson');
  await writeFile(csv, 'sku,name,price\nMUG-1,Mug,1600\nCUP-1,Cup,-1\n');
  await writeFile(lines, '{"sku":"MUG-1","name":"Mug","price":1600}\n');
});
afterAll(() => rm(folder, { recursive: true }));

const CREATED = { line: 2, sku: 'MUG-1', outcome: 'created' };
const REJECTED = { line: 3, sku: 'CUP-1', outcome: 'rejected', error: 'price: must be at least 0' };
const SUMMARY = { summary: { created: 1, changed: 0, unchanged: 0, rejected: 1 } };

/** Answers with the lines in pieces that do not end where lines end, after it read the whole file. */
function answerWith(answers: readonly object[]): Answer {
  return async (request) => {
    await request.text();
    const text = answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
    const pieces = text.match(/[^]{1,7}/g) ?? [];
    const start = (controller: ReadableStreamDefaultController) => {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    };
    return new Response(new ReadableStream({ start }), { headers: { 'Content-Type': 'application/jsonl' } });
  };
}

it('sends the file, reports each rejected line and exits with 1', async () => {
  const { exitCode, out, err, sent, requests } = await runCommand(
    ['import', csv],
    answerWith([CREATED, REJECTED, SUMMARY]),
  );
  expect(sent).toEqual(['POST /v1/products/import']);
  expect(requests[0]?.headers.get('Content-Type')).toBe('text/csv');
  expect(await requests[0]?.text()).toBe('sku,name,price\nMUG-1,Mug,1600\nCUP-1,Cup,-1\n');
  expect(err).toBe('line 3 (CUP-1): price: must be at least 0\n');
  expect(out).toBe('1 created, 0 changed, 0 unchanged, 1 rejected\n');
  expect(exitCode).toBe(1);
});

it('previews JSON Lines and exits with 0', async () => {
  const answer = answerWith([CREATED, { summary: {} }]);
  const { exitCode, out, sent, requests } = await runCommand(['import', lines, '--preview'], answer);
  expect(sent).toEqual(['POST /v1/products/import?preview=true']);
  expect(requests[0]?.headers.get('Content-Type')).toBe('application/jsonl');
  expect(out).toBe('Would be: 1 created, 0 changed, 0 unchanged, 0 rejected\n');
  expect(exitCode).toBe(0);
});

it('prints each line and the summary as JSON with --json', async () => {
  const { out } = await runCommand(['import', csv, '--json'], answerWith([CREATED, REJECTED, SUMMARY]));
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([CREATED, REJECTED, SUMMARY]);
});

it('draws its progress on a terminal and clears it', async () => {
  const { err } = await runCommand(['import', csv], answerWith([CREATED, SUMMARY]), { isTTY: true });
  expect(err).toContain('0% sent, 0 lines done');
  expect(err.endsWith('\r\u001b[K')).toBe(true);
});

it('reports an import that is interrupted', async () => {
  const { exitCode, err } = await runCommand(['import', csv], answerWith([CREATED]));
  expect(err).toContain('The import was interrupted. Send the file again');
  expect(exitCode).toBe(1);
});

it('reports a rejected request', async () => {
  const { exitCode, err } = await runCommand(['import', csv], () => problemResponse(403, 'forbidden'));
  expect(err).toContain('Detail of forbidden (forbidden');
  expect(exitCode).toBe(1);
});

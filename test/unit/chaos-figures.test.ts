import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFigures } from '../chaos/figures.js';
import type { ChaosReport } from '../chaos/report.js';

const REPORT: ChaosReport = {
  flags: { orders: 5_000, minutes: 20, seed: 3, faults: undefined, report: undefined, figures: undefined },
  orders: {
    planned: 5_000,
    acknowledged: 4_701,
    ended: { confirmed: 2_080, cancelled: 900 },
    rejected: { insufficient_stock: 198 },
    unanswered: { found: 1, absent: 2, withoutKey: 98 },
  },
  faults: { 'kill api': { planned: 12, injected: 12 }, 'terminate a run': { planned: 1_011, injected: 1_011 } },
  occurrences: { refunds: 310, returns: 205, disputes: 120, 'payments authorized first': 900, 'payment methods': 5 },
  overload: { placed: 40, overloaded: 500 },
  failedCalls: { ECONNREFUSED: 8_000, '503 unavailable': 162 },
  unexpectedExits: {},
  seconds: { chaos: 1_260, settling: 11, total: 1_271 },
  unreconciled: null,
  stillInFlight: { orders: 0, runs: 0, events: 0, undecided: 0 },
  findings: [
    { id: 'a', description: 'a', checked: 10, violations: 0, offenders: [] },
    { id: 'b', description: 'b', checked: null, violations: 0, offenders: [] },
  ],
  brokenGuarantees: [],
  passed: true,
};

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'figures-'));
  file = path.join(folder, 'reliability.md');
});
afterEach(() => rm(folder, { recursive: true }));

it('replaces the marked block and keeps the rest of the document', async () => {
  await writeFile(file, 'before\n\n<!-- full run: begin -->\n\nold\n\n<!-- full run: end -->\n\nafter\n');
  await writeFigures(file, REPORT);
  await writeFigures(file, REPORT);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^before\n\n<!-- full run: begin -->\n\n```sh\n/);
  expect(text).toMatch(/\|\n\n<!-- full run: end -->\n\nafter\n$/);
  expect(text).not.toContain('old');
  const lines = text.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' '));
  expect(lines).toEqual(
    expect.arrayContaining([
      'npm run chaos -- --orders 5000 --minutes 20 --seed 3',
      '| orders | 5,000; 4,701 acknowledged |',
      '| final statuses | 2,080 confirmed, 900 cancelled |',
      '| rejected | 198 insufficient stock |',
      '| occurred | 310 refunds, 205 returns, 120 disputes, 900 payments authorized first, 5 payment methods |',
      '| no response | 1 whose order exists, 2 without an order, 98 without a key |',
      '| faults | 1,023, of 2 kinds, each at least 12 times |',
      '| - terminate a run | 1,011 |',
      '| repeated or abandoned calls | 8,162 |',
      '| invariants checked, violations | 1, 0 |',
    ]),
  );
});

it('rejects a document without the block', async () => {
  await writeFile(file, 'before\n');
  await expect(writeFigures(file, REPORT)).rejects.toThrow('has no block');
});

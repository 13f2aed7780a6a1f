import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { assertPlaceOrderInput } from '../../src/workflows/place-order/input.js';
import { GARBAGE_INPUTS, select } from '../chaos/garbage.js';
import { shiftedClockEnvironment } from '../chaos/shifted-clock.js';

const HOUR_MS = 3_600_000;

describe('shiftedClockEnvironment', () => {
  it.each([-11, 3])('shifts the clock of a process and its worker threads by %i hours', (hours) => {
    const script = `
      const times = () => [Date.now(), new Date().getTime(), new Date(5).getTime(), new Date() instanceof Date];
      const { Worker } = require('node:worker_threads');
      const inThread = 'import("node:worker_threads").then(({ parentPort }) => parentPort.postMessage(Date.now()))';
      new Worker(new URL('data:text/javascript,' + encodeURIComponent(inThread)))
        .on('message', (inThread) => console.log(JSON.stringify([...times(), inThread])));`;
    const env = { ...process.env, ...shiftedClockEnvironment(hours * HOUR_MS) };
    const before = Date.now();
    const output = execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
    const [now, constructed, explicit, isDate, inThread] = JSON.parse(output) as number[];
    for (const time of [now, constructed, inThread]) {
      expect(time).toBeGreaterThanOrEqual(before + hours * HOUR_MS);
      expect(time).toBeLessThanOrEqual(Date.now() + hours * HOUR_MS);
    }
    expect([explicit, isDate]).toEqual([5, true]);
  });
});

describe('GARBAGE_INPUTS', () => {
  it.each(GARBAGE_INPUTS.map((input) => [JSON.stringify(input), input]))('is rejected: %s', (_, input) => {
    expect(() => {
      assertPlaceOrderInput(input as never);
    }).toThrow(/input/);
  });
});

describe('select', () => {
  it('selects each element for an equal share of the draws', () => {
    expect([0, 0.33, 0.34, 0.67, 0.999].map((draw) => select(['a', 'b', 'c'], draw))).toEqual([
      'a',
      'a',
      'b',
      'c',
      'c',
    ]);
    expect(select<string>([], 0.5)).toBeUndefined();
  });
});

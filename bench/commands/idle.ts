import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.js';
import type { Options } from '../options.js';
import { usageOf, type Usage } from '../processes/usage.js';
import { startStackOn } from '../servers.js';
import { findStackProcesses } from '../subjects/subject.js';
import { roundToDigits, table } from '../table.js';

/** Lets the stack finish what its start began. */
const SETTLE_MS = 20_000;
const MINUTE_MS = 60_000;

/** Measures what a stack as it is shipped costs with nothing to do: CPU and memory of each of its processes. */
export async function measureIdle({ rounds, servers }: Options, bench: Bench): Promise<unknown> {
  // The settings that the bench turns off cost something, too.
  const { stack } = await startStackOn(servers, bench, { RECONCILE_EVERY_SECONDS: '', ADMISSION_TARGET_SECONDS: '' });
  const processes = await findStackProcesses(stack);
  await sleep(SETTLE_MS);
  const before = await usageOf(processes);
  await sleep(rounds * MINUTE_MS);
  const after = await usageOf(processes);
  const rows = [...after].map(([name, usage]) => rowOf(name, usage, before.get(name)?.cpuSeconds ?? 0, rounds));
  const sum = (column: 'CPU, ms a minute' | 'memory, MB') => rows.reduce((total, row) => total + row[column], 0);
  const total = {
    process: 'all',
    'CPU, ms a minute': sum('CPU, ms a minute'),
    'memory, MB': roundToDigits(sum('memory, MB')),
  };
  bench.print(table([...rows, total]));
  return [...rows, total];
}

function rowOf(process: string, { cpuSeconds, memoryBytes }: Usage, cpuSecondsBefore: number, minutes: number) {
  return {
    process,
    'CPU, ms a minute': Math.round(((cpuSeconds - cpuSecondsBefore) * 1_000) / minutes),
    'memory, MB': roundToDigits(memoryBytes / 1_048_576),
  };
}

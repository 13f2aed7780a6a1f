import { readdir, readFile } from 'node:fs/promises';

/** Resources that a process and its descendants have used. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Resident private memory. */
  readonly memoryBytes: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

/** The unit of CPU counters: 100 per second on every Linux that Node supports. */
const TICKS_PER_SECOND = 100;

/** Process id of kthreadd, the parent of all kernel threads. */
const KERNEL_THREADS = 2;

/**
 * Measures the resources that process trees have used so far.
 *
 * @param roots - process id of the root of each tree, by name
 */
export async function usageOf<Name extends string>(roots: ReadonlyMap<Name, number>): Promise<Map<Name, Usage>> {
  const all = await listProcesses();
  const usages = [...roots].map(async ([name, pid]): Promise<[Name, Usage]> => {
    const tree = processTree(pid, all);
    const memory = await Promise.all(tree.map(({ pid }) => memoryOf(pid)));
    return [name, { cpuSeconds: sum(tree.map(({ cpuSeconds }) => cpuSeconds)), memoryBytes: sum(memory) }];
  });
  return new Map(await Promise.all(usages));
}

/** The child processes of a process, with their command lines. */
export async function childrenOf(pid: number): Promise<{ pid: number; command: string }[]> {
  const children = (await listProcesses()).filter(({ parent }) => parent === pid);
  return Promise.all(
    children.map(async (child) => ({
      pid: child.pid,
      command: (await readFile(`/proc/${child.pid}/cmdline`, 'utf8')).replaceAll('\0', ' '),
    })),
  );
}

/**
 * CPU seconds of all processes other than the bench and the measured ones. Kernel threads are excluded, because they also work for
 * the measured processes.
 *
 * @param roots - process ids of the roots of the measured trees
 */
export async function backgroundCpuSeconds(roots: ReadonlyMap<string, number>): Promise<number> {
  const all = (await listProcesses()).filter(({ pid, parent }) => pid !== KERNEL_THREADS && parent !== KERNEL_THREADS);
  const measured = new Set([...roots.values()].flatMap((pid) => processTree(pid, all)).map(({ pid }) => pid)).add(
    process.pid,
  );
  return sum(all.filter(({ pid }) => !measured.has(pid)).map(({ cpuSeconds }) => cpuSeconds));
}

async function listProcesses(): Promise<Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)));
  return stats.filter((stat) => stat !== undefined).map(parseStat);
}

/** See proc_pid_stat(5). The name, in parentheses, may contain any character. Includes the CPU time of ended children. */
function parseStat(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  return { pid: parseInt(stat, 10), parent: Number(fields[1]), cpuSeconds: sum(ticks) / TICKS_PER_SECOND };
}

function processTree(root: number, all: readonly Process[]): Process[] {
  const descendants = all.filter(({ parent }) => parent === root).flatMap(({ pid }) => processTree(pid, all));
  return [...all.filter(({ pid }) => pid === root), ...descendants];
}

/** Excludes mapped files and the shared memory of Postgres. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

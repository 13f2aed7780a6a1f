import { readdir, readFile } from 'node:fs/promises';

/** What a process and all it started have used. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Resident memory of their own, which they share with nobody. */
  readonly memoryBytes: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

/** The unit of the kernel's counters: 100 a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The process that is the parent of them. */
const KERNEL_THREADS = 2;

/**
 * What each of the given trees of processes has used so far.
 *
 * @param roots - the first process of each tree, by the name of the tree
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

/** The processes that a process started, with their command lines. */
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
 * CPU seconds of every process that is not the bench's own; the kernel's threads are left out, since they write to disk and
 * network for whoever is measured.
 *
 * @param roots - of the trees that are measured
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

/** See proc_pid_stat(5). The name, in brackets, may hold anything. What ended children used counts for their parent. */
function parseStat(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  return { pid: parseInt(stat, 10), parent: Number(fields[1]), cpuSeconds: sum(ticks) / TICKS_PER_SECOND };
}

function processTree(root: number, all: readonly Process[]): Process[] {
  const descendants = all.filter(({ parent }) => parent === root).flatMap(({ pid }) => processTree(pid, all));
  return [...all.filter(({ pid }) => pid === root), ...descendants];
}

/** Without the files it has mapped and the memory that Postgres's processes share. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

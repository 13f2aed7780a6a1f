import { readFileSync } from 'node:fs';

const INTERVAL_MS = 500;

/** npm runs its scripts in one of these; some replace themselves by the script. */
const SHELLS = new Set(['sh', 'dash', 'bash', 'ash', 'busybox']);

/**
 * Calls back once when the npm that started this process has ended. npm does not pass on SIGTERM, so its script would live on.
 * Does nothing for a process that npm did not start.
 */
export function onNpmExit(callback: () => void): void {
  // A process with an IPC channel learns from it that its parent has ended.
  if (process.send || process.env.npm_lifecycle_event === undefined) return;
  const { ppid } = process;
  const npm = npmAbove(ppid);
  const timer = setInterval(() => {
    if (process.ppid === ppid && npmAbove(ppid) === npm) return;
    clearInterval(timer);
    callback();
  }, INTERVAL_MS);
  timer.unref();
}

/** The process that started the shell between npm and this process; undefined when there is no shell. */
function npmAbove(pid: number): number | undefined {
  try {
    // See proc_pid_stat(5). The name is in parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return SHELLS.has(name) ? Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) : undefined;
  } catch {
    return undefined;
  }
}

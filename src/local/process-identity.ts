import { readFile } from 'node:fs/promises';
import { execFileAsync } from '../process/child-process.js';

/**
 * Identifies a running process across restarts of the machine: an operating system gives the id of an ended process to another one.
 *
 * @returns undefined when no process has the id
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return process.platform === 'linux' ? identityOnLinux(pid) : identityFromPs(pid);
}

async function identityOnLinux(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // See proc_pid_stat(5): the state, and the start in clock ticks since the boot. A zombie has ended.
    return fields[0] === 'Z' ? undefined : `${boot.trim()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

async function identityFromPs(pid: number): Promise<string | undefined> {
  const { stdout } = await execFileAsync('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() || undefined;
}

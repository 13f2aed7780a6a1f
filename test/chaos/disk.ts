import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execFileAsync } from '../../src/process/child-process.js';
import { DISKS, type DiskOwner } from './fault-kinds.js';

/** A file system in memory whose size is the fault: it needs no space for a file that fills it. */
interface Disk {
  /** Leaves no space. */
  fill(): Promise<void>;
  /** Makes space again. */
  empty(): Promise<void>;
  /** Unmounts the file system and leaves its files in the folder. */
  unmount(): Promise<void>;
}

export type Disks = ReadonlyMap<DiskOwner, Disk>;

const SIZE = '16g';
const FILL_ATTEMPTS = 50;

/** The folder of a service's state. @param folder - the folder of the run */
export function diskFolder(folder: string, owner: DiskOwner): string {
  return path.join(folder, `${owner}-disk`);
}

/** Mounts the disks that can be filled: none unless root runs the test on Linux. */
export async function mountDisks(folder: string): Promise<Disks> {
  const disks = new Map<DiskOwner, Disk>();
  for (const owner of DISKS) {
    const disk = await mountDisk(diskFolder(folder, owner));
    if (disk) disks.set(owner, disk);
  }
  return disks;
}

/** @returns undefined when it cannot be mounted */
async function mountDisk(folder: string): Promise<Disk | undefined> {
  await mkdir(folder, { recursive: true });
  const mount = (options: string) => execFileAsync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  try {
    await mount(`size=${SIZE},mode=0755`);
  } catch {
    return undefined;
  }
  const fill = async (attempts = FILL_ATTEMPTS): Promise<void> => {
    const { blocks, bfree, bsize } = await statfs(folder);
    try {
      await mount(`remount,size=${(blocks - bfree) * bsize}`);
    } catch (error) {
      // A size below the space in use is refused, and the service goes on writing.
      if (attempts === 1) throw error;
      await sleep(10);
      await fill(attempts - 1);
    }
  };
  return {
    fill,
    async empty() {
      await mount(`remount,size=${SIZE}`);
    },
    async unmount() {
      const copy = `${folder}.copy`;
      await execFileAsync('cp', ['--archive', folder, copy]);
      await execFileAsync('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
      await rename(copy, folder);
    },
  };
}

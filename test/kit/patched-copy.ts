import { linkSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';

const ROOT = path.join(import.meta.dirname, '../..');
const NOT_COPIED = new Set(['.git', '.data', 'coverage', 'dist', 'node_modules']);

/**
 * Copies the repository without what is built and installed, and applies a patch to the copy. The files are hard links: `git apply`
 * writes a new file, so that the repository does not change.
 *
 * @param folder - created by this function, on the same file system
 * @param patch - relative to the root of the repository
 * @throws when the patch does not apply
 */
export async function patchedCopy(folder: string, patch: string): Promise<void> {
  linkFolder(ROOT, folder);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  // Otherwise git would look for a repository in the parent folders and skip the files.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) };
  await execFileAsync('git', ['apply', path.join(ROOT, patch)], { cwd: folder, env });
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (NOT_COPIED.has(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isFile()) linkSync(source, target);
  }
}

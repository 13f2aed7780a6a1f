import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';

const ROOT = path.join(import.meta.dirname, '../..');
const NOT_COPIED = new Set(['.git', '.data', 'coverage', 'dist', 'node_modules']);
/** A patch holds what a person writes; this command writes what follows from it. */
const GENERATE = ['node_modules/tsx/dist/cli.mjs', 'tools/generate.ts'];

/**
 * Copies the repository without what is built and installed, applies patches to the copy and runs `npm run generate` in it.
 *
 * @param folder - created by this function
 * @param patches - relative to the root of the repository
 * @throws when a patch does not apply, or when a file lacks what only a person can add
 */
export async function patchedCopy(folder: string, patches: readonly string[]): Promise<void> {
  cpSync(ROOT, folder, { recursive: true, filter: (source) => !NOT_COPIED.has(path.relative(ROOT, source)) });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  await applyPatches(folder, patches);
}

/** Applies patches to a copy that {@link patchedCopy} made. @param flags - of `git apply` */
export async function applyPatches(folder: string, patches: readonly string[], ...flags: string[]): Promise<void> {
  // Otherwise git would look for a repository in the parent folders and skip the files.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) };
  const files = patches.map((patch) => path.join(ROOT, patch));
  await execFileAsync('git', ['apply', ...flags, ...files], { cwd: folder, env });
  await execFileAsync(process.execPath, GENERATE, { cwd: folder });
}

/** @returns the files of a patch that exist without it, and those that it adds */
export function filesOf(patch: string): { readonly changed: string[]; readonly added: string[] } {
  const parts = readFileSync(path.join(ROOT, patch), 'utf8')
    .split(/^diff --git /m)
    .slice(1);
  const nameOf = (part: string) => /^a\/(\S+)/.exec(part)?.[1] ?? '';
  const [added, changed] = [true, false].map((isNew) =>
    parts.filter((part) => part.includes('\nnew file mode') === isNew).map(nameOf),
  );
  return { changed: changed ?? [], added: added ?? [] };
}

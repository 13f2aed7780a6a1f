import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ConfigurationError } from '../../config.js';

export interface ResolveOptions {
  /** Takes one line for each step that takes long. */
  readonly onProgress?: (line: string) => void;
  /** Gives up what is being downloaded. */
  readonly signal?: AbortSignal;
}

/** Fetches a binary into an empty folder; returns its path there. */
type Fetch = (folder: string, signal: AbortSignal | undefined) => Promise<string>;

/** A program that no npm package holds, and where it may come from. */
export interface Binary {
  /** As it is called on the PATH. */
  readonly name: string;
  /** Names the copy in the cache, so that a later version does not find an older one. */
  readonly version: string;
  /** The variable that points at a copy of the user's own. */
  readonly variable: string;
  readonly sources: readonly { readonly label: string; readonly fetch: Fetch }[];
  /** How to install it by hand. */
  readonly advice: string;
}

/** None of a binary's sources had it; the message is for the user. */
class BinaryNotFound extends Error {
  override readonly name = 'BinaryNotFound';
}

/**
 * Finds a binary: the user's own, one on the PATH, the cache, or else its sources in turn, which fill the cache.
 *
 * @returns its absolute path
 * @throws ConfigurationError when the binary's variable names something that cannot be executed
 * @throws BinaryNotFound
 */
export async function resolveBinary(binary: Binary, { onProgress, signal }: ResolveOptions = {}): Promise<string> {
  const own = process.env[binary.variable];
  if (own) {
    if (await isExecutable(own)) return own;
    throw new ConfigurationError(`${binary.variable}: ${own} is not an executable file`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, binary.name);
    if (folder && (await isExecutable(candidate))) return candidate;
  }
  const cached = join(cacheFolder(), `${binary.name}-${binary.version}`);
  if (await isExecutable(cached)) return cached;

  for (const { label, fetch } of binary.sources) {
    onProgress?.(`getting ${binary.name} ${label}`);
    try {
      await fill(cached, fetch, signal);
      return cached;
    } catch (error) {
      signal?.throwIfAborted();
      onProgress?.(`could not get ${binary.name} ${label}: ${reason(error)}`);
    }
  }
  throw new BinaryNotFound(`no ${binary.name} here: ${binary.advice}, or set ${binary.variable} to its path`);
}

/** Fetched aside and moved into place, so that processes that do this at once never see half a file. */
async function fill(cached: string, fetch: Fetch, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const aside = await mkdtemp(join(cacheFolder(), '.unfinished-'));
  try {
    await rename(await fetch(aside, signal), cached);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: caches = '' } = process.env;
  return join(caches === '' ? join(homedir(), '.cache') : caches, 'durable-orders');
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The innermost cause, cut to what fits a line. */
function reason(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  const last = text.split(/\n|: (?=[a-z])/).at(-1) ?? text;
  return last.length > 160 ? `${last.slice(0, 160)}…` : last;
}

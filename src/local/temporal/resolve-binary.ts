import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ConfigurationError } from '../../config/config.js';

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
  readonly installHint: string;
}

/** None of a binary's sources had it; the message is for the user. */
class BinaryNotFoundError extends Error {
  override readonly name = 'BinaryNotFoundError';
}

/**
 * Finds a binary: the user's own, one on the PATH, the cache, or else its sources in turn, which fill the cache.
 *
 * @returns its absolute path
 * @throws ConfigurationError when the binary's variable names something that cannot be executed
 * @throws BinaryNotFound
 */
export async function resolveBinary(binary: Binary, { onProgress, signal }: ResolveOptions = {}): Promise<string> {
  const configuredPath = process.env[binary.variable];
  if (configuredPath) {
    if (await isExecutable(configuredPath)) return configuredPath;
    throw new ConfigurationError(`${binary.variable}: ${configuredPath} is not an executable file`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, binary.name);
    if (folder && (await isExecutable(candidate))) return candidate;
  }
  const cachedPath = join(cacheFolder(), `${binary.name}-${binary.version}`);
  if (await isExecutable(cachedPath)) return cachedPath;

  for (const { label, fetch } of binary.sources) {
    onProgress?.(`getting ${binary.name} ${label}`);
    try {
      await populateCache(cachedPath, fetch, signal);
      return cachedPath;
    } catch (error) {
      signal?.throwIfAborted();
      onProgress?.(`could not get ${binary.name} ${label}: ${rootCauseMessage(error)}`);
    }
  }
  throw new BinaryNotFoundError(`no ${binary.name} here: ${binary.installHint}, or set ${binary.variable} to its path`);
}

/** Fetched aside and moved into place, so that processes that do this at once never see half a file. */
async function populateCache(cachedPath: string, fetch: Fetch, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const temporaryFolder = await mkdtemp(join(cacheFolder(), '.unfinished-'));
  try {
    await rename(await fetch(temporaryFolder, signal), cachedPath);
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME = '' } = process.env;
  return join(XDG_CACHE_HOME === '' ? join(homedir(), '.cache') : XDG_CACHE_HOME, 'durable-orders');
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
function rootCauseMessage(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  const innermost = text.split(/\n|: (?=[a-z])/).at(-1) ?? text;
  return innermost.length > 160 ? `${innermost.slice(0, 160)}…` : innermost;
}

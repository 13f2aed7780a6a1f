import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ConfigurationError } from '../../config/config.js';

export interface ResolveOptions {
  /** Receives a line before each slow step. */
  readonly onProgress?: (line: string) => void;
  /** Aborts a download. */
  readonly signal?: AbortSignal;
}

/** Fetches a binary into an empty folder and returns its path. */
type Fetch = (folder: string, signal: AbortSignal | undefined) => Promise<string>;

interface Source {
  readonly label: string;
  /** The checksums that the source accepts, one for each platform. */
  readonly sha256?: readonly string[];
  readonly fetch: Fetch;
}

/** A program that no npm package contains, and its sources. */
export interface Binary {
  /** Name on the PATH. */
  readonly name: string;
  /** Part of the name in the cache, so that a new version does not use an old copy. */
  readonly version: string;
  /** Variable that holds the path of the user's own copy. */
  readonly variable: string;
  readonly sources: readonly Source[];
  /** How to install it manually, as the first part of a sentence. */
  readonly installHint: string;
}

/** No source has the binary; the message tells the user what to do. */
class BinaryNotFoundError extends Error {
  override readonly name = 'BinaryNotFoundError';
}

/**
 * Finds a binary: the path in its variable, then the PATH, then the cache, then its sources in turn, which fill the cache.
 *
 * @returns the path of the binary
 * @throws ConfigurationError when the variable names a file that is not executable
 * @throws BinaryNotFoundError when no source has it
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

  for (const { label, sha256, fetch } of binary.sources) {
    const checked = sha256 ? `, whose package must have one of the SHA-256 checksums ${sha256.join(', ')}` : '';
    onProgress?.(`Getting ${binary.name} ${binary.version} ${label} for ${cacheFolder()}${checked}`);
    try {
      await populateCache(cachedPath, fetch, signal);
      onProgress?.(`${binary.name} ${binary.version} has the SHA-256 checksum ${await checksumOf(cachedPath)}`);
      return cachedPath;
    } catch (error) {
      signal?.throwIfAborted();
      onProgress?.(`Could not get ${binary.name} ${label}: ${rootCauseMessage(error)}`);
    }
  }
  throw new BinaryNotFoundError(
    `${binary.name} was not found. ${binary.installHint}, or set ${binary.variable} to its path.`,
  );
}

/** Fetches into a temporary folder and renames, so that concurrent processes never see a partial file. */
async function populateCache(cachedPath: string, fetch: Fetch, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const temporaryFolder = await mkdtemp(join(cacheFolder(), '.unfinished-'));
  try {
    await rename(await fetch(temporaryFolder, signal), cachedPath);
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The folder of programs that were built or downloaded once. */
export function cacheFolder(): string {
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

/** The innermost cause, shortened to fit a line. */
function rootCauseMessage(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  const innermost = text.split(/\n|: (?=[a-z])/).at(-1) ?? text;
  return innermost.length > 160 ? `${innermost.slice(0, 160)}…` : innermost;
}

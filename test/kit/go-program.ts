import { basename, join } from 'node:path';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';
import { execFileAsync } from '../../src/process/child-process.js';

/** A program that is built from source. */
export interface GoProgram {
  /** Its name on the PATH. */
  readonly name: string;
  readonly version: string;
  /** The environment variable with the path of an installed copy. */
  readonly variable: string;
  /** The Go package of its main function. */
  readonly module: string;
}

/**
 * Finds a program, or builds it by `go install`, once for each version.
 *
 * @returns its absolute path
 * @throws BinaryNotFound
 */
export function resolveGoProgram({ name, version, variable, module }: GoProgram): Promise<string> {
  const build = async (folder: string, signal: AbortSignal | undefined) => {
    const env = { ...process.env, GOBIN: folder };
    await execFileAsync('go', ['install', `${module}@v${version}`], { env, signal });
    // Go names a program after its package, without the major version.
    return join(folder, basename(module.replace(/\/v\d+$/, '')));
  };
  return resolveBinary(
    {
      ...{ name, version, variable },
      sources: [{ label: 'by go install', fetch: build }],
      installHint: 'Install Go (https://go.dev/dl) to build it',
    },
    { onProgress: (line) => process.stdout.write(`${line}\n`) },
  );
}

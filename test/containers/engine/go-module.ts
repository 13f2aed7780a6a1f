import path from 'node:path';
import { resolveBinary } from '../../../src/local/temporal/resolve-binary.js';
import { run } from './run.js';

/** A program whose module replaces dependencies, so that `go install` refuses it. */
export interface ModuleProgram {
  readonly name: string;
  readonly version: string;
  /** The environment variable with the path of an installed copy. */
  readonly variable: string;
  readonly module: string;
  /** The folder of its main function, relative to the module. */
  readonly folder: string;
  readonly linkerFlags?: string;
}

/** Finds a program, or builds it in the folder of its module, once for each version. @returns its absolute path */
export function resolveModuleProgram(
  { name, version, variable, module, folder, linkerFlags = '' }: ModuleProgram,
  printLine: (line: string) => void,
): Promise<string> {
  const build = async (target: string) => {
    const source = await moduleFolder(module, version);
    const binary = path.join(target, name);
    await run(['go', 'build', '-C', source, '-trimpath', '-ldflags', `-s -w ${linkerFlags}`, '-o', binary, folder]);
    return binary;
  };
  return resolveBinary(
    {
      ...{ name, version, variable },
      sources: [{ label: 'by go build, which takes minutes', fetch: build }],
      installHint: 'Install Go (https://go.dev/dl) to build it',
    },
    { onProgress: printLine },
  );
}

/** Downloads a module. @returns the folder of its source */
export async function moduleFolder(module: string, version: string): Promise<string> {
  const answer = await run(['go', 'mod', 'download', '-json', `${module}@v${version}`], { cwd: '/' });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

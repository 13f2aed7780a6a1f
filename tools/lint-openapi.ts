import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildOpenApiDocument } from '../src/api/openapi/build-document.js';
import { ROUTES } from '../src/api/routes.js';
import { execFileAsync } from '../src/process/child-process.js';

/** Lints the OpenAPI document that the API serves with Redocly CLI and Spectral. Every finding is a failure. */

const LINTERS = [
  ['redocly', 'lint', '--config', 'redocly.yaml'],
  ['spectral', 'lint', '--ruleset', '.spectral.yaml', '--fail-severity', 'hint'],
] as const;

const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-openapi-'));
try {
  const file = path.join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(buildOpenApiDocument(ROUTES), null, 2));
  await Promise.all(LINTERS.map((command) => lint(command, file)));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Prints the output of a linter only when it fails: Redocly always prints its opinion of the Node.js version. */
async function lint([name, ...args]: (typeof LINTERS)[number], file: string): Promise<void> {
  // Neither linter may send usage data or look for a newer version.
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_NOTIFICATIONS: 'true' };
  await execFileAsync(path.join('node_modules', '.bin', name), [...args, file], { env }).catch((error: unknown) => {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    process.stderr.write(`${name} found faults in the OpenAPI document:\n${stdout}${stderr}\n`);
    process.exitCode = 1;
  });
}

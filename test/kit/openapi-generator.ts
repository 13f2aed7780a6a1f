import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';

const VERSION = '7.25.0';
const SHA256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';
const ADDRESS = `https://repo1.maven.org/maven2/org/openapitools/openapi-generator-cli/${VERSION}/openapi-generator-cli-${VERSION}.jar`;

/** Finds or downloads OpenAPI Generator. @returns the path of its JAR, which needs Java 11 or later */
export function resolveOpenApiGenerator(): Promise<string> {
  return resolveBinary({
    name: 'openapi-generator-cli.jar',
    version: VERSION,
    variable: 'OPENAPI_GENERATOR_JAR',
    sources: [{ label: 'from Maven Central', fetch: download }],
    installHint: 'Download it (https://openapi-generator.tech)',
  });
}

async function download(folder: string, signal: AbortSignal | undefined): Promise<string> {
  const response = await fetch(ADDRESS, { signal: signal ?? null });
  if (!response.ok) throw new Error(`${ADDRESS} returned ${response.status}`);
  const jar = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(jar).digest('hex');
  if (sha256 !== SHA256) throw new Error(`${ADDRESS} has the SHA-256 ${sha256} instead of ${SHA256}`);
  const file = path.join(folder, 'openapi-generator-cli.jar');
  // The cache accepts executable files only.
  await writeFile(file, jar, { mode: 0o755 });
  return file;
}

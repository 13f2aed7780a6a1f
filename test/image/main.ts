import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execFileAsync } from '../../src/process/child-process.js';
import { buildImageNatively } from './build-image.js';
import { verifyRoles } from './verify-roles.js';

/** Builds the files of the image natively from the Dockerfile and runs every role from them. */

const printLine = (line: string) => void process.stdout.write(`${line}\n`);

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-image-'));
// The roles run as another user, who must be able to read the folder.
await chmod(folder, 0o755);
try {
  const image = await buildImageNatively(repository, folder, printLine);
  const { stdout } = await execFileAsync('du', ['--summarize', '--bytes', path.join(image.root, image.workdir)]);
  printLine(`The image adds ${Math.round(Number.parseInt(stdout) / 1e6)} MB to its base`);
  await verifyRoles(image, path.join(folder, 'state'), printLine);
  printLine('Every role of the image runs');
} finally {
  await rm(folder, { recursive: true, force: true });
}

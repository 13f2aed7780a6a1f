import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildPage } from '../../src/build/page-bundle.js';

/** In bytes. A phone on a slow network loads this in about a second. */
const MAX_COMPRESSED_BYTES = 60_000;

it('is smaller than 60 kB when it is compressed, with everything that it loads on demand', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-page-'));
  try {
    await buildPage(folder);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.br') || name === 'index.html');
    const sizes = await Promise.all(files.map(async (name) => (await stat(path.join(folder, name))).size));
    expect(files.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_COMPRESSED_BYTES);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { build } from 'esbuild';
import { PAGE_SOURCE } from '../api/page/page-files.js';

const STATIC_FILES = ['index.html', 'icon.svg'];
const COMPRESSED = /\.(js|css|svg)$/;

const brotli = promisify(brotliCompress);

/** Builds the page: a script, what it loads on demand, a stylesheet, the static files, and each as Brotli. */
export async function buildPage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const chunks = (await readdir(folder)).filter((name) => name.startsWith('chunk-'));
  await Promise.all(chunks.map((name) => rm(path.join(folder, name))));
  await Promise.all([
    build({
      entryPoints: [path.join(PAGE_SOURCE, 'page.tsx'), path.join(PAGE_SOURCE, 'page.css')],
      outdir: folder,
      bundle: true,
      minify: true,
      // Escapes would double the size of the Chinese texts.
      charset: 'utf8',
      sourcemap: true,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunk-[name]-[hash]',
      target: 'es2022',
      tsconfig: path.join(PAGE_SOURCE, 'tsconfig.json'),
      logLevel: 'warning',
    }),
    ...STATIC_FILES.map((file) => copyFile(path.join(PAGE_SOURCE, file), path.join(folder, file))),
  ]);
  const built = (await readdir(folder)).map((name) => path.join(folder, name));
  await Promise.all(
    built
      .filter((file) => COMPRESSED.test(file))
      .map(async (file) => writeFile(`${file}.br`, await brotli(await readFile(file)))),
  );
}

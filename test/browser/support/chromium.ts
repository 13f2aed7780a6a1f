import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome'];

/** Disables network requests of the browser itself, and the GPU. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const executablePath = process.env.CHROMIUM_PATH ?? findExecutable();

/** Whether to skip the browser tests. CI never skips them: there a missing browser is an error. */
export const noBrowser = executablePath === undefined && process.env.CI !== 'true';

if (noBrowser) {
  process.stdout.write('Browser tests skipped: install chromium or google-chrome, or set CHROMIUM_PATH.\n');
}

/** @throws when no browser is found */
export async function openBrowser(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error('No browser found: install chromium or google-chrome, or set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: FLAGS });
}

function findExecutable(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome'];

/** Nothing that calls home, and nothing that needs a screen. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of CHROMIUM_PATH, or the one that PATH knows. */
const executablePath = process.env.CHROMIUM_PATH ?? findExecutable();

/** Why there is nothing to test with, said where nothing depends on it; CI skips nothing. */
export const noBrowser = executablePath === undefined && process.env.CI !== 'true';

if (noBrowser) {
  process.stdout.write('skipped: no chromium or google-chrome is on PATH, and CHROMIUM_PATH names none\n');
}

/** @throws when there is none */
export async function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('install chromium, or name it in CHROMIUM_PATH');
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

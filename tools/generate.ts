import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addMissingWorkers, allMissingPlaces } from './deployment/add-workers.js';
import { drawFolderMap, MAP_DOCUMENT, readFolderImports, replaceMap } from './folder-map.js';
import { CLIENT_TYPES, renderClientTypes } from './generate-client.js';
import { addMissingRows } from './reference/add-rows.js';

const ROOT = path.join(import.meta.dirname, '..');

/** Brings everything that follows from the code up to date, and names what a person has to add. */
for (const file of [...(await addMissingWorkers(ROOT)), ...(await addMissingRows(ROOT))])
  process.stdout.write(`changed ${file}\n`);
await writeFile(CLIENT_TYPES, await renderClientTypes());
const map = drawFolderMap(await readFolderImports());
await writeFile(MAP_DOCUMENT, replaceMap(await readFile(MAP_DOCUMENT, 'utf8'), map));

const missing = allMissingPlaces(ROOT);
for (const line of missing) process.stderr.write(`${line}\n`);
if (missing.length > 0) process.exitCode = 1;

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROCESS_NAMES, PROCESSES, WORKERS, type ProcessDefinition } from '../../src/process/processes.js';
import { placesOf, type Place } from './places.js';

/** The worker whose text is copied: it needs nothing but its database and Temporal. */
const MODEL = 'inventory';

/** @returns a line for each place that lacks the process: the file, and what to add there */
export function missingPlaces(root: string, name: string, process: ProcessDefinition): string[] {
  return placesOf(name, process)
    .filter((place) => lacks(root, place))
    .map(({ file, needs }) => `${file}: add ${needs}`);
}

function lacks(root: string, { file, pattern }: Place): boolean {
  const text = readText(root, file);
  return text === undefined || !pattern.test(text);
}

/** Adds each registered worker to the files that lack it. @returns the files that changed */
export async function addMissingWorkers(root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const name of WORKERS) changed.push(...(await addWorker(root, name, PROCESSES[name])));
  return changed;
}

/** Adds a worker to the files that lack it, as a copy of {@link MODEL}. @returns the files that changed */
export async function addWorker(root: string, name: string, process: ProcessDefinition): Promise<string[]> {
  const changed = new Set<string>();
  const models = placesOf(MODEL, PROCESSES[MODEL]);
  for (const [index, place] of placesOf(name, process).entries()) {
    const model = models[index];
    // The module is code, which a person writes.
    if (!model || place.file.startsWith('src/') || !lacks(root, place)) continue;
    const absolute = path.join(root, place.file);
    writeFileSync(absolute, await formatted(absolute, withWorker(root, name, index, place, model)));
    changed.add(place.file);
  }
  return [...changed];
}

/** @returns a line for each place that lacks a registered process */
export function allMissingPlaces(root: string): string[] {
  return PROCESS_NAMES.flatMap((name) => missingPlaces(root, name, PROCESSES[name]));
}

/** @throws when the file does not say what the place expects about {@link MODEL} */
function withWorker(root: string, name: string, index: number, place: Place, model: Place): string {
  const source = readText(root, model.file) ?? '';
  const copied = model.pattern.exec(source)?.[0];
  if (copied === undefined) throw new Error(`${model.file}: add ${model.needs}.`);
  // A manifest has its own file.
  if (place.file !== model.file) return renamed(source, name);
  const alike = WORKERS.filter((worker) => PROCESSES[worker].tasks === PROCESSES[MODEL].tasks);
  const ends = alike.map((worker) => placesOf(worker, PROCESSES[worker])[index]?.pattern.exec(source));
  const end = Math.max(...ends.map((match) => (match ? match.index + match[0].length : 0)));
  return source.slice(0, end) + renamed(copied, name) + source.slice(end);
}

function renamed(text: string, name: string): string {
  const article = /^[aeiou]/.test(name) ? 'an' : 'a';
  return text
    .replaceAll(`an ${MODEL}`, `${article} ${name}`)
    .replaceAll(MODEL, name)
    .replaceAll(MODEL.toUpperCase(), name.toUpperCase());
}

function readText(root: string, file: string): string | undefined {
  const absolute = path.join(root, file);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
}

/** Aligns the tables of a document. */
async function formatted(file: string, text: string): Promise<string> {
  if (!file.endsWith('.md')) return text;
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { PROCESS_NAMES, PROCESSES, type ProcessDefinition } from '../../src/process/processes.js';
import { addWorker, allMissingPlaces, missingPlaces } from '../../tools/deployment/add-workers.js';
import { placesOf } from '../../tools/deployment/places.js';

const ROOT = path.join(import.meta.dirname, '../..');
const FRAUD: ProcessDefinition = {
  ...{ kind: 'worker', module: 'workers/fraud.js', role: 'worker:fraud', service: 'fraud-worker' },
  ...{ tasks: 'activity', schemas: ['fraud'], readiness: '/healthz', replicas: 2 },
};

let copy: string | undefined;
afterEach(() => {
  if (copy !== undefined) rmSync(copy, { recursive: true });
  copy = undefined;
});

/** Copies the files that name a process. */
function copyOfPlaces(): string {
  copy = mkdtempSync(path.join(tmpdir(), 'processes-'));
  for (const { file } of PROCESS_NAMES.flatMap((name) => placesOf(name, PROCESSES[name]))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    copyFileSync(path.join(ROOT, file), path.join(copy, file));
  }
  return copy;
}

it('finds each process in the scripts, the documentation and the deployment files: `npm run generate`', () => {
  expect(allMissingPlaces(ROOT)).toEqual([]);
});

it('names what a new worker lacks, and writes all of it but its code', async () => {
  const root = copyOfPlaces();
  const lacks = missingPlaces(root, 'fraud', FRAUD);
  expect(lacks).toContain('temporal-docker/prometheus/alerts.yml: add the task queue fraud to NoWorker');
  const files = new Set(lacks.map((line) => line.slice(0, line.indexOf(': add '))));
  expect((await addWorker(root, 'fraud', FRAUD)).toSorted()).toEqual(
    [...files].filter((file) => file !== 'src/workers/fraud.ts').sort(),
  );
  expect(missingPlaces(root, 'fraud', FRAUD)).toEqual(['src/workers/fraud.ts: add the module of the process']);
  expect(allMissingPlaces(root)).toEqual([]);
  expect(await addWorker(root, 'fraud', FRAUD)).toEqual([]);
});

it('knows the process that writes each schema', () => {
  const written = PROCESS_NAMES.flatMap((name) => PROCESSES[name].schemas.map(String));
  expect(written.length).toBe(new Set(written).size);
  // Operators and the API write parts of `access` and `catalog`; triggers write `events`.
  const shared = ['access', 'catalog', 'events'];
  // The simulated gateway creates its schema itself.
  expect([...written, ...shared].sort()).toEqual([...ALL_DOMAINS.map(({ schema }) => schema), 'gateway'].sort());
});

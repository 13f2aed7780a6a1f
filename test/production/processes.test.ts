import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { PROCESS_NAMES, PROCESSES, type ProcessDefinition } from '../../src/process/processes.js';
import { addWorker, allMissingPlaces, missingPlaces } from '../../tools/deployment/add-workers.js';
import { placesOf } from '../../tools/deployment/places.js';

const ROOT = path.join(import.meta.dirname, '../..');
const SHIPPING: ProcessDefinition = {
  ...{ kind: 'worker', module: 'workers/shipping.js', role: 'worker:shipping', service: 'shipping-worker' },
  ...{ tasks: 'activity', schemas: ['shipping'], readiness: '/healthz', replicas: 2 },
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
  const lacks = missingPlaces(root, 'shipping', SHIPPING);
  expect(lacks).toContain('temporal-docker/prometheus/alerts.yml: add the task queue shipping to NoWorker');
  const files = new Set(lacks.map((line) => line.slice(0, line.indexOf(': add '))));
  expect((await addWorker(root, 'shipping', SHIPPING)).toSorted()).toEqual(
    [...files].filter((file) => file !== 'src/workers/shipping.ts').sort(),
  );
  expect(missingPlaces(root, 'shipping', SHIPPING)).toEqual(['src/workers/shipping.ts: add the module of the process']);
  expect(allMissingPlaces(root)).toEqual([]);
  expect(await addWorker(root, 'shipping', SHIPPING)).toEqual([]);
});

it('knows the process that writes each schema', () => {
  const written = PROCESS_NAMES.flatMap((name) => PROCESSES[name].schemas.map(String));
  expect(written.length).toBe(new Set(written).size);
  // Operators and the API write parts of `access` and `catalog`; triggers write `events`.
  const shared = ['access', 'catalog', 'events'];
  // The simulated gateway creates its schema itself.
  expect([...written, ...shared].sort()).toEqual([...ALL_DOMAINS.map(({ schema }) => schema), 'gateway'].sort());
});

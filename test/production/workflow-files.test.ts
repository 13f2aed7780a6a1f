import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { execFileAsync } from '../../src/process/child-process.js';
import { resolveGoProgram } from '../kit/go-program.js';
import { TEMPORAL_DOCKER } from './compose-project.js';

const FOLDER = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));
const ACTIONLINT = {
  ...{ name: 'actionlint', version: '1.7.12', variable: 'ACTIONLINT_PATH' },
  module: 'github.com/rhysd/actionlint/cmd/actionlint',
};

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    { container?: string; 'timeout-minutes'?: number; steps: { uses?: string; with?: object }[] }
  >;
}

const files = readdirSync(FOLDER).map((file) => path.join(FOLDER, file));
const read = (name: string) => parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Workflow;

describe('the workflow files', () => {
  it('pass actionlint', async ({ skip }) => {
    const actionlint = await resolveGoProgram(ACTIONLINT).catch((error: unknown) => {
      if (process.env.CI === 'true') throw error;
      return skip((error as Error).message);
    });
    const { stdout } = await execFileAsync(actionlint, ['-no-color', '-shellcheck=', '-pyflakes=', ...files]);
    expect(stdout).toBe('');
  });

  it('end every job after a time, and write nothing by default', () => {
    for (const name of files.map((file) => path.basename(file))) {
      const { permissions, jobs } = read(name);
      expect(permissions).toEqual({ contents: 'read' });
      for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
  });

  it('test on the Node version of the image', () => {
    const [, version] =
      /^FROM node:([\d.]+)-/m.exec(readFileSync(path.join(TEMPORAL_DOCKER, 'Dockerfile'), 'utf8')) ?? [];
    expect(read('ci.yml').jobs.test?.container).toBe(`node:${version}-bookworm`);
  });

  it('publish only an image that was scanned, with its SBOM and provenance', () => {
    const steps = read('release.yml').jobs.publish?.steps ?? [];
    const indexOf = (action: string, settings: object = {}) =>
      steps.findIndex(
        ({ uses, with: given }) =>
          uses?.startsWith(`${action}@`) === true &&
          Object.entries(settings).every(([name, value]) => (given as Record<string, unknown>)[name] === value),
      );
    const push = indexOf('docker/build-push-action', { push: true, sbom: true, provenance: 'mode=max' });
    const scan = indexOf('aquasecurity/trivy-action', { 'exit-code': '1' });
    expect(scan).toBeGreaterThan(indexOf('docker/build-push-action', { load: true }));
    expect(push).toBeGreaterThan(scan);
  });
});

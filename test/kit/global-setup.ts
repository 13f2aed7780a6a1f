import type { TestProject } from 'vitest/node';
import { startSharedServices, type SharedServices } from './shared-services.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty Postgres database. Tests copy it and never connect to it. */
    templateUrl: string;
    workflowBundlePath: string;
    temporalAddress: string;
    temporalCliPath: string;
    timeSkippingServerPath: string;
  }
}

/** Vitest evaluates this module once for each project, so the projects share through the process. */
const shared = globalThis as { testServices?: { users: number; services: Promise<SharedServices> } | undefined };

/** Starts the shared services for the first project that needs them; the last one stops them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const entry = (shared.testServices ??= { users: 0, services: startSharedServices() });
  entry.users += 1;
  const { stop, ...provided } = await entry.services;
  for (const [name, value] of Object.entries(provided)) project.provide(name as keyof typeof provided, value);
  return async () => {
    entry.users -= 1;
    if (entry.users > 0) return;
    shared.testServices = undefined;
    await stop();
  };
}

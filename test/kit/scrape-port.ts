import { findFreePort, assertPortsAvailable } from '../../src/local/ports.js';

/** A free port whose next one is free too, for the Temporal SDK's own metrics. */
export async function freeScrapePort(): Promise<number> {
  for (;;) {
    const port = await findFreePort();
    const nextIsFree = await assertPortsAvailable([{ variable: 'PORT', port: port + 1 }]).then(
      () => true,
      () => false,
    );
    if (nextIsFree) return port;
  }
}

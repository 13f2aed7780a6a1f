import { freePort, refusePortsInUse } from '../../src/local/ports.js';

/** A free port whose next one is free too, for the Temporal SDK's own metrics. */
export async function freeScrapePort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    const next = await refusePortsInUse([{ variable: 'PORT', port: port + 1 }]).then(
      () => true,
      () => false,
    );
    if (next) return port;
  }
}

import { DBOS } from '@dbos-inc/dbos-sdk';
import { readConfig } from '../../../src/config/config.js';
import type { BenchOrder } from '../../load/order.js';
import type { PlaceOrder } from '../caller.js';
import { openServices, type Services } from '../services.js';
import { placeBySteps, RESERVATION_MS, type Journal } from './place-by-steps.js';

const ACCEPTED = 'accepted';
const TIMEOUT_SECONDS = 60;

/** The same steps, each a DBOS step in this process. DBOS keeps its state in a separate database. */
export async function open(): Promise<PlaceOrder> {
  const systemDatabaseUrl = new URL(readConfig(['DATABASE_URL']).DATABASE_URL);
  systemDatabaseUrl.pathname = '/dbos';
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: systemDatabaseUrl.href, logLevel: 'error' });
  const services = await openServices();
  const placeOrder = DBOS.registerWorkflow((order: BenchOrder) => place(services, order), { name: 'placeOrder' });
  await DBOS.launch();
  return async (order, onAccepted) => {
    const options = { workflowID: `dbos-${order.orderId}`, timeoutMS: RESERVATION_MS };
    const run = await DBOS.startWorkflow(placeOrder, options)(order);
    if (await DBOS.getEvent(run.workflowID, ACCEPTED, TIMEOUT_SECONDS)) onAccepted();
    await run.getResult();
  };
}

function place(services: Services, order: BenchOrder): Promise<void> {
  const journal: Journal = {
    step: (name, run) => DBOS.runStep(run, { name }),
    setAccepted: (accepted) => DBOS.setEvent(ACCEPTED, accepted),
    isFinal: () => true,
  };
  return placeBySteps(services, journal, order);
}

import type { Client } from '@temporalio/client';
import fc from 'fast-check';
import { cancellationWorkflowId, followPaymentWorkflowId, orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { hostileJson, hostileText } from './hostile-values.js';
import type { KnownIds } from './known-ids.js';

/** A message that anybody with the CLI can send to a run. */
export type PlannedSignal = (client: Client, known: KnownIds) => Promise<void>;

const argument = fc.oneof(
  hostileJson,
  fc.record({ reason: fc.oneof(hostileText, hostileJson), actor: fc.oneof(fc.constant('customer'), hostileJson) }),
  fc.record({ eventId: hostileJson }),
);

const UPDATES = new Set(['extendReservation', 'retryNow']);

/** Signals and updates with hostile arguments. The audit at the end shows what they did. */
export const signalArbitrary: fc.Arbitrary<PlannedSignal> = fc
  .tuple(
    fc.constantFrom('cancelOrder', 'paymentEvent', 'unheardOf', 'extendReservation', 'retryNow'),
    argument,
    fc.nat(),
    fc.constantFrom(orderWorkflowId, orderWorkflowId, followPaymentWorkflowId, cancellationWorkflowId),
  )
  .map(([name, value, choice, workflowIdOf]) => async (client, known) => {
    const run = client.workflow.getHandle(workflowIdOf(known.pick('order', choice)));
    const send = () => (UPDATES.has(name) ? run.executeUpdate(name, { args: [value] }) : run.signal(name, value));
    // The order may have ended, and an update may be rejected.
    await client.connection.withDeadline(Date.now() + 10_000, send).catch(() => undefined);
  });

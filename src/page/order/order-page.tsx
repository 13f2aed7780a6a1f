import { useEffect } from 'preact/hooks';
import type { Order } from '../client.js';
import type { Session } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SHOP_URL } from '../ui/routes.js';
import { Actions } from './actions.js';
import { Countdown } from './countdown.js';
import { History } from './history.js';
import { PayLink } from './pay-link.js';
import { Refunds } from './refunds.js';
import { RunDetails } from './run-details.js';
import { Summary } from './summary.js';
import { StatusPill } from './status-pill.js';
import { UNKNOWN_RUN } from './timeline-steps.js';
import { Timeline } from './timeline.js';
import { useOrder } from './use-order.js';
import { useRun } from './use-run.js';
import { explanation, headline } from './order-messages.js';

interface Props {
  readonly orderId: string;
  readonly session: Session;
}

/** One order, updated while it changes. */
export function OrderPage({ orderId, session }: Props) {
  const { order, error, update } = useOrder(session, orderId);
  return (
    <div class="order">
      <a class="back" href={SHOP_URL}>
        ← Back to the shop
      </a>
      <ProblemNotice error={error} />
      {order ? (
        <OrderDetails order={order} session={session} onOrderChange={update} />
      ) : (
        error === undefined && <p class="muted loading">Loading the order…</p>
      )}
    </div>
  );
}

interface OrderDetailsProps {
  readonly order: Order;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

function OrderDetails({ order, session, onOrderChange }: OrderDetailsProps) {
  const { run, error } = useRun(session, order);
  const title = headline(order, run);
  const details = explanation(order);
  useEffect(() => {
    document.title = `${title} · Durable orders`;
    return () => {
      document.title = 'Durable orders';
    };
  }, [title]);
  const actions = <Actions order={order} session={session} onOrderChange={onOrderChange} />;
  return (
    <>
      <header class="order-head">
        <p class="order-number">
          Order <span class="mono">{order.id.slice(0, 8)}</span> <StatusPill status={order.status} />
        </p>
        <div aria-live="polite">
          <h1>{title}</h1>
          {details !== undefined && <p class="lead">{details}</p>}
        </div>
        <PayLink order={order} />
      </header>
      {(run ?? error === undefined) && <Timeline run={run ?? UNKNOWN_RUN} />}
      <ProblemNotice error={error} />
      <div class="order-columns">
        <div class="column">
          {order.status === 'pending' ? (
            <>
              <Countdown order={order} />
              {actions}
              <Summary order={order} />
            </>
          ) : (
            <>
              <Summary order={order} />
              {actions}
            </>
          )}
        </div>
        <div class="column">
          <Refunds order={order} session={session} />
          <History order={order} session={session} />
          {run && <RunDetails run={run} />}
        </div>
      </div>
    </>
  );
}

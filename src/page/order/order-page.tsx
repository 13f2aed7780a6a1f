import type { Order, Timeline as TimelineData } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { OperatorNav } from '../console/operator-nav.js';
import { canOperate, canOrder } from '../session/claims.js';
import type { PageConfig } from '../session/page-routes.js';
import type { Session } from '../session/session.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SHOP_URL } from '../ui/routes.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { Actions } from './actions.js';
import { Countdown } from './countdown.js';
import { explanation, headline } from './order-messages.js';
import { PayAgain } from './pay-again.js';
import { PayLink } from './pay-link.js';
import { Refunds } from './refunds.js';
import { StatusPill } from './status-pill.js';
import { Summary } from './summary.js';
import { text } from './text.js';
import { SentEvents } from './sent-events.js';
import { TimelineLog } from './timeline-log.js';
import { Timeline } from './timeline.js';
import { useOrder } from './use-order.js';
import { useTimeline } from './use-timeline.js';

/** Keeps the place of the steps until they are loaded. */
const NO_TIMELINE: Pick<TimelineData, 'data' | 'undo'> = { data: [], undo: 'none' };

interface Props {
  readonly orderId: string;
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
}

/** One order, updated while it changes. */
export function OrderPage({ orderId, session, gateway }: Props) {
  const t = useText(text);
  const { order, error, update } = useOrder(session, orderId);
  return (
    <div class="order">
      {canOperate(session) ? (
        <OperatorNav current="orders" />
      ) : (
        <a class="back" href={SHOP_URL}>
          ← {t.back}
        </a>
      )}
      {!order && error !== undefined && <PageHeading>{t.notShown}</PageHeading>}
      <ProblemNotice error={error} />
      {order && <OrderDetails order={order} session={session} gateway={gateway} onOrderChange={update} />}
      {!order && error === undefined && <p class="muted loading">{t.loading}</p>}
    </div>
  );
}

interface OrderDetailsProps extends Omit<Props, 'orderId'> {
  readonly order: Order;
  readonly onOrderChange: (order: Order) => void;
}

function OrderDetails({ order, session, gateway, onOrderChange }: OrderDetailsProps) {
  const t = useText(text);
  const formats = useFormats();
  const { data: timeline, error } = useTimeline(session, order);
  const undo = timeline?.undo ?? 'none';
  const title = headline(order, undo, t);
  const details = explanation(order, undo, t, formats);
  usePageTitle(title);
  const { status, payment } = order;
  const isUnpaid = status === 'failed' || (status === 'cancelled' && payment?.status !== 'refunded');
  return (
    <>
      <header class="order-head">
        <p class="order-number">
          {t.orderNumber(order.id.slice(0, 8))} <StatusPill status={status} />
        </p>
        <div aria-live="polite">
          <PageHeading>{title}</PageHeading>
          {details !== undefined && <p class="lead">{details}</p>}
        </div>
        <PayLink order={order} />
      </header>
      {(timeline ?? error === undefined) && <Timeline timeline={timeline ?? NO_TIMELINE} />}
      {error !== undefined && <Notice tone="warning">{t.stepsUnavailable}</Notice>}
      <div class="order-columns">
        <div class="column">
          {status === 'pending' && <Countdown order={order} />}
          <Actions order={order} session={session} onOrderChange={onOrderChange} />
          {isUnpaid && canOrder(session) && <PayAgain order={order} session={session} gateway={gateway} />}
          <Summary order={order} />
        </div>
        <div class="column">
          <Refunds order={order} session={session} />
          {timeline && <TimelineLog timeline={timeline} />}
          {timeline && <SentEvents events={timeline.events} />}
        </div>
      </div>
    </>
  );
}

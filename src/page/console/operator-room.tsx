import { AttentionRoom } from '../attention/attention-list.js';
import { CatalogueRoom } from '../catalogue/catalogue-room.js';
import { NumbersRoom } from '../numbers/numbers-room.js';
import { OperatorOrders } from '../orders/operator-orders.js';
import type { Session } from '../session/session.js';
import { WebhooksRoom } from '../webhooks/webhooks-room.js';
import type { View } from '../ui/routes.js';
import { OperatorNav } from './operator-nav.js';

interface Props {
  readonly session: Session;
  readonly view: View;
}

/** A room of the operators' console; the orders unless another one is named. */
export function OperatorRoom({ session, view }: Props) {
  return (
    <>
      <OperatorNav current={view.name === 'shop' ? 'orders' : view.name} />
      <Room session={session} view={view} />
    </>
  );
}

function Room({ session, view }: Props) {
  const { hash } = location;
  switch (view.name) {
    case 'attention':
      return <AttentionRoom session={session} />;
    case 'numbers':
      return <NumbersRoom session={session} />;
    case 'catalogue':
      return <CatalogueRoom key={hash} session={session} hash={hash} />;
    case 'webhooks':
      return <WebhooksRoom session={session} />;
    case 'orders':
    case 'shop':
    case 'order':
      return <OperatorOrders session={session} hash={hash} />;
  }
}

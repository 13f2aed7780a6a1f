import { useState } from 'preact/hooks';
import { unwrap, type Order, type OrderReturn, type PaymentDetails } from '../client.js';
import type { Session } from '../session/session.js';
import { usePoll } from '../ui/use-poll.js';
import { describeDispute, describeRefund, describeReturn } from './refund-messages.js';

interface Props {
  readonly order: Order;
  readonly session: Session;
}

/** The refunds, returns and disputes of the order; nothing when it has none. */
export function Refunds({ order, session }: Props) {
  const { currency, disputes } = order;
  const paymentId = order.payment?.id;
  const [refunds, setRefunds] = useState<PaymentDetails['refunds']>([]);
  const [returns, setReturns] = useState<readonly OrderReturn[]>([]);
  const load = async (signal: AbortSignal) => {
    if (paymentId === undefined) return;
    const { client } = session;
    // An error needs no notice: the summary shows the amounts, and the next change loads the lists again.
    const [payment, returned] = await Promise.all([
      unwrap(client.GET('/v1/payments/{id}', { params: { path: { id: paymentId } }, signal })).catch(() => undefined),
      unwrap(client.GET('/v1/orders/{id}/returns', { params: { path: { id: order.id } }, signal })).catch(
        () => undefined,
      ),
    ]);
    if (payment) setRefunds(payment.refunds);
    if (returned) setReturns(returned.data);
  };
  usePoll(load, undefined, [session, order.id, order.version]);
  const lists: readonly (readonly [string, readonly { id: string; text: string }[]])[] = [
    ['Refunds', refunds.map((refund) => ({ id: refund.id, text: describeRefund(refund, currency) }))],
    ['Returns', returns.map((each) => ({ id: each.id, text: describeReturn(each) }))],
    ['Disputes', disputes.map((dispute) => ({ id: dispute.id, text: describeDispute(dispute) }))],
  ];
  return (
    <>
      {lists
        .filter(([, entries]) => entries.length > 0)
        .map(([title, entries]) => (
          <section class="card" key={title} aria-label={title}>
            <h2>{title}</h2>
            <ul class="lines">
              {entries.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

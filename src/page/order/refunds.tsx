import { unwrap, type Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { usePolled } from '../ui/use-polled.js';
import { describeDispute, describeRefund, describeReturn } from './refund-messages.js';
import { refundText } from './refund-text.js';

interface Props {
  readonly order: Order;
  readonly session: Session;
}

interface Entry {
  readonly id: string;
  /** Disputes have no time of their own. */
  readonly at?: string;
  readonly text: string;
}

/** The refunds, returns and disputes of the order; nothing when it has none. */
export function Refunds({ order, session: { client } }: Props) {
  const t = useText(refundText);
  const formats = useFormats();
  const { id, currency, disputes } = order;
  const paymentId = order.payment?.id;
  // An error needs no notice: the summary shows the amounts, and the next change loads the lists again.
  const { data } = usePolled(
    async (signal) => {
      const [payment, returns] = await Promise.all([
        paymentId === undefined
          ? undefined
          : unwrap(client.GET('/v1/payments/{id}', { params: { path: { id: paymentId } }, signal })),
        unwrap(client.GET('/v1/orders/{id}/returns', { params: { path: { id } }, signal })),
      ]);
      return { refunds: payment?.refunds ?? [], returns: returns.data };
    },
    undefined,
    [client, id, paymentId, order.version],
  );
  const { refunds = [], returns = [] } = data ?? {};
  const lists: readonly (readonly [string, readonly Entry[]])[] = [
    [t.refunds, refunds.map((each) => ({ ...dated(each), text: describeRefund(each, currency, t, formats) }))],
    [t.returns, returns.map((each) => ({ ...dated(each), text: describeReturn(each, t, formats) }))],
    [t.disputes, disputes.map((each) => ({ id: each.id, text: describeDispute(each, t, formats) }))],
  ];
  return (
    <>
      {lists
        .filter(([, entries]) => entries.length > 0)
        .map(([title, entries]) => (
          <section class="card" key={title} aria-label={title}>
            <h2>{title}</h2>
            <ul class="dated">
              {entries.map(({ id: key, at, text }) => (
                <li key={key}>
                  <span>{text}</span>
                  {at !== undefined && (
                    <time class="muted small" dateTime={at}>
                      {formats.dateTime(at)}
                    </time>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

function dated({ id, created_at: at }: { readonly id: string; readonly created_at: string }) {
  return { id, at };
}

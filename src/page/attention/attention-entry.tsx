import { unwrap, type AttentionItem } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { joinParts } from '../ui/join-parts.js';
import { text as orderText } from '../order/text.js';
import { entryReason } from '../order/entry-reason.js';
import { refundText } from '../order/refund-text.js';
import { timelineText } from '../order/timeline-text.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { Icon } from '../ui/icons.js';
import { lookUp } from '../ui/look-up.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CATALOGUE_URL, orderUrl, WEBHOOKS_URL } from '../ui/routes.js';
import { useAction } from '../ui/use-action.js';
import { text as webhookText } from '../webhooks/text.js';
import { subjectName } from './subject-name.js';
import { text } from './text.js';

const EXTENSION_SECONDS = 300;
/** What the button does at once. The other actions need the page of the order or the product. */
const IMMEDIATE_ACTIONS = ['retry', 'cancel', 'extend', 'enable'];

interface Props {
  readonly item: AttentionItem;
  readonly session: Session;
  readonly onChange: () => void;
}

/** One item: what is wrong, since when, how often it was tried, and what helps. */
export function AttentionEntry({ item, session, onChange }: Props) {
  const t = useText(text);
  const order = useText(orderText);
  const refund = useText(refundText);
  const webhooks = useText(webhookText);
  const { undoing } = useText(timelineText);
  const { money, number, dateTime } = useFormats();
  const { kind, subject, order_id: orderId, amount, currency } = item;
  const reasonOf = ({ reason, webhook_endpoint_id: endpointId }: AttentionItem) => {
    if (kind === 'low_stock') return t.stock(number(Number(reason)));
    if (kind === 'dead_run') return lookUp(t.endings, reason ?? '');
    if (endpointId === null) return entryReason(item, order, refund);
    return reason === null ? undefined : lookUp({ ...webhooks.reasons, ...webhooks.failures }, reason);
  };
  return (
    <li class={`card attention-item ${kind}`}>
      <div>
        <strong>{t.kinds[kind](subjectName(subject, undoing, t.subjects))}</strong>
        <p class="muted small">
          {joinParts(
            t.separator,
            reasonOf(item),
            amount === null || currency === null ? undefined : money(amount, currency),
          )}
        </p>
        <p class="muted small">
          {joinParts(
            t.separator,
            t.since(dateTime(item.since)),
            item.due_at && t.due(dateTime(item.due_at)),
            item.attempts === null ? undefined : t.attempts(number(item.attempts)),
            item.next_try_at && t.nextTry(dateTime(item.next_try_at)),
          )}
        </p>
        {item.last_error !== null && (
          <p class="log-error small" lang="en">
            {item.last_error}
          </p>
        )}
        <p class="small item-links">
          {orderId !== null && <a href={orderUrl(orderId)}>{t.order(orderId.slice(0, 8))}</a>}
          {item.web_ui_url !== null && (
            <a href={item.web_ui_url} target="_blank" rel="noopener noreferrer">
              {t.openRun} <Icon name="link" />
            </a>
          )}
        </p>
      </div>
      <ItemAction item={item} session={session} onChange={onChange} />
    </li>
  );
}

function ItemAction({ item, session, onChange }: Props) {
  const t = useText(text);
  const { action, order_id: id, webhook_endpoint_id: endpointId } = item;
  const act = useAction(async () => {
    await sendOnce(`attention:${item.id}`, (header) => requestAction(session, item, header, t.cancelReason));
    announce(lookUp(t.done, action));
    onChange();
  });
  if (IMMEDIATE_ACTIONS.includes(action) && (id ?? endpointId) !== null) {
    return (
      <div class="item-action">
        <button type="button" class="button" aria-disabled={act.busy} onClick={() => act.run()}>
          {t.actions[action]}
        </button>
        <ProblemNotice error={act.error} />
      </div>
    );
  }
  const url = urlOf(item);
  return url === null ? null : (
    <a class="button" href={url}>
      {t.actions[action]}
    </a>
  );
}

/** The place where the action is taken. */
function urlOf({ order_id: id, product_id: productId, webhook_endpoint_id: endpointId, subject }: AttentionItem) {
  if (endpointId !== null) return WEBHOOKS_URL;
  if (productId !== null) return `${CATALOGUE_URL}?q=${encodeURIComponent(subject)}`;
  return id && orderUrl(id);
}

async function requestAction(
  { client }: Session,
  { action, order_id: id, webhook_endpoint_id: endpointId }: AttentionItem,
  header: { 'Idempotency-Key': string },
  reason: string,
): Promise<unknown> {
  const params = { path: { id: id ?? endpointId ?? '' }, header };
  if (action === 'enable')
    return unwrap(client.PATCH('/v1/webhook-endpoints/{id}', { params, body: { status: 'enabled' } }));
  if (action === 'retry') return unwrap(client.POST('/v1/orders/{id}/retry', { params }));
  if (action === 'cancel') return unwrap(client.POST('/v1/orders/{id}/cancel', { params, body: { reason } }));
  const body = { seconds: EXTENSION_SECONDS };
  return unwrap(client.POST('/v1/orders/{id}/reservation/extend', { params, body }));
}

import { useState } from 'preact/hooks';
import { unwrap } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { orderUrl } from '../ui/routes.js';
import { usePolled } from '../ui/use-polled.js';
import { text } from './text.js';

const PAGE_SIZE = 20;
const MAX_SIZE = 100;

interface Props {
  readonly session: Session;
  readonly productId: string;
  /** Changes with the stock, so that the ledger is read again. */
  readonly version: string;
}

/** The stock ledger of a product. */
export function Movements({ session, productId, version }: Props) {
  const t = useText(text);
  const { exactTime, number } = useFormats();
  const [limit, setLimit] = useState(PAGE_SIZE);
  const { data, error } = usePolled(
    (signal) => {
      const params = { path: { product_id: productId }, query: { limit } };
      return unwrap(session.client.GET('/v1/inventory/{product_id}/movements', { params, signal }));
    },
    undefined,
    [session, productId, version, limit],
  );
  const signed = (delta: number) => (delta > 0 ? `+${number(delta)}` : number(delta));
  return (
    <section class="movements" aria-label={t.movements}>
      <h2>{t.movements}</h2>
      <ProblemNotice error={error} />
      <ol class="dated">
        {data?.data.map((movement, index) => (
          <li key={`${movement.created_at} ${index}`}>
            <span>
              <strong>{t.kinds[movement.kind]}</strong>{' '}
              {t.delta(signed(movement.available_delta), signed(movement.reserved_delta))}{' '}
              {movement.order_id !== null && (
                <a href={orderUrl(movement.order_id)}>{t.order(movement.order_id.slice(0, 8))}</a>
              )}{' '}
              <span class="muted">{movement.reason}</span>
            </span>
            <time class="muted small" dateTime={movement.created_at}>
              {exactTime(movement.created_at)}
            </time>
          </li>
        ))}
      </ol>
      {data?.next_cursor && limit < MAX_SIZE && (
        <button type="button" class="button quiet" onClick={() => setLimit(MAX_SIZE)}>
          {t.moreMovements}
        </button>
      )}
    </section>
  );
}

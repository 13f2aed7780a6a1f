import { useText } from '../i18n/use-language.js';
import { ATTENTION_URL, CATALOGUE_URL, NUMBERS_URL, ORDERS_URL, WEBHOOKS_URL, type View } from '../ui/routes.js';
import { text } from './text.js';

const ROOMS = [
  ['orders', ORDERS_URL],
  ['attention', ATTENTION_URL],
  ['numbers', NUMBERS_URL],
  ['catalogue', CATALOGUE_URL],
  ['webhooks', WEBHOOKS_URL],
] as const;

/** The rooms of operators. */
export function OperatorNav({ current }: { readonly current: View['name'] }) {
  const t = useText(text);
  return (
    <nav class="rooms" aria-label={t.label}>
      {ROOMS.map(([name, url]) => (
        <a key={name} href={url} aria-current={name === current ? 'page' : undefined}>
          {t[name]}
        </a>
      ))}
    </nav>
  );
}

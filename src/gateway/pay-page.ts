import { createHash } from 'node:crypto';
import { formatMoney } from '../money/money.js';
import type { StoredCharge } from './charge.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #f6f6f8; --card: #fff; --line: #8a8a94; --act: #0b57d0; --on-act: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --paper: #141417; --card: #1f1f24; --line: #7f7f8c; --act: #a8c7fa; --on-act: #062e6f }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { width: 100%; max-width: 26rem; padding: 1.5rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card) }
h1 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.25 }
p { margin: 0 0 1rem; overflow-wrap: anywhere }
form { display: flex; flex-wrap: wrap; gap: .75rem }
button, a { flex: 1 1 8rem; min-height: 2.75rem; padding: .5rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  border: 1px solid var(--act); border-radius: .5rem; color: var(--act); background: transparent; text-align: center }
a { display: block; text-decoration: none }
button.primary { color: var(--on-act); background: var(--act) }
button:focus-visible, a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * No scripts, no external resources, no framing. The form goes to the same origin, and its answer to the shop.
 *
 * @param returnUrl - of the shop; browsers check `form-action` for redirects too
 */
export function contentSecurityPolicy(returnUrl: string | null = null): string {
  const formAction = returnUrl === null ? "'self'" : `'self' ${new URL(returnUrl).origin}`;
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const METHOD_NAMES: Readonly<Record<string, string>> = {
  credit_card: 'your card',
  debit_card: 'your card',
  paypal: 'PayPal',
  alipay: 'Alipay',
  wechat: 'WeChat Pay',
};

/** The page on which a customer approves or declines a charge, or reads its outcome. */
export function payPage(charge: StoredCharge): string {
  const description = `${formatAmount(charge)} for order ${charge.order_id}`;
  switch (charge.status) {
    case 'requires_action': {
      const methodName = METHOD_NAMES[charge.method ?? ''] ?? 'this gateway';
      return page(
        `Pay ${formatAmount(charge)}?`,
        `<p>${escape(description)}, with ${escape(methodName)}. This is a simulation: no money is transferred.</p>
<form method="post">
<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button>
</form>`,
      );
    }
    case 'processing':
      return outcomePage(charge, 'Payment in progress', `${description}. Reload this page in a moment.`);
    case 'authorized':
    case 'succeeded':
      return outcomePage(charge, 'Payment approved', `${description}.`);
    case 'declined':
      return outcomePage(charge, 'Payment declined', `${description}. You were not charged.`);
    case 'canceled':
      return outcomePage(charge, 'Payment cancelled', 'The shop cancelled this payment. You were not charged.');
  }
}

/** The page for an unknown link. */
export function paymentNotFoundPage(): string {
  return messagePage('Payment not found', 'Check that the address is complete.');
}

/** With the way back to the shop. Without one, the customer closes the page. */
function outcomePage({ return_url }: StoredCharge, heading: string, text: string): string {
  return return_url === null
    ? messagePage(heading, `${text} You can close this page.`)
    : messagePage(heading, text, `\n<a href="${escape(return_url)}">Return to the shop</a>`);
}

function messagePage(heading: string, text: string, link = ''): string {
  return page(heading, `<p role="status">${escape(text)}</p>${link}`);
}

function page(heading: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(heading)}</h1>
${content}
</main>
</body>
</html>
`;
}

function formatAmount({ amount, currency }: StoredCharge): string {
  return formatMoney(amount, currency ?? 'XXX');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

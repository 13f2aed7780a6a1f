interface PageAfterDecision {
  readonly status: number;
  readonly html: string;
  /** Where the browser ends. */
  readonly url: string;
}

/**
 * Approves or declines a payment on the gateway's page.
 *
 * @returns the page that follows; only its URL when another site has it
 */
export async function submitPaymentDecision(
  redirectUrl: string | null | undefined,
  decision: 'approve' | 'decline',
): Promise<PageAfterDecision> {
  const page = requireUrl(redirectUrl);
  const body = new URLSearchParams({ decision });
  const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  const location = answer.headers.get('location');
  const url = location === null ? page : new URL(location, page).href;
  if (new URL(url).origin !== new URL(page).origin) return { status: answer.status, html: '', url };
  const response = location === null ? answer : await fetch(url);
  return { status: response.status, html: await response.text(), url };
}

/** Opens the gateway's page, as the customer's browser does. */
export async function fetchPaymentPage(redirectUrl: string | null | undefined): Promise<Response> {
  return fetch(requireUrl(redirectUrl));
}

function requireUrl(redirectUrl: string | null | undefined): string {
  if (!redirectUrl) throw new Error('the payment has no redirect URL');
  return redirectUrl;
}

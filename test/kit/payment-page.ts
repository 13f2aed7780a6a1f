/** Approves or declines a payment on the gateway's page. @returns the page that follows and its status */
export async function submitPaymentDecision(
  redirectUrl: string | null | undefined,
  decision: 'approve' | 'decline',
): Promise<{ status: number; html: string }> {
  const response = await fetch(requireUrl(redirectUrl), { method: 'POST', body: new URLSearchParams({ decision }) });
  return { status: response.status, html: await response.text() };
}

/** Opens the gateway's page, as the customer's browser does. */
export async function fetchPaymentPage(redirectUrl: string | null | undefined): Promise<Response> {
  return fetch(requireUrl(redirectUrl));
}

function requireUrl(redirectUrl: string | null | undefined): string {
  if (!redirectUrl) throw new Error('the payment has no redirect URL');
  return redirectUrl;
}

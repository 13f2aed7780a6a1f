/** What the gateway's page says after a customer chose, and under which status. */
export async function submitPaymentDecision(
  redirectUrl: string | null,
  decision: 'approve' | 'decline',
): Promise<{ status: number; html: string }> {
  if (redirectUrl === null) throw new Error('the customer was not sent anywhere');
  const response = await fetch(redirectUrl, { method: 'POST', body: new URLSearchParams({ decision }) });
  return { status: response.status, html: await response.text() };
}

/** The page as a customer sees it who has not chosen. */
export async function fetchPaymentPage(redirectUrl: string | null): Promise<Response> {
  if (redirectUrl === null) throw new Error('the customer was not sent anywhere');
  return fetch(redirectUrl);
}

/** Whether the URL is the answer of the identity provider to a sign-in of this tab. */
export function isSignInAnswer(url: URL): boolean {
  const { searchParams } = url;
  return searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
}

/** Names a webhook endpoint where it is mentioned. The path and the query of its URL may be secret. */
export function endpointName({ description, url }: { readonly description: string; readonly url: string }): string {
  return description || new URL(url).host;
}

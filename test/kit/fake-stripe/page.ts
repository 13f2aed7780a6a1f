import { text, type Form } from './form.js';

/** A page of a list, as Stripe returns it. @param objects - newest first */
export function page(url: string, objects: readonly { readonly id: string }[], query: Form): object {
  const after = text(query, 'starting_after');
  const start = after === undefined ? 0 : objects.findIndex(({ id }) => id === after) + 1;
  const end = start + Number(text(query, 'limit') ?? 10);
  return { object: 'list', url, has_more: end < objects.length, data: objects.slice(start, end) };
}

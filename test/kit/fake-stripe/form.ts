export interface Form {
  [key: string]: string | Form;
}

/** Parses Stripe's form encoding: `metadata[order_id]=1&expand[0]=charge` gives nested objects, with arrays as objects. */
export function parseForm(encoded: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = name.split(/\[|\]\[|\]/).filter((key) => key !== '');
    const last = path.pop() ?? '';
    let parent = form;
    for (const key of path) parent = parent[key] = subform(parent, key);
    parent[last] = value;
  }
  return form;
}

export function subform(form: Form, key: string): Form {
  const value = form[key];
  return typeof value === 'object' ? value : {};
}

export function text(form: Form, key: string): string | undefined {
  const value = form[key];
  return typeof value === 'string' ? value : undefined;
}

/** The values of an array such as `expand[0]=charge`. */
export function list(form: Form, key: string): string[] {
  return Object.values(subform(form, key)).filter((value) => typeof value === 'string');
}

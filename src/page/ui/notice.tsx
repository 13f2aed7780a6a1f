import type { ComponentChildren } from 'preact';

interface Props {
  readonly tone: 'error' | 'warning';
  readonly children: ComponentChildren;
}

/** A message; screen readers announce errors immediately. */
export function Notice({ tone, children }: Props) {
  return (
    <p class={`notice ${tone}`} role={tone === 'error' ? 'alert' : undefined}>
      {children}
    </p>
  );
}

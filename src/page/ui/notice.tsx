import type { ComponentChildren } from 'preact';

interface Props {
  readonly tone: 'error' | 'warning' | 'info';
  readonly children: ComponentChildren;
}

/** A message; screen readers announce errors immediately and others when the user pauses. */
export function Notice({ tone, children }: Props) {
  return (
    <div class={`notice ${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

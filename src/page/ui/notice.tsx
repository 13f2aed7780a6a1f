import type { ComponentChildren } from 'preact';

interface Props {
  readonly tone: 'bad' | 'warn' | 'plain';
  readonly children: ComponentChildren;
}

/** Something the reader should know; what went wrong is read out at once. */
export function Notice({ tone, children }: Props) {
  return (
    <p class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      {children}
    </p>
  );
}

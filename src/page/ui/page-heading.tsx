import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let awaitsFocus = false;

/** Makes the next page heading take the focus, which the elements of the view before it lose. */
export function focusNextHeading(): void {
  awaitsFocus = true;
}

interface Props {
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** The heading of a view. It takes the focus after a navigation, unless the user has moved it already. */
export function PageHeading({ id, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (awaitsFocus && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    awaitsFocus = false;
  }, []);
  return (
    <h1 id={id} ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

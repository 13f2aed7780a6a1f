import { useEffect, useState } from 'preact/hooks';

let show: (message: string) => void = () => undefined;

/** Tells users of screen readers what their action changed elsewhere on the page. */
export function announce(message: string): void {
  show(message);
}

/** Renders what `announce` says, for screen readers only. */
export function Announcer() {
  const [message, setMessage] = useState('');
  useEffect(() => {
    show = setMessage;
  }, []);
  return (
    <p class="visually-hidden" role="status">
      {message}
    </p>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { Notice } from './notice.js';
import { text } from './text.js';

const listeners = new Set<(isLost: boolean) => void>();
let isConnectionLost = false;

/** Records whether the last call reached the API. */
export function reportConnection(isLost: boolean): void {
  if (isLost === isConnectionLost) return;
  isConnectionLost = isLost;
  for (const listener of listeners) listener(isLost);
}

/** Whether the API did not answer; `ConnectionNotice` says it once for all polls of the page. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unreachable';
}

/** Says that the API cannot be reached, until it answers again. */
export function ConnectionNotice() {
  const { connectionLost } = useText(text);
  const [isLost, setLost] = useState(isConnectionLost);
  useEffect(() => {
    listeners.add(setLost);
    return () => void listeners.delete(setLost);
  }, []);
  return (
    <div class="connection" role="status">
      {isLost && <Notice tone="warning">{connectionLost}</Notice>}
    </div>
  );
}

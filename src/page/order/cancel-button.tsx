import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../i18n/use-language.js';
import { text } from './text.js';

interface Props {
  readonly busy: boolean;
  readonly onConfirm: () => void;
}

/** Cancels the order after a second press. Escape takes the first one back; the focus follows the buttons. */
export function CancelButton({ busy, onConfirm }: Props) {
  const { actions: t } = useText(text);
  const [isConfirming, setConfirming] = useState<boolean>();
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isConfirming !== undefined) first.current?.focus();
  }, [isConfirming]);
  if (!isConfirming) {
    return (
      <button key="ask" ref={first} type="button" class="button" onClick={() => setConfirming(true)}>
        {t.cancel}
      </button>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setConfirming(false);
  };
  return (
    <div class="buttons" role="group" aria-label={t.cancel} onKeyDown={onKeyDown}>
      <button key="confirm" ref={first} type="button" class="button danger" aria-disabled={busy} onClick={onConfirm}>
        {busy ? t.cancelling : t.confirmCancel}
      </button>
      <button type="button" class="button quiet" onClick={() => setConfirming(false)}>
        {t.keep}
      </button>
    </div>
  );
}

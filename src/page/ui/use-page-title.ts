import { useEffect } from 'preact/hooks';
import { useText } from '../i18n/use-language.js';
import { text } from './text.js';

/** Sets the title of the tab. @param title - of the view; undefined in the shop */
export function usePageTitle(title?: string): void {
  const { brand } = useText(text);
  useEffect(() => {
    document.title = title === undefined ? brand : `${title} · ${brand}`;
  }, [title, brand]);
}

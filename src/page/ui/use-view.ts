import { useEffect, useState } from 'preact/hooks';
import { focusNextHeading } from './page-heading.js';
import { viewOf, type View } from './routes.js';

/** The view that the page shows, as its URL says. */
export function useView(): View {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onHashChange = () => {
      focusNextHeading();
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  return viewOf(hash);
}

import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { createFormats, type Formats } from './formats.js';
import { chooseLanguage, formatTag } from './language.js';
import type { Language, TextTable } from './texts.js';

const LANGUAGE_KEY = 'durable-orders.language';

export interface LanguageState {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly formats: Formats;
}

const LanguageContext = createContext<LanguageState | undefined>(undefined);

/** Provides the language of the page, which all tabs share. */
export function LanguageProvider({ children }: { readonly children: ComponentChildren }) {
  const [language, setLanguage] = useState(currentLanguage);
  useEffect(() => {
    const onStorage = () => setLanguage(currentLanguage());
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, []);
  const state = useMemo(() => {
    const tag = formatTag(language, navigator.languages);
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
    return {
      language,
      setLanguage(chosen: Language) {
        localStorage.setItem(LANGUAGE_KEY, chosen);
        setLanguage(chosen);
      },
      formats: createFormats(tag),
    };
  }, [language]);
  return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('Render this component inside LanguageProvider.');
  return state;
}

/** The texts of a table in the language of the page. */
export function useText<T>(table: TextTable<T>): T {
  return table[useLanguage().language];
}

/** Formats money, dates and numbers for the reader of the page. */
export function useFormats(): Formats {
  return useLanguage().formats;
}

function currentLanguage(): Language {
  return chooseLanguage(localStorage.getItem(LANGUAGE_KEY), navigator.languages);
}

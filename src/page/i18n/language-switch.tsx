import { text } from './text.js';
import { LANGUAGES, type Language } from './texts.js';
import { useLanguage, useText } from './use-language.js';

/** Chooses the language of the page; each language is named in itself. */
export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage();
  const { label } = useText(text);
  return (
    <label class="language">
      <span class="visually-hidden">{label}</span>
      <select value={language} onChange={(event) => setLanguage(event.currentTarget.value as Language)}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

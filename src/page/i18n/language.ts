import { LANGUAGES, type Language } from './texts.js';

/**
 * Returns the language that the user chose, or else the first of the browser's languages that the page speaks.
 *
 * @param stored - the stored choice, if any
 * @param preferred - as in `navigator.languages`
 */
export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  return [stored ?? '', ...preferred].map(primarySubtag).find(isLanguage) ?? 'en';
}

/**
 * Returns the tag that formats dates, numbers and money: the browser's own variant of the language, such as `en-GB`.
 *
 * @param preferred - as in `navigator.languages`
 */
export function formatTag(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => primarySubtag(tag) === language) ?? { en: 'en-US', zh: 'zh-CN' }[language];
}

function primarySubtag(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

/** The languages of the page, each named in itself. */
export const LANGUAGES = { en: 'English', zh: '中文' } as const;

export type Language = keyof typeof LANGUAGES;

/** The texts of a part of the page, by language and key. A text with values is a function. */
export type TextTable<T> = Readonly<Record<Language, T>>;

/** Defines a table of texts. A key that one language lacks does not compile. */
export function texts<T extends object>(table: { en: T; zh: NoInfer<T> }): TextTable<T> {
  return table;
}

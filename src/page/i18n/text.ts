import { texts } from './texts.js';

export const text = texts({
  en: { label: 'Language' },
  zh: { label: '语言' },
});

import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../src/page/i18n/formats.js';
import { chooseLanguage, formatTag } from '../../../src/page/i18n/language.js';

describe('the language of the page', () => {
  it.each([
    { stored: null, preferred: ['zh-CN', 'en'], language: 'zh' },
    { stored: null, preferred: ['fr-FR', 'zh-TW', 'en'], language: 'zh' },
    { stored: null, preferred: ['EN-us'], language: 'en' },
    { stored: null, preferred: ['fr', 'constructor'], language: 'en' },
    { stored: null, preferred: [], language: 'en' },
    { stored: 'en', preferred: ['zh-CN'], language: 'en' },
    { stored: 'xx', preferred: ['zh-CN'], language: 'zh' },
  ])('is $language for the choice $stored and the browser languages $preferred', ({ stored, preferred, language }) => {
    expect(chooseLanguage(stored, preferred)).toBe(language);
  });

  it('formats in the variant of the language that the browser prefers', () => {
    expect(formatTag('en', ['zh-CN', 'en-GB', 'en'])).toBe('en-GB');
    expect(formatTag('zh', ['en-GB'])).toBe('zh-CN');
    expect(formatTag('en', ['zh-CN'])).toBe('en-US');
  });
});

describe('formats', () => {
  it('formats money with the digits of ISO 4217 in each language', () => {
    expect(createFormats('en-US').money(2549, 'USD')).toBe('$25.49');
    expect(createFormats('zh-CN').money(2549, 'USD')).toBe('US$25.49');
    expect(createFormats('zh-CN').money(2549, 'CNY')).toBe('¥25.49');
    expect(createFormats('en-US').money(2549, 'JPY')).toBe('¥2,549');
    expect(createFormats('en-US').money(254900, 'HUF')).toBe('HUF\u00a02,549.00');
  });

  it('formats dates in each language', () => {
    expect(createFormats('en-US').date('2026-03-04T12:00:00Z')).toBe('Mar 4, 2026');
    expect(createFormats('zh-CN').date('2026-03-04T12:00:00Z')).toBe('2026年3月4日');
  });
});

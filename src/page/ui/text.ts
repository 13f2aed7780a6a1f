import { texts } from '../i18n/texts.js';

export const text = texts({
  en: {
    brand: 'Durable orders',
    skip: 'Skip to content',
    apiReference: 'API reference',
    loading: 'Loading…',
    notOpened: 'The shop cannot be opened',
    newTab: '(opens in a new tab)',
    connectionLost: 'The shop cannot be reached right now. This page tries again and updates itself.',
  },
  zh: {
    brand: '持久订单',
    skip: '跳到正文',
    apiReference: 'API 参考',
    loading: '加载中…',
    notOpened: '商店暂时无法打开',
    newTab: '（在新标签页中打开）',
    connectionLost: '暂时无法连接到商店，页面会自动重试并更新。',
  },
});

import { texts } from '../i18n/texts.js';

export const text = texts({
  en: {
    heading: 'Your orders',
    back: 'Back to the shop',
    none: 'No orders yet. Orders you place appear here.',
    more: 'Show older orders',
    loaded: (count: string) => `${count} orders are shown.`,
    separator: ', ',
  },
  zh: {
    heading: '我的订单',
    back: '返回商店',
    none: '暂无订单，下单后会显示在这里。',
    more: '显示更早的订单',
    loaded: (count: string) => `已显示 ${count} 笔订单。`,
    separator: '、',
  },
});

import { texts } from '../i18n/texts.js';

export const sentEventsText = texts({
  en: {
    heading: 'Events sent',
    states: { delivered: 'delivered', waiting: 'waits to be sent again', failed: 'failed' },
    attempts: (count: string) => `${count} attempts`,
    nextTry: (time: string) => `next try ${time}`,
    separator: ', ',
  },
  zh: {
    heading: '已发送的事件',
    states: { delivered: '已送达', waiting: '等待重新发送', failed: '失败' },
    attempts: (count: string) => `已尝试 ${count} 次`,
    nextTry: (time: string) => `下次尝试 ${time}`,
    separator: '，',
  },
});

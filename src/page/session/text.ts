import { texts } from '../i18n/texts.js';

export const text = texts({
  en: {
    signingIn: 'Signing in…',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: 'Signed in as',
    roles: { customer: 'Customer', operator: 'Operator' },
    provider: 'Sign in with your account. You come back to this page.',
    ended: 'Your session has ended. Sign in again to go on where you were.',
    noRole: 'Your account has no access to this shop.',
    failed: 'Signing in did not work. Try again.',
    token: {
      explanation: 'Paste an access token. It is stored in this tab and deleted when you close the tab.',
      label: 'Access token',
      invalid: 'This token is not accepted. Paste an access token of this shop that has not expired.',
    },
  },
  zh: {
    signingIn: '正在登录…',
    signIn: '登录',
    signOut: '退出登录',
    signedInAs: '登录身份',
    roles: { customer: '顾客', operator: '工作人员' },
    provider: '使用您的账号登录，完成后会回到本页。',
    ended: '登录已过期，请重新登录，之后可继续刚才的操作。',
    noRole: '您的账号无权访问本店。',
    failed: '登录未成功，请重试。',
    token: {
      explanation: '请粘贴访问令牌。令牌保存在当前标签页中，关闭后即删除。',
      label: '访问令牌',
      invalid: '该令牌无效，请粘贴本店未过期的访问令牌。',
    },
  },
});

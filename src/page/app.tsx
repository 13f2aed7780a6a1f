import { LanguageSwitch } from './i18n/language-switch.js';
import { OrderPage } from './order/order-page.js';
import { Account } from './session/account.js';
import { canOperate } from './session/claims.js';
import { OperatorContext } from './session/operator-context.js';
import { SignIn } from './session/sign-in.js';
import { useSession, type SessionState } from './session/use-session.js';
import { Shop } from './shop/shop.js';
import { ProblemNotice } from './ui/problem-notice.js';
import { SHOP_URL } from './ui/routes.js';
import { useOrderId } from './ui/use-order-id.js';

export function App() {
  const state = useSession();
  const { config, session, switchRole, signOut } = state;
  return (
    <OperatorContext.Provider value={session !== undefined && canOperate(session)}>
      <a class="skip-link" href="#main" onClick={skipToContent}>
        Skip to content
      </a>
      <header class="site-header">
        <a class="brand" href={SHOP_URL}>
          <img src="/page/icon.svg" alt="" width={28} height={28} />
          Durable orders
        </a>
        <div class="header-controls">
          <LanguageSwitch />
          {config && session && <Account {...{ config, session, switchRole, signOut }} />}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Content {...state} />
      </main>
      <footer class="site-footer muted">
        <a href="/docs">API reference</a>
      </footer>
    </OperatorContext.Provider>
  );
}

function Content({ config, session, error, acceptToken }: SessionState) {
  const orderId = useOrderId();
  if (error !== undefined) return <ProblemNotice error={error} />;
  if (!config) return <p class="muted loading">Loading…</p>;
  if (!session)
    return config.local_sign_in ? <p class="muted loading">Signing in…</p> : <SignIn acceptToken={acceptToken} />;
  const sessionKey = `${session.userId} ${session.roles.join()}`;
  if (orderId === undefined) return <Shop key={sessionKey} session={session} gateway={config.payment_gateway} />;
  return <OrderPage key={`${orderId} ${sessionKey}`} orderId={orderId} session={session} />;
}

/** The link cannot use the URL fragment, which selects the order to show. */
function skipToContent(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

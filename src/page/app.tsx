import { LanguageSwitch } from './i18n/language-switch.js';
import { useText } from './i18n/use-language.js';
import { MyOrders } from './my-orders/my-orders.js';
import { OrderPage } from './order/order-page.js';
import { Account } from './session/account.js';
import { OperatorRoom } from './console/operator-room.js';
import { canOperate, canOrder } from './session/claims.js';
import { OperatorContext } from './session/operator-context.js';
import { SignIn } from './session/sign-in.js';
import { text as sessionText } from './session/text.js';
import { useSession, type SessionState } from './session/use-session.js';
import { Shop } from './shop/shop.js';
import { Announcer } from './ui/announcer.js';
import { ConnectionNotice } from './ui/connection.js';
import { PageHeading } from './ui/page-heading.js';
import { ProblemNotice } from './ui/problem-notice.js';
import { SHOP_URL } from './ui/routes.js';
import { text } from './ui/text.js';
import { useView } from './ui/use-view.js';

export function App() {
  const t = useText(text);
  const state = useSession();
  const { config, session, switchRole, signOut } = state;
  return (
    <OperatorContext.Provider value={session !== undefined && canOperate(session)}>
      <a class="skip-link" href="#main" onClick={skipToContent}>
        {t.skip}
      </a>
      <header class="site-header">
        <a class="brand" href={SHOP_URL}>
          <img src="/page/icon.svg" alt="" width={28} height={28} />
          {t.brand}
        </a>
        <div class="header-controls">
          {config && session && <Account {...{ config, session, switchRole, signOut }} />}
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <ConnectionNotice />
        <Content {...state} />
      </main>
      <footer class="site-footer muted">
        <a href="/docs">{t.apiReference}</a>
      </footer>
      <Announcer />
    </OperatorContext.Provider>
  );
}

function Content({ config, session, error, outcome, isSigningIn, acceptToken }: SessionState) {
  const { loading, notOpened } = useText(text);
  const { signingIn } = useText(sessionText);
  const view = useView();
  if (error !== undefined) {
    return (
      <>
        <PageHeading>{notOpened}</PageHeading>
        <ProblemNotice error={error} />
      </>
    );
  }
  if (!config) return <p class="muted loading">{loading}</p>;
  if (!session && isSigningIn) return <p class="muted loading">{signingIn}</p>;
  if (!session) return <SignIn oidc={config.oidc} outcome={outcome} acceptToken={acceptToken} />;
  const sessionKey = `${session.userId} ${session.roles.join()}`;
  const gateway = config.payment_gateway;
  if (canOperate(session)) {
    const room = <OperatorRoom key={sessionKey} session={session} view={view} />;
    if (view.name !== 'order' && !(view.name === 'shop' && canOrder(session))) return room;
  }
  switch (view.name) {
    case 'shop':
      return <Shop key={sessionKey} session={session} gateway={gateway} />;
    case 'orders':
      return <MyOrders key={sessionKey} session={session} />;
    case 'attention':
    case 'numbers':
    case 'catalogue':
    case 'webhooks':
      return <Shop key={sessionKey} session={session} gateway={gateway} />;
    case 'order':
      return <OrderPage key={`${view.orderId} ${sessionKey}`} {...{ session, gateway }} orderId={view.orderId} />;
  }
}

/** The link cannot use the URL fragment, which selects the view. */
function skipToContent(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

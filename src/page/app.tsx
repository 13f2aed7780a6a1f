import { OrderPage } from './order/order-page.js';
import { Account } from './session/account.js';
import { SignIn } from './session/sign-in.js';
import { useSession, type SessionState } from './session/use-session.js';
import { Shop } from './shop/shop.js';
import { Notice } from './ui/notice.js';
import { SHOP_URL, useOrderId } from './ui/router.js';

/** The whole page: who is signed in, and the shop or one order. */
export function App() {
  const state = useSession();
  const { config, session, switchRole, signOut } = state;
  return (
    <>
      <a class="skip" href="#main" onClick={skipToContent}>
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href={SHOP_URL}>
          <img src="/page/icon.svg" alt="" width={28} height={28} />
          Durable orders
        </a>
        {config && session && <Account {...{ config, session, switchRole, signOut }} />}
      </header>
      <main id="main" tabIndex={-1}>
        <Content {...state} />
      </main>
      <footer class="bottom muted">
        <a href="/docs">API document</a>
      </footer>
    </>
  );
}

function Content({ config, session, problem, acceptToken }: SessionState) {
  const orderId = useOrderId();
  if (problem !== undefined) return <Notice tone="bad">{problem}</Notice>;
  if (!config) return <p class="muted loading">Loading…</p>;
  if (!session)
    return config.local_sign_in ? <p class="muted loading">Signing in…</p> : <SignIn acceptToken={acceptToken} />;
  const sessionKey = `${session.userId} ${session.roles.join()}`;
  if (orderId === undefined) return <Shop key={sessionKey} session={session} gateway={config.payment_gateway} />;
  return <OrderPage key={`${orderId} ${sessionKey}`} orderId={orderId} session={session} />;
}

/** The fragment of the address is taken: it says which order is shown. */
function skipToContent(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

import { useState } from 'preact/hooks';
import { useText } from '../i18n/use-language.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';
import { useAction } from '../ui/use-action.js';
import type { OidcSettings } from './page-routes.js';
import { text } from './text.js';
import type { SignInOutcome } from './use-session.js';

interface Props {
  /** Undefined when no identity provider is configured; the user then pastes a token. */
  readonly oidc: OidcSettings | null;
  readonly outcome: SignInOutcome;
  /** Rejects when the API does not accept the token. */
  readonly acceptToken: (token: string) => Promise<void>;
}

/** Signs in with the identity provider, or with a pasted token. */
export function SignIn({ oidc, outcome, acceptToken }: Props) {
  const t = useText(text);
  const message = { ended: t.ended, failed: t.failed, noRole: t.noRole, none: undefined }[outcome];
  return (
    <div class="card sign-in">
      <PageHeading>{t.signIn}</PageHeading>
      {message !== undefined && <Notice tone="warning">{message}</Notice>}
      {oidc ? <ProviderSignIn oidc={oidc} /> : <TokenSignIn acceptToken={acceptToken} />}
    </div>
  );
}

function ProviderSignIn({ oidc }: { readonly oidc: OidcSettings }) {
  const t = useText(text);
  const signIn = useAction(async () => {
    const { startSignIn } = await import('./oidc.js');
    await startSignIn(oidc);
  });
  return (
    <>
      <p class="muted">{t.provider}</p>
      {signIn.error !== undefined && <Notice tone="error">{t.failed}</Notice>}
      <button type="button" class="button primary" aria-disabled={signIn.busy} onClick={() => signIn.run()}>
        {t.signIn}
      </button>
    </>
  );
}

function TokenSignIn({ acceptToken }: Pick<Props, 'acceptToken'>) {
  const t = useText(text);
  const [token, setToken] = useState('');
  const signIn = useAction(() => acceptToken(token.trim()));
  const submit = (event: Event) => {
    event.preventDefault();
    signIn.run();
  };
  return (
    <form onSubmit={submit}>
      <p class="muted">{t.token.explanation}</p>
      <label class="field">
        <span>{t.token.label}</span>
        <textarea
          rows={5}
          required
          spellcheck={false}
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      {signIn.error !== undefined && <Notice tone="error">{t.token.invalid}</Notice>}
      <button class="button primary" aria-disabled={signIn.busy}>
        {t.signIn}
      </button>
    </form>
  );
}

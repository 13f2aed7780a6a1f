import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../client.js';
import type { Role } from './claims.js';
import { fetchPageConfig, type OidcSettings, type PageConfig } from './page-routes.js';
import { clearToken, lastRole, signInLocally, signInWithToken, storedToken, type Session } from './session.js';
import { isSignInAnswer } from './sign-in-answer.js';

/** Why there is no session: none was started, it ended, signing in failed, or the account has no role. */
export type SignInOutcome = 'none' | 'ended' | 'failed' | 'noRole';

export interface SessionState {
  /** Undefined until it is loaded. */
  readonly config: PageConfig | undefined;
  readonly session: Session | undefined;
  readonly outcome: SignInOutcome;
  readonly isSigningIn: boolean;
  /** Why the page cannot start. */
  readonly error: unknown;
  readonly switchRole: (role: Role) => void;
  readonly acceptToken: (token: string) => Promise<void>;
  readonly signOut: () => void;
}

/** Signs in on load: with the local stack where it allows that, otherwise with the provider's answer or the stored token. */
export function useSession(): SessionState {
  const [config, setConfig] = useState<PageConfig>();
  const [session, setSession] = useState<Session>();
  const [outcome, setOutcome] = useState<SignInOutcome>('none');
  const [isSigningIn, setSigningIn] = useState(true);
  const [error, setError] = useState<unknown>();

  const replaceSession = (next: Session | undefined) =>
    setSession((current) => {
      current?.follower.stop();
      return next;
    });
  const end = (why: SignInOutcome) => {
    replaceSession(undefined);
    setOutcome(why);
  };
  const acceptToken = async (token: string) => {
    replaceSession(await signInWithToken(token, () => end('ended')));
  };
  const signIn = async ({ local_sign_in: isLocal, oidc }: PageConfig) => {
    if (isLocal) {
      replaceSession(await signInLocally(lastRole()));
      return;
    }
    const token = oidc && isSignInAnswer(new URL(location.href)) ? await readAnswer(oidc) : storedToken();
    if (token !== undefined) await acceptToken(token);
  };

  useEffect(() => {
    const start = async () => {
      const loaded = await fetchPageConfig();
      setConfig(loaded);
      await signIn(loaded).catch((reason: unknown) => {
        if (loaded.local_sign_in) throw reason;
        clearToken();
        setOutcome(outcomeOf(reason));
      });
    };
    start()
      .catch(setError)
      .finally(() => setSigningIn(false));
  }, []);

  return {
    ...{ config, session, outcome, isSigningIn, error, acceptToken },
    switchRole(role) {
      signInLocally(role).then(replaceSession, setError);
    },
    signOut() {
      clearToken();
      end('none');
    },
  };
}

/** The part that talks to identity providers is loaded only when it is needed. */
async function readAnswer(oidc: OidcSettings): Promise<string> {
  const { finishSignIn } = await import('./oidc.js');
  return finishSignIn(oidc);
}

function outcomeOf(error: unknown): SignInOutcome {
  if (!(error instanceof ApiError)) return 'failed';
  return { unauthorized: 'ended' as const, forbidden: 'noRole' as const }[error.code] ?? 'failed';
}

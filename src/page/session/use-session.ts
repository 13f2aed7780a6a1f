import { useEffect, useState } from 'preact/hooks';
import { errorMessage } from '../ui/use-action.js';
import type { Role } from './claims.js';
import { fetchPageConfig, type PageConfig } from './page-routes.js';
import { clearToken, createSession, lastRole, signInLocally, storedSession, type Session } from './session.js';

export interface SessionState {
  /** Undefined until it is loaded. */
  readonly config: PageConfig | undefined;
  readonly session: Session | undefined;
  readonly problem: string | undefined;
  readonly switchRole: (role: Role) => void;
  /** Returns false when the token is invalid. */
  readonly acceptToken: (token: string) => boolean;
  readonly signOut: () => void;
}

/** Signs in on load: with the local stack where it allows that, otherwise with the stored token, if any. */
export function useSession(): SessionState {
  const [config, setConfig] = useState<PageConfig>();
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<string>();

  const switchRole = (role: Role) => {
    signInLocally(role).then(setSession, (error: unknown) => setProblem(errorMessage(error)));
  };

  useEffect(() => {
    fetchPageConfig().then(
      (loaded) => {
        setConfig(loaded);
        if (loaded.local_sign_in) switchRole(lastRole());
        else setSession(storedSession());
      },
      (error: unknown) => setProblem(errorMessage(error)),
    );
  }, []);

  return {
    config,
    session,
    problem,
    switchRole,
    acceptToken(token) {
      const created = createSession(token.trim());
      if (created) setSession(created);
      return created !== undefined;
    },
    signOut() {
      clearToken();
      setSession(undefined);
    },
  };
}

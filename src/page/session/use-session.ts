import { useEffect, useState } from 'preact/hooks';
import type { Role } from './claims.js';
import { fetchPageConfig, type PageConfig } from './page-routes.js';
import { clearToken, createSession, lastRole, signInLocally, storedSession, type Session } from './session.js';

export interface SessionState {
  /** Undefined until it is loaded. */
  readonly config: PageConfig | undefined;
  readonly session: Session | undefined;
  /** Why the user cannot be signed in. */
  readonly error: unknown;
  readonly switchRole: (role: Role) => void;
  /** Returns false when the token is invalid. */
  readonly acceptToken: (token: string) => boolean;
  readonly signOut: () => void;
}

/** Signs in on load: with the local stack where it allows that, otherwise with the stored token, if any. */
export function useSession(): SessionState {
  const [config, setConfig] = useState<PageConfig>();
  const [session, setSession] = useState<Session>();
  const [error, setError] = useState<unknown>();

  const switchRole = (role: Role) => {
    signInLocally(role).then(setSession, setError);
  };

  useEffect(() => {
    fetchPageConfig().then((loaded) => {
      setConfig(loaded);
      if (loaded.local_sign_in) switchRole(lastRole());
      else setSession(storedSession());
    }, setError);
  }, []);

  return {
    config,
    session,
    error,
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

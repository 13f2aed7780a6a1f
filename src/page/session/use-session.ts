import { useEffect, useState } from 'preact/hooks';
import { Client } from '../client/client.js';
import type { PageConfig } from '../client/types.js';
import { errorMessage } from '../ui/use-action.js';
import {
  clearToken,
  storedSession,
  lastRole,
  createSession,
  signInLocally,
  type Role,
  type Session,
} from './session.js';

export interface SessionState {
  /** Undefined until it was asked for. */
  readonly config: PageConfig | undefined;
  readonly session: Session | undefined;
  readonly problem: string | undefined;
  readonly switchRole: (role: Role) => void;
  /** False when the token is none. */
  readonly acceptToken: (token: string) => boolean;
  readonly signOut: () => void;
}

/** Who is signed in: at once where the local stack signs in whoever asks, else with a token that is pasted. */
export function useSession(): SessionState {
  const [config, setConfig] = useState<PageConfig>();
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<string>();

  const switchRole = (role: Role) => {
    signInLocally(role).then(setSession, (error: unknown) => setProblem(errorMessage(error)));
  };

  useEffect(() => {
    new Client().call<PageConfig>('/page/config.json').then(
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

import { useEffect, useState } from 'preact/hooks';
import { Client } from '../client/client.js';
import type { PageConfig } from '../client/types.js';
import { messageOf } from '../ui/use-action.js';
import { forgetToken, keptSession, lastRole, sessionOf, signInLocally, type Role, type Session } from './session.js';

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
    signInLocally(role).then(setSession, (error: unknown) => setProblem(messageOf(error)));
  };

  useEffect(() => {
    new Client().call<PageConfig>('/page/config.json').then(
      (found) => {
        setConfig(found);
        if (found.local_sign_in) switchRole(lastRole());
        else setSession(keptSession());
      },
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, []);

  return {
    config,
    session,
    problem,
    switchRole,
    acceptToken(token) {
      const made = sessionOf(token.trim());
      if (made) setSession(made);
      return made !== undefined;
    },
    signOut() {
      forgetToken();
      setSession(undefined);
    },
  };
}

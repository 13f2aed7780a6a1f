import { useText } from '../i18n/use-language.js';
import { canOperate, type Role } from './claims.js';
import type { PageConfig } from './page-routes.js';
import type { Session } from './session.js';
import { text } from './text.js';

interface Props {
  readonly config: PageConfig;
  readonly session: Session;
  readonly switchRole: (role: Role) => void;
  readonly signOut: () => void;
}

const ROLES: readonly Role[] = ['customer', 'operator'];

/** Shows the role of the user, with a switch on the local stack and a sign-out button elsewhere. */
export function Account({ config, session, switchRole, signOut }: Props) {
  const t = useText(text);
  if (!config.local_sign_in) {
    return (
      <div class="account">
        <span class="muted">{canOperate(session) ? t.roles.operator : t.roles.customer}</span>
        <button type="button" class="button quiet" onClick={signOut}>
          {t.signOut}
        </button>
      </div>
    );
  }
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{t.signedInAs}</legend>
      {ROLES.map((role) => (
        <label key={role}>
          <input type="radio" name="role" checked={session.roles.includes(role)} onChange={() => switchRole(role)} />
          <span>{t.roles[role]}</span>
        </label>
      ))}
    </fieldset>
  );
}

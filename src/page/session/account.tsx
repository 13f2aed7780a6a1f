import type { PageConfig } from './page-routes.js';
import { canOperate, type Role } from './claims.js';
import type { Session } from './session.js';

interface Props {
  readonly config: PageConfig;
  readonly session: Session;
  readonly switchRole: (role: Role) => void;
  readonly signOut: () => void;
}

const ROLES: readonly { readonly role: Role; readonly label: string }[] = [
  { role: 'customer', label: 'Customer' },
  { role: 'operator', label: 'Operator' },
];

/** Shows the role of the user, with a switch on the local stack and a sign-out button elsewhere. */
export function Account({ config, session, switchRole, signOut }: Props) {
  if (!config.local_sign_in) {
    return (
      <div class="account">
        <span class="muted">{canOperate(session) ? 'Operator' : 'Customer'}</span>
        <button class="button quiet" onClick={signOut}>
          Sign out
        </button>
      </div>
    );
  }
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">Signed in as</legend>
      {ROLES.map(({ role, label }) => (
        <label key={role}>
          <input type="radio" name="role" checked={session.roles.includes(role)} onChange={() => switchRole(role)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

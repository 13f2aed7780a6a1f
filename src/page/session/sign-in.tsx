import { useState } from 'preact/hooks';
import { Notice } from '../ui/notice.js';

/** Requests an access token from the user when the API does not issue one. */
export function SignIn({ acceptToken }: { readonly acceptToken: (token: string) => boolean }) {
  const [token, setToken] = useState('');
  const [rejected, setRejected] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setRejected(!acceptToken(token));
  };
  return (
    <form class="card sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      <p class="muted">Paste an access token. It is stored in this tab and deleted when you close the tab.</p>
      <label class="field">
        <span>Access token</span>
        <textarea
          rows={5}
          required
          spellcheck={false}
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      {rejected && (
        <Notice tone="error">This is not an access token. Paste a JWT with the claims “sub” and “roles”.</Notice>
      )}
      <button class="button primary">Sign in</button>
    </form>
  );
}

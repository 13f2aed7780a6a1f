import type { PaymentMethod } from '../client.js';
import { isCard, METHOD_NAMES, TEST_TOKENS, type PaymentSelection } from './payment-methods.js';

interface Props {
  readonly selection: PaymentSelection;
  readonly onChange: (choice: PaymentSelection) => void;
  /** Whether to offer the test tokens of the simulated gateway. */
  readonly withTokens: boolean;
}

export function PaymentChoice({ selection, onChange, withTokens }: Props) {
  return (
    <>
      <fieldset class="payment-methods">
        <legend>Payment</legend>
        {(Object.keys(METHOD_NAMES) as PaymentMethod[]).map((method) => (
          <label key={method}>
            <input
              type="radio"
              name="method"
              checked={selection.method === method}
              onChange={() => onChange({ ...selection, method })}
            />
            <span>{METHOD_NAMES[method]}</span>
          </label>
        ))}
      </fieldset>
      {withTokens && isCard(selection.method) && (
        <label class="field">
          <span>Simulated card</span>
          <select
            value={selection.token}
            onChange={(event) => onChange({ ...selection, token: event.currentTarget.value })}
          >
            {TEST_TOKENS.map(([token, label]) => (
              <option key={token} value={token}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {!isCard(selection.method) && (
        <p class="muted small">You approve the payment on the {METHOD_NAMES[selection.method]} page.</p>
      )}
    </>
  );
}

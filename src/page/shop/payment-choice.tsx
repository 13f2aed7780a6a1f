import type { PaymentMethod } from '../client/types.js';

export interface PaymentSelection {
  readonly method: PaymentMethod;
  /** Of a card: what the simulated gateway does with it. Empty: it tosses a coin. */
  readonly token: string;
}

export const METHOD_NAMES: Readonly<Record<PaymentMethod, string>> = {
  credit_card: 'Credit card',
  debit_card: 'Debit card',
  paypal: 'PayPal',
  alipay: 'Alipay',
  wechat: 'WeChat Pay',
};

const TEST_TOKENS: readonly (readonly [token: string, label: string])[] = [
  ['tok_approve', 'is approved'],
  ['tok_decline', 'is declined'],
  ['tok_insufficient_funds', 'lacks the money'],
  ['tok_slow', 'takes five seconds'],
  ['tok_flaky', 'fails twice, then is approved'],
  ['tok_timeout', 'is charged, and the answer lost'],
  ['', 'is left to chance'],
];

interface Props {
  readonly selection: PaymentSelection;
  readonly onChange: (choice: PaymentSelection) => void;
  /** True with the simulated gateway. */
  readonly withTokens: boolean;
}

/** How the order is paid. */
export function PaymentChoice({ selection, onChange, withTokens }: Props) {
  return (
    <>
      <fieldset class="methods">
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
          <span>The simulated card</span>
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
        <p class="muted small">You approve the payment on the page of {METHOD_NAMES[selection.method]}.</p>
      )}
    </>
  );
}

export function isCard(method: PaymentMethod): boolean {
  return method === 'credit_card' || method === 'debit_card';
}

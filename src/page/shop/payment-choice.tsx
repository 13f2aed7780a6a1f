import { useText } from '../i18n/use-language.js';
import { isCard, PAYMENT_METHODS, TEST_CARDS, type PaymentSelection, type TestCard } from './payment-methods.js';
import { paymentText } from './payment-text.js';

interface Props {
  readonly selection: PaymentSelection;
  readonly onChange: (choice: PaymentSelection) => void;
  /** Whether to offer the test cards of the simulated gateway. */
  readonly withTestCards: boolean;
}

export function PaymentChoice({ selection, onChange, withTestCards }: Props) {
  const text = useText(paymentText);
  const { method, testCard } = selection;
  return (
    <>
      <fieldset class="payment-methods">
        <legend>{text.legend}</legend>
        {PAYMENT_METHODS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="method"
              checked={method === each}
              onChange={() => onChange({ ...selection, method: each })}
            />
            <span>{text.methods[each]}</span>
          </label>
        ))}
      </fieldset>
      {withTestCards && isCard(method) && (
        <label class="field">
          <span>{text.testCard}</span>
          <select
            value={testCard}
            onChange={(event) => onChange({ ...selection, testCard: event.currentTarget.value as TestCard })}
          >
            {TEST_CARDS.map((each) => (
              <option key={each} value={each}>
                {text.testCards[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      {!isCard(method) && <p class="muted small">{text.approveElsewhere[method]}</p>}
    </>
  );
}

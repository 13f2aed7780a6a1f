interface Props {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (quantity: number) => void;
}

/** The quantity of a product in the order. */
export function Quantity({ name, value, max, onChange }: Props) {
  if (value === 0) {
    return (
      <button class="button" aria-label={`Add ${name}`} onClick={() => onChange(1)}>
        Add
      </button>
    );
  }
  return (
    <div class="quantity" role="group" aria-label={`Quantity of ${name}`}>
      <button class="button" aria-label={`Remove one ${name}`} onClick={() => onChange(value - 1)}>
        −
      </button>
      <output>{value}</output>
      <button class="button" aria-label={`Add one ${name}`} disabled={value >= max} onClick={() => onChange(value + 1)}>
        +
      </button>
    </div>
  );
}

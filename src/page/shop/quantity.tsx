interface Props {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (quantity: number) => void;
}

/** How many of a product go into the order. */
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
      <button class="button" aria-label={`One ${name} less`} onClick={() => onChange(value - 1)}>
        −
      </button>
      <output>{value}</output>
      <button
        class="button"
        aria-label={`One ${name} more`}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        +
      </button>
    </div>
  );
}

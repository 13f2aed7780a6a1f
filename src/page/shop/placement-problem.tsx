import { ApiError } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { problemText } from '../ui/problem-text.js';

interface Props {
  readonly error: unknown;
  readonly products: readonly { readonly id: string; readonly name: string }[];
}

/** Explains why an order was not placed, with the products of which too little is left. */
export function PlacementProblem({ error, products }: Props) {
  const { shortage } = useText(problemText);
  const { number } = useFormats();
  const shortages = (error instanceof ApiError ? error.problem?.items : undefined) ?? [];
  return (
    <ProblemNotice error={error}>
      {shortages.map(({ product_id: id, requested, available }) => {
        const product = products.find((each) => each.id === id);
        return product && <div key={id}>{shortage(product.name, number(requested), number(available))}</div>;
      })}
    </ProblemNotice>
  );
}

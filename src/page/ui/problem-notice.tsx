import type { ComponentChildren } from 'preact';
import { useText } from '../i18n/use-language.js';
import { useIsOperator } from '../session/operator-context.js';
import { Notice } from './notice.js';
import { describeProblem, problemDetail } from './problem.js';
import { problemText } from './problem-text.js';

interface Props {
  /** As thrown by the API client; undefined shows nothing. */
  readonly error: unknown;
  /** Further details, such as the products that are short. */
  readonly children?: ComponentChildren;
}

/** Explains a failed request in the language of the page. Operators also see what the API says, with the id of the request. */
export function ProblemNotice({ error, children }: Props) {
  const text = useText(problemText);
  const isOperator = useIsOperator();
  if (error === undefined) return null;
  const detail = isOperator ? problemDetail(error) : undefined;
  return (
    <Notice tone="error">
      {describeProblem(error, text)}
      {children}
      {detail && (
        <span class="problem-detail small">
          <span lang="en">{detail.detail}</span> <span class="mono">{text.reference(detail.requestId)}</span>
        </span>
      )}
    </Notice>
  );
}

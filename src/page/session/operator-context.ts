import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Whether the user is an operator. Ids, links and the API's own words are for operators only. */
export const OperatorContext = createContext(false);

export function useIsOperator(): boolean {
  return useContext(OperatorContext);
}

import { ORDER_STEPS } from '../../contracts/steps.js';
import { lookUp } from '../ui/look-up.js';

type Names = Readonly<Record<string, string>>;

/**
 * Names what fails, in the words of the page. The API names it by its activity, or as the histories do; a SKU is its own name.
 *
 * @param undoing - what undoing each step does, by the id of the step
 * @param others - what is no step of an order
 */
export function subjectName(subject: string, undoing: Names, others: Names): string {
  const step = Object.values(ORDER_STEPS).find(
    (each) => 'compensation' in each && (each.compensation.name === subject || each.compensation.activity === subject),
  );
  return step ? lookUp(undoing, step.id) : lookUp(others, subject);
}

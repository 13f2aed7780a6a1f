/** A unit of work in a saga. */
export interface Step {
  /** Stable identifier, for code that must recognize the step. */
  readonly id: string;
  /** What an operator reads. */
  readonly name: string;
  /** Absent when the step has nothing to undo. */
  readonly compensation?: { readonly name: string };
}

export type CompensableStep<S extends Step> = S & { readonly compensation: NonNullable<S['compensation']> };

/** Facts about a step's result that observers may publish. */
export type StepDetails = Readonly<Record<string, string | number>>;

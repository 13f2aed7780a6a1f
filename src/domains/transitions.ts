/** The life of a record as data: each state and the states that may follow it. */
export type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

/** The states from which the given one may be entered. */
export function statesBefore<S extends string>(transitions: Transitions<S>, to: S): S[] {
  return (Object.keys(transitions) as S[]).filter((from) => transitions[from].includes(to));
}

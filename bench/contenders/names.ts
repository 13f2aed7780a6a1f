/** Those that place orders, in the order of the table. */
export const CONTENDERS = {
  ours: 'ours, through the API',
  'ours-direct': 'ours, straight to the workflow',
  floor: 'the floor: the same dispatch, activities that do nothing',
  textbook: 'textbook saga: a remote activity a step',
  dbos: 'DBOS, in the process that is called',
  'in-process': 'in memory, nothing durable',
} as const;

export type ContenderName = keyof typeof CONTENDERS;

export const QUEUES_OF_THEIR_OWN: ReadonlySet<ContenderName> = new Set(['floor', 'textbook']);

/** Those that place orders, in the order of the table. */
export const SUBJECTS = {
  ours: 'ours, through the API',
  'ours-direct': 'ours, straight to the workflow',
  baseline: 'baseline: the same dispatch, activities that do nothing',
  'naive-saga': 'naive saga: a remote activity a step',
  dbos: 'DBOS, in the process that is called',
  'in-process': 'in memory, nothing durable',
} as const;

export type SubjectName = keyof typeof SUBJECTS;

export const SUBJECTS_WITH_OWN_QUEUES: ReadonlySet<SubjectName> = new Set(['baseline', 'naive-saga']);

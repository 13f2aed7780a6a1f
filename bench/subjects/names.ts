/** The subjects, in the order of the tables. */
export const SUBJECTS = {
  ours: 'ours, through the API',
  'ours-direct': 'ours, directly to the workflow',
  baseline: 'baseline: the same dispatch, activities that do nothing',
  'naive-saga': 'naive saga: a remote activity for each step',
  dbos: 'DBOS, in the calling process',
  restate: 'Restate, its server and the calling process',
  'in-process': 'in memory, nothing durable',
} as const;

export type SubjectName = keyof typeof SUBJECTS;

export const SUBJECTS_WITH_OWN_QUEUES: ReadonlySet<SubjectName> = new Set(['baseline', 'naive-saga']);

import type { DataSource, EntityManager } from 'typeorm';
import { CHANGE_SUBJECTS, type ChangeAction, type NewChange } from './change.js';
import { Change } from './change.entity.js';

interface ChangeFilter {
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly action?: ChangeAction | undefined;
  /** The position of the last entry of the previous page. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Who did what: the append-only log of the changes that operators, API keys and the command line make. */
export class ChangeLog {
  constructor(private readonly database: DataSource) {}

  /**
   * Records a change, after it was made: the lock that the change holds then orders the entries of its subject. Repeated with the
   * same id, it records nothing.
   *
   * @param manager - of the transaction of the change
   */
  async record(change: NewChange, manager: EntityManager = this.database.manager): Promise<void> {
    const { id, actor, action, subjectId, before, after, requestId } = change;
    await manager.query(
      `INSERT INTO access.changes (id, actor_kind, actor_id, action, subject_type, subject_id, before, after, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
      [
        ...[id, actor.kind, actor.id, action, CHANGE_SUBJECTS[action], subjectId],
        ...[toJson(before), toJson(after), requestId],
      ],
    );
  }

  /** Returns a page of entries, newest first. */
  list({ actorId, subjectId, action, before, limit }: ChangeFilter): Promise<Change[]> {
    const page = this.database.getRepository(Change).createQueryBuilder('c').orderBy('c.position', 'DESC').take(limit);
    if (actorId !== undefined) page.andWhere('c.actorId = :actorId', { actorId });
    if (subjectId !== undefined) page.andWhere('c.subjectId = :subjectId', { subjectId });
    if (action !== undefined) page.andWhere('c.action = :action', { action });
    if (before !== undefined) page.andWhere('c.position < :before', { before });
    return page.getMany();
  }
}

function toJson(data: unknown): string | null {
  return data === null || data === undefined ? null : JSON.stringify(data);
}

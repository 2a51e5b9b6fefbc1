import { Injectable } from '@nestjs/common';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Kinds } from '../catalogue/kinds.js';
import { under } from '../catalogue/protected.js';
import { Concerned, ReReviews } from '../inbox/re-reviews.service.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Notifications, Told } from '../notifications/notifications.service.js';
import { Tx } from '../platform/database/transaction.js';
import { newId, seedId } from '../platform/ids.js';
import { LawNotice, NoticeReason } from './law-impact.entity.js';
import { Hit, LawImpacts } from './law-impacts.service.js';

interface Notice {
  entry: EntryRow;
  act: string;
  reason: NoticeReason;
  personId?: string;
}

/** What is said of a task that an amending act is behind. The act is the cause, so each gives one task on an entry. */
export function causeOf(act: string): string {
  return act === '' ? 'law' : `sfs/${act}`;
}

/** The act behind a task; null for a task of another cause. */
export function actOf(cause: string): string | null {
  if (cause === 'law') return '';
  return cause.startsWith('sfs/') ? cause.slice('sfs/'.length) : null;
}

/** From a mark to people: a task for whoever handles the entry, word to whoever leans on it, and a line in the ledger. */
@Injectable()
export class LawFollowing {
  constructor(
    private readonly impacts: LawImpacts,
    private readonly reReviews: ReReviews,
    private readonly notifications: Notifications,
    private readonly kinds: Kinds,
  ) {}

  /**
   * Follows what stands marked now, not what an event said: again, it opens no second task and tells nobody twice. One
   * task and one telling for each entry and act, however many of its texts and provisions are hit.
   */
  async follow(tx: Tx, entryIds: readonly string[], changeSetId: string | null, inForce = false): Promise<void> {
    const entries = await this.entries(tx, entryIds);
    const which = changeSetId ?? (inForce ? 'IN_FORCE' : 'ALL');
    const hits = (await this.impacts.hits(tx, entryIds, which)).filter((hit) => entries.has(hit.entryId));
    const notices: Notice[] = [];
    const live: (Hit & { entry: EntryRow })[] = [];
    for (const hit of hits) {
      const entry = entries.get(hit.entryId)!;
      if (!hit.published) notices.push({ entry, act: hit.act, reason: NoticeReason.DRAFT });
      else if (this.kinds.of(entry.kind).leansOnLaw?.(entry) === false)
        notices.push({ entry, act: hit.act, reason: NoticeReason.NOT_LIVE });
      else live.push({ ...hit, entry });
    }
    await this.reReviews.open(
      tx,
      live.map(({ entry, act, severity }) => ({
        entry,
        cause: causeOf(act),
        kind: severity === 'RENUMBERED' ? TaskKind.GLANCE : TaskKind.RE_REVIEW,
      })),
    );
    await this.glancesBecomeReviews(tx, live);
    // Each round holds an entry once, so that what came of it can be told by entry.
    for (const round of rounds(live)) {
      const told = await this.reReviews.tell(
        tx,
        round.map(({ entry, act, severity }): Concerned => ({
          entry,
          cause: causeOf(act),
          reason: severity === 'RENUMBERED' ? 'law.renumbered' : 'law.changed',
          eventId: seedId('LawImpact', `${entry.id} ${act || (changeSetId ?? '')}`),
          alsoCauser: true,
        })),
      );
      for (const { entry, act } of round) notices.push(...noticesOf(entry, act, told.get(entry.id)));
    }
    await this.note(tx, changeSetId, notices);
  }

  /** A citation of a whole act never makes a text stale: whoever watches hears of the change, and nobody gets a task. */
  async tellOfAct(tx: Tx, entryIds: readonly string[], changeSetId: string): Promise<void> {
    const entries = [...(await this.entries(tx, entryIds)).values()];
    const watchers = await this.notifications.watchersOfEach(
      tx,
      entries.map((entry) => entry.id),
    );
    const told = await this.notifications.tellEach(
      tx,
      entries.map((entry) => ({
        entry,
        personIds: watchers.get(entry.id) ?? [],
        reason: 'law.act-changed',
        eventId: seedId('LawImpact', `${entry.id} ${changeSetId}`),
        alsoCauser: true,
      })),
    );
    const notices = entries.flatMap((entry) => [
      { entry, act: '', reason: NoticeReason.WHOLE_ACT },
      ...noticesOf(entry, '', told.get(entry.id)),
    ]);
    await this.note(tx, changeSetId, notices);
  }

  /** Nobody was told, for this reason. */
  async silent(
    tx: Tx,
    entryIds: readonly string[],
    changeSetId: string | null,
    reason: NoticeReason,
    act = '',
  ): Promise<void> {
    const entries = await this.entries(tx, entryIds);
    await this.note(
      tx,
      changeSetId,
      [...entries.values()].map((entry) => ({ entry, act, reason })),
    );
  }

  /** Tasks whose act marks nothing that the entry says any more fall away. */
  async closeEmpty(tx: Tx, entryId: string): Promise<void> {
    const empty = await tx.query<{ cause: string }>(
      `select distinct t.cause from task t where t.entry_id = $1 and t.task_kind in ('RE_REVIEW','GLANCE')
         and t.state in ('OPEN','CLAIMED') and (t.cause = 'law' or t.cause like 'sfs/%')
         and not exists (select 1 from law_impact i left join revision r on r.id = i.revision_id
           where i.entry_id = t.entry_id and i.ended_at is null and i.follow and (r.id is null or r.state = 'PUBLISHED')
             and t.cause = case when i.act = '' then 'law' else 'sfs/' || i.act end)`,
      [entryId],
    );
    for (const { cause } of empty) await this.reReviews.close(tx, entryId, 'OBSOLETE', cause);
  }

  private async glancesBecomeReviews(tx: Tx, hits: readonly Hit[]): Promise<void> {
    const harder = hits.filter((hit) => hit.severity !== 'RENUMBERED');
    await tx.query(
      `update task t set state = 'OBSOLETE', version = version + 1, ended_at = $3, ended_by = $4
         from unnest($1::uuid[], $2::text[]) as n (entry_id, cause)
        where t.entry_id = n.entry_id and t.cause = n.cause and t.task_kind = 'GLANCE' and t.state in ('OPEN','CLAIMED')`,
      [harder.map((hit) => hit.entryId), harder.map((hit) => causeOf(hit.act)), tx.now, tx.principal.id],
    );
  }

  private async entries(tx: Tx, ids: readonly string[]): Promise<Map<string, EntryRow>> {
    const rows = await tx.query<EntryRow>(
      `select ${ENTRY_SELECT} from entry e where e.id = any($1::uuid[]) order by e.id`,
      [[...ids]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async note(tx: Tx, changeSetId: string | null, notices: readonly Notice[]): Promise<void> {
    await tx.insert(
      LawNotice,
      notices.map(({ entry, act, reason, personId }) => ({
        id: newId('LawNotice'),
        ...under(entry),
        changeSetId,
        act,
        reason,
        personId: personId ?? null,
        at: tx.now,
      })),
    );
  }
}

function noticesOf(entry: EntryRow, act: string, told: Told | undefined): Notice[] {
  const of = (reason: NoticeReason) => (personId: string) => ({ entry, act, reason, personId });
  const notices = [
    ...(told?.told ?? []).map(of(NoticeReason.TOLD)),
    ...(told?.already ?? []).map(of(NoticeReason.ALREADY_TOLD)),
    ...(told?.notAllowed ?? []).map(of(NoticeReason.NOT_ALLOWED)),
  ];
  return notices.length > 0 ? notices : [{ entry, act, reason: NoticeReason.NO_WATCHERS }];
}

function rounds<T extends { entryId: string }>(hits: readonly T[]): T[][] {
  const out: T[][] = [];
  const seen = new Map<string, number>();
  for (const hit of hits) {
    const round = seen.get(hit.entryId) ?? 0;
    seen.set(hit.entryId, round + 1);
    (out[round] ??= []).push(hit);
  }
  return out;
}

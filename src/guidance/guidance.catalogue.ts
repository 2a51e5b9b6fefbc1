import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries } from '../catalogue/entries.service.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart, RevisionEvent } from '../catalogue/kinds.js';
import { Revision, RevisionState } from '../catalogue/revision.entity.js';
import { revisionsOfEntry } from '../catalogue/entry.loaders.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { Secrecy } from '../review/secrecy.service.js';
import { askerOf, tracesOf } from './guidance-asker.js';
import { GuidanceState } from './guidance.entity.js';
import { guidanceMachine } from './guidance.machine.js';
import { guidanceRelations, GuidanceService, TEXT_SLOT } from './guidance.service.js';

/** What a guidance gives the common workflows. */
@Injectable()
export class GuidancePart implements KindPart {
  readonly kind = EntryKind.GUIDANCE;
  readonly type: TypeName = 'Guidance';
  readonly refPrefix = 'V';
  readonly refYearly = false;
  readonly slots = [{ name: TEXT_SLOT, concluded: true }];
  readonly actions = guidanceMachine.actions;

  constructor(
    private readonly entries: Entries,
    private readonly guidance: GuidanceService,
    private readonly secrecy: Secrecy,
  ) {}

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const possible = guidanceMachine.possible(entry.state, guidanceRelations(context.principal, entry));
    const secrecy = this.secrecy.actionsOf(context.principal, entry);
    if (possible.length === 0) return secrecy;
    const texts = (await context.load(revisionsOfEntry, entry.id)) ?? [];
    const inReview = texts.some((one) => one.state === RevisionState.IN_REVIEW || one.state === RevisionState.APPROVED);
    const own = possible.map((action) => ({
      action,
      blockers: action === 'discard' && inReview ? [{ code: 'GUIDANCE_TEXT_IN_REVIEW' }] : [],
    }));
    return [...own, ...secrecy];
  }

  async revisionBlockers(
    tx: Tx,
    _actor: Actor,
    action: 'draft' | 'submit' | 'publish' | 'withdraw',
    entry: EntryRow,
    slot: string,
  ): Promise<Blocker[]> {
    if (entry.state === GuidanceState.DISCARDED) return [{ code: 'GUIDANCE_IS_DISCARDED' }];
    if (action !== 'submit' && action !== 'publish') return [];
    const area = await tx.one('select 1 from entry_subject_area where entry_id = $1 limit 1', [entry.id]);
    return [...(area ? [] : [{ code: 'GUIDANCE_NEEDS_SUBJECT_AREA' }]), ...(await this.stillNamed(tx, entry, slot))];
  }

  async onRevision(tx: Tx, event: RevisionEvent, entry: EntryRow, revision: Revision): Promise<void> {
    if (event === 'published') {
      await this.entries.step(tx, entry, {
        from: guidanceMachine.from('publish'),
        set: {
          state: GuidanceState.PUBLISHED,
          title: revision.title ?? entry.title,
          visibility: visibilityOf(entry.access, { draft: false, published: true }),
          publishedAt: entry.publishedAt ?? tx.now,
        },
        action: 'guidance.published',
        facts: { revision: revision.id, number: revision.number },
        values: { title: revision.title ?? entry.title },
      });
      await tx.emit('guidance.published', { entryId: entry.id, revisionId: revision.id });
    }
    // Whoever has leaned on it must be able to see what they leaned on, and that it no longer holds: it stays readable.
    if (event === 'withdrawn') {
      await this.entries.step(tx, entry, {
        from: guidanceMachine.from('withdraw'),
        set: { state: GuidanceState.WITHDRAWN },
        action: 'guidance.withdrawn',
        facts: { revision: revision.id, number: revision.number },
      });
      await tx.emit('guidance.withdrawn', { entryId: entry.id, revisionId: revision.id });
    }
  }

  async reviewersRequired(tx: Tx, entry: EntryRow): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `select coalesce(max(s.reviewers_required), 1) as n from entry_subject_area x join subject_area s on s.id = x.subject_area_id
       where x.entry_id = $1`,
      [entry.id],
    );
    return row!.n;
  }

  /** Besides watchers: those whose questions it answers, and who is responsible for it. */
  async audience(tx: Tx, entry: EntryRow): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select q.asker_id as id from link l join question q on q.id = l.from_id where l.to_id = $1 and l.type = 'ANSWERED_BY'
       union select g.responsible_id from guidance g where g.id = $1 and g.responsible_id is not null`,
      [entry.id],
    );
    return rows.map((row) => row.id);
  }

  /** Who is responsible, and whoever wrote what stands or is being written. */
  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select g.responsible_id as id from guidance g where g.id = $1 and g.responsible_id is not null
       union select r.author_id from revision r where r.entry_id = $1 and r.author_id is not null
         and r.state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED','PUBLISHED')`,
      [entry.id],
    );
    return rows.map((row) => row.id);
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    const row = await tx.one<{ id: string | null }>('select responsible_id as id from guidance where id = $1', [
      entry.id,
    ]);
    return { role: Role.LAWYER, assigneeId: row?.id ?? null };
  }

  /**
   * A lifted text is edited after it was checked; so it is searched again when it goes to review and when it goes out.
   * Who does not see the question cannot send it on: the search would be blind.
   */
  private async stillNamed(tx: Tx, entry: EntryRow, slot: string): Promise<Blocker[]> {
    const origin = await this.guidance.originOf(tx, entry.id);
    if (!origin) return [];
    const asker = await askerOf(tx, origin);
    if (!asker) return [{ code: 'LIFT_ORIGIN_UNSEEN' }];
    const open = await tx.query<Pick<Revision, 'title' | 'body' | 'forWhom' | 'transitional' | 'changeNote'>>(
      `select title, body, for_whom as "forWhom", transitional, change_note as "changeNote" from revision
        where entry_id = $1 and slot = $2 and state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED')`,
      [entry.id, slot],
    );
    const said = open.flatMap((one) => [one.title, one.body, one.forWhom, one.transitional, one.changeNote]);
    const what = tracesOf(asker, [entry.title, ...said]);
    return what.length ? [{ code: 'LIFT_IDENTIFIES_ASKER', params: { what } }] : [];
  }
}

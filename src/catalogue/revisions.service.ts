import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { Entries, personOf } from './entries.service.js';
import { EntryRow } from './entry.entity.js';
import { Blocker, Kinds } from './kinds.js';
import { under } from './protected.js';
import { RevisionDraftInput, RevisionEditInput, RevisionActionInput, RevisionSubmitInput } from './revision.inputs.js';
import { revisionMachine } from './revision.machine.js';
import { RoundOutcome } from './revision-round.entity.js';
import { RevisionRounds } from './revision-rounds.service.js';
import { contentHash, requireRevision, RevisionContent, RevisionInHand, takeRevision } from './revision.relations.js';
import { ChangeWeight, OPEN_REVISION_STATES, Revision, RevisionEditor, RevisionState } from './revision.entity.js';

export const MAX_BODY = 200_000;

/** Writing: draft, edit, submit, recall, discard. Reviewing and publishing stand in `revision-review.service.ts`. */
@Injectable()
export class RevisionService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly kinds: Kinds,
    private readonly rounds: RevisionRounds,
    private readonly gate: PrivacyGate,
  ) {}

  /** Begins a text. Another open one of the same slot and language is in the way, and said so. */
  draft(actor: Actor, input: RevisionDraftInput): Promise<{ id: string }> {
    return this.db.transact(actor, (tx) => this.draftIn(tx, actor, input));
  }

  /** The same inside another action (lifting an answer to guidance). */
  async draftIn(tx: Tx, actor: Actor, input: RevisionDraftInput): Promise<{ id: string }> {
    const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
    const part = this.kinds.of(entry.kind);
    const slot = input.slot ?? part.slots[0]?.name ?? '';
    const known = part.slots.find((one) => (one.name.endsWith(':') ? slot.startsWith(one.name) : slot === one.name));
    if (!known || slot.length > 60)
      throw new UserError('UNKNOWN_SLOT', 'input.slot', { allowed: part.slots.map((one) => one.name) });
    refuse(await part.revisionBlockers(tx, actor, 'draft', entry, slot), 'input.entry');
    const content = this.content(input, entry, input.personalData, true);
    const language = input.language ?? 'sv';
    const translates = language === 'en' ? await this.translated(tx, entry.id, slot) : null;
    const open = await tx.one<{ id: string }>(
      'select id from revision where entry_id = $1 and slot = $2 and language = $3 and state = any($4)',
      [entry.id, slot, language, [...OPEN_REVISION_STATES]],
    );
    if (open) throw new UserError('REVISION_ALREADY_OPEN', 'input.entry', { revision: open.id }, open.id);
    // Counted without row security in the way of one's sight: numbers of a slot belong to one organisation's drafts.
    const last = await tx.one<{ number: number }>(
      'select coalesce(max(number), 0) as number from revision where entry_id = $1 and slot = $2 and language = $3',
      [entry.id, slot, language],
    );
    const membership = this.authorship(actor, entry);
    const id = newId('Revision');
    await tx.insert(Revision, {
      id,
      ...under(entry),
      slot,
      number: last!.number + 1,
      state: RevisionState.DRAFT,
      version: 1,
      language,
      translatesId: translates,
      ...content,
      contentHash: contentHash({ ...content, language }),
      changeNote: content.changeNote,
      changeWeight: input.changeWeight ?? ChangeWeight.MAJOR,
      authorOrgId: membership,
      authorId: personOf(actor),
      createdAt: tx.now,
      updatedAt: tx.now,
    });
    await this.wrote(tx, id, personOf(actor));
    await tx.record({
      subject: entry.id,
      action: 'revision.drafted',
      audience: 'INTERNAL',
      facts: { revision: id, slot, number: last!.number + 1, language },
      values: { body: content.body },
    });
    const row = (await takeRevision(tx, actor, id)).revision;
    await part.onRevision(tx, 'drafted', entry, row);
    await tx.emit('revision.drafted', { entryId: entry.id, revisionId: id });
    return { id };
  }

  /** Changes a text. What was approved or returned becomes a draft again, and every standing verdict falls. */
  edit(actor: Actor, input: RevisionEditInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await takeRevision(tx, actor, input.id);
      const { entry, revision } = hand;
      requireRevision('edit', hand, actor);
      const merged = {
        title: input.title === undefined ? revision.title : input.title,
        body: input.body ?? revision.body,
        conclusion: input.conclusion === undefined ? revision.conclusion : input.conclusion,
        forWhom: input.forWhom === undefined ? revision.forWhom : input.forWhom,
        asOf: input.asOf === undefined ? revision.asOf : input.asOf,
        reviewBy: input.reviewBy === undefined ? revision.reviewBy : input.reviewBy,
        transitional: input.transitional === undefined ? revision.transitional : input.transitional,
        changeNote: input.changeNote === undefined ? revision.changeNote : input.changeNote,
      };
      const content = this.content(merged, entry, input.personalData, true);
      const hash = contentHash({ ...content, language: revision.language });
      await tx.guard(
        Revision,
        { id: revision.id, version: input.expectedVersion, from: revisionMachine.from('edit') },
        {
          ...content,
          contentHash: hash,
          state: RevisionState.DRAFT,
          changeNote: content.changeNote,
          changeWeight: input.changeWeight ?? revision.changeWeight,
        },
      );
      const fell = await this.dismiss(tx, revision.id);
      await this.wrote(tx, revision.id, personOf(actor));
      await tx.record({
        subject: entry.id,
        action: 'revision.edited',
        audience: 'INTERNAL',
        facts: { revision: revision.id, from: revision.state, dismissed: fell },
        values: { body: content.body },
      });
      await tx.emit('revision.edited', { entryId: entry.id, revisionId: revision.id });
      if (revision.state !== RevisionState.DRAFT) {
        await tx.emit('revision.dismissed', { entryId: entry.id, revisionId: revision.id });
      }
      return { id: revision.id };
    });
  }

  submit(actor: Actor, input: RevisionSubmitInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await takeRevision(tx, actor, input.id);
      requireRevision('submit', hand, actor);
      const { entry, revision } = hand;
      const part = this.kinds.of(entry.kind);
      const slot = part.slots.find((one) =>
        one.name.endsWith(':') ? revision.slot.startsWith(one.name) : one.name === revision.slot,
      );
      if (!revision.body.trim()) throw new UserError('REQUIRED', 'input.body', {}, revision.id);
      if (slot?.concluded && !revision.conclusion)
        throw new UserError('CONCLUSION_REQUIRED', 'input.conclusion', {}, revision.id);
      refuse(await part.revisionBlockers(tx, actor, 'submit', entry, revision.slot), 'input.id', revision.id);
      await this.move(tx, hand, 'submit', input.expectedVersion, {
        state: RevisionState.IN_REVIEW,
        submittedAt: tx.now,
      });
      await this.rounds.begin(tx, hand);
      await this.nameReviewers(tx, hand, input.reviewers ?? []);
      await part.onRevision(tx, 'submitted', entry, revision);
      return this.told(tx, hand, 'revision.submitted');
    });
  }

  recall(actor: Actor, input: RevisionActionInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await takeRevision(tx, actor, input.id);
      requireRevision('recall', hand, actor);
      await this.move(tx, hand, 'recall', input.expectedVersion, { state: RevisionState.DRAFT, submittedAt: null });
      await this.rounds.end(tx, hand.revision.id, RoundOutcome.RECALLED);
      await this.dismiss(tx, hand.revision.id);
      return this.told(tx, hand, 'revision.recalled');
    });
  }

  discard(actor: Actor, input: RevisionActionInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await takeRevision(tx, actor, input.id);
      requireRevision('discard', hand, actor);
      await this.move(tx, hand, 'discard', input.expectedVersion, { state: RevisionState.DISCARDED, endedAt: tx.now });
      await this.kinds.of(hand.entry.kind).onRevision(tx, 'discarded', hand.entry, hand.revision);
      return this.told(tx, hand, 'revision.discarded');
    });
  }

  /**
   * Reviewers see what their role handles; a RESTRICTED entry only those who were named. Somebody must be able to review:
   * a text that nobody sees would wait for ever.
   */
  private async nameReviewers(tx: Tx, { entry, revision, editors }: RevisionInHand, ids: string[]): Promise<void> {
    for (const id of new Set(ids)) {
      const reviewer = isId(id, 'Person')
        ? await tx.one(
            `select 1 from membership m join person p on p.id = m.person_id and p.disabled_at is null
             where m.person_id = $1 and m.organisation_id = $2 and m.role = 'REVIEWER' and m.ended_at is null`,
            [id, revision.authorOrgId],
          )
        : null;
      if (!reviewer) throw notFound('input.reviewers');
      if (editors.has(id)) throw new UserError('REVIEWER_HAS_EDITED', 'input.reviewers', {}, revision.id);
      await this.entries.grant(tx, entry, { personId: id });
    }
    if (entry.visibility !== 'RESTRICTED') return;
    const able = await tx.one(
      `select 1 from entry_grant g join membership m on m.person_id = g.person_id and m.ended_at is null
       where g.entry_id = $1 and m.organisation_id = $2 and m.role = 'REVIEWER' and not (g.person_id = any($3::uuid[]))`,
      [entry.id, revision.authorOrgId, [...editors]],
    );
    if (!able) throw new UserError('REVIEWER_MUST_BE_NAMED', 'input.reviewers', {}, revision.id);
  }

  private async move(
    tx: Tx,
    { entry, revision }: RevisionInHand,
    action: 'submit' | 'recall' | 'discard',
    version: number,
    set: Partial<Revision>,
  ): Promise<void> {
    await tx.guard(Revision, { id: revision.id, version, from: revisionMachine.from(action) }, set);
    await tx.record({
      subject: entry.id,
      action: `revision.${{ submit: 'submitted', recall: 'recalled', discard: 'discarded' }[action]}`,
      audience: 'INTERNAL',
      facts: { revision: revision.id, from: revision.state, to: set.state ?? null },
    });
  }

  private async told(tx: Tx, { entry, revision }: RevisionInHand, event: string): Promise<{ id: string }> {
    await tx.emit(event, { entryId: entry.id, revisionId: revision.id });
    return { id: revision.id };
  }

  /** Whoever changed a word of it may not review it. */
  private async wrote(tx: Tx, revisionId: string, personId: string): Promise<void> {
    const known = await tx.query(
      'update revision_editor set last_at = $3 where revision_id = $1 and person_id = $2 returning 1',
      [revisionId, personId, tx.now],
    );
    if (known.length === 0) await tx.insert(RevisionEditor, { revisionId, personId, firstAt: tx.now, lastAt: tx.now });
  }

  /** Verdicts are bound to the text they saw; an edit makes them history. */
  private async dismiss(tx: Tx, revisionId: string): Promise<number> {
    const rows = await tx.query(
      'update approval set dismissed_at = $2 where revision_id = $1 and dismissed_at is null returning 1',
      [revisionId, tx.now],
    );
    return rows.length;
  }

  private async translated(tx: Tx, entryId: string, slot: string): Promise<string> {
    const swedish = await tx.one<{ id: string }>(
      `select id from revision where entry_id = $1 and slot = $2 and language = 'sv' and state = 'PUBLISHED'`,
      [entryId, slot],
    );
    if (!swedish) throw new UserError('NO_SWEDISH_TEXT', 'input.language');
    return swedish.id;
  }

  /** In which organisation's name it is written: the association's for what staff handle, else the owner's. */
  private authorship(actor: Actor, entry: EntryRow): string {
    if (actor.context!.kinds.includes(entry.kind) && actor.staffMembership) return actor.staffMembership.organisationId;
    if (actor.hasInOrganisation(entry.ownerOrgId)) return entry.ownerOrgId;
    throw new UserError('FORBIDDEN', 'input.entry');
  }

  private content(
    input: Partial<Omit<RevisionContent, 'language'>> & { changeNote?: string | null },
    entry: EntryRow,
    decision: RevisionDraftInput['personalData'],
    bodyRequired: boolean,
  ): Omit<RevisionContent, 'language'> & { changeNote: string | null } {
    const texts = this.gate.pass(
      {
        title: { text: input.title, rule: { max: 300, path: 'input.title', singleLine: true } },
        body: { text: input.body, rule: { max: MAX_BODY, path: 'input.body', required: bodyRequired } },
        forWhom: { text: input.forWhom, rule: { max: 1_000, path: 'input.forWhom' } },
        transitional: { text: input.transitional, rule: { max: 10_000, path: 'input.transitional' } },
        changeNote: { text: input.changeNote, rule: { max: 2_000, path: 'input.changeNote' } },
      },
      decision,
      { restricted: entry.visibility === 'RESTRICTED' },
    );
    return {
      title: texts.title,
      body: texts.body ?? '',
      forWhom: texts.forWhom,
      transitional: texts.transitional,
      changeNote: texts.changeNote,
      conclusion: input.conclusion ?? null,
      asOf: input.asOf ?? null,
      reviewBy: input.reviewBy ?? null,
    };
  }
}

/** Throws the first reason why not; the same reasons stand in `allowedActions` before the click. */
export function refuse(blockers: Blocker[], path: string, current: string | null = null): void {
  const [first] = blockers;
  if (first) throw new UserError(first.code, path, first.params ?? {}, current);
}

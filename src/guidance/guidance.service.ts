import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { Link, LinkType } from '../catalogue/entry-parts.entity.js';
import { under } from '../catalogue/protected.js';
import { Revision, RevisionState } from '../catalogue/revision.entity.js';
import { LanguageCode } from '../platform/graphql/language.js';
import { revisionMachine } from '../catalogue/revision.machine.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { RevisionService } from '../catalogue/revisions.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { askerOf, tracesOf } from './guidance-asker.js';
import { Guidance, GuidanceState } from './guidance.entity.js';
import {
  GuidanceAccess,
  GuidanceCreateInput,
  GuidanceDiscardInput,
  GuidanceLiftInput,
  GuidanceUpdateInput,
} from './guidance.inputs.js';
import { guidanceMachine, GuidanceRelation } from './guidance.machine.js';

export const TEXT_SLOT = 'text';
const MAX_TITLE = 300;
const MAX_BODY = 200_000;
const MAX_AREAS = 20;
const UNDER_REVIEW: readonly string[] = [RevisionState.IN_REVIEW, RevisionState.APPROVED];

/** Roles whose people write guidance. */
export const GUIDANCE_WRITERS: readonly Role[] = [Role.LAWYER, Role.ADVOCATE];

export function guidanceRelations(actor: Actor, entry: Pick<EntryRow, 'ownerOrgId'>): Set<GuidanceRelation> {
  return new Set<GuidanceRelation>(actor.hasInOrganisation(entry.ownerOrgId, ...GUIDANCE_WRITERS) ? ['writer'] : []);
}

interface NewGuidance {
  title: string;
  access: Access;
  subjectAreas: readonly string[];
  set?: Partial<Pick<Guidance, 'creditOrgId' | 'originQuestionId' | 'deIdentifiedBy'>>;
}

/** Guidance as a thing: made, lifted, changed, thrown away. What it says goes the way of every text (revisions). */
@Injectable()
export class GuidanceService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly revisions: RevisionService,
    private readonly gate: PrivacyGate,
    private readonly clock: Clock,
  ) {}

  create(actor: Actor, input: GuidanceCreateInput): Promise<{ id: string; revision: string | null }> {
    return this.db.transact(actor, async (tx) => {
      const title = this.title(input.title, input.personalData);
      const entry = await this.begin(tx, actor, {
        title,
        access: accessOf(input.access),
        subjectAreas: input.subjectAreas,
      });
      const revision = input.body?.trim()
        ? await this.draft(tx, actor, entry, { ...input, title, body: input.body })
        : null;
      await tx.emit('guidance.created', { entryId: entry.id });
      return { id: entry.id, revision };
    });
  }

  /**
   * Generalises the published answer of a question. Three locks against pointing out the asker: the lawyer confirms, the
   * privacy gate looks for personal numbers, and the texts are searched for what names the asker. The texts are searched
   * again when they go to review and out (`guidance.catalogue.ts`), since they are edited in between. The person is never
   * copied; the organisation is credited only if it agreed.
   */
  lift(actor: Actor, input: GuidanceLiftInput): Promise<{ id: string; revision: string | null }> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.entries.load(tx, input.question, EntryKind.QUESTION, 'input.question');
      const answer = await tx.one<Revision>(
        `select ${REVISION_SELECT} from revision r
          where r.entry_id = $1 and r.slot = 'answer' and r.language = 'sv' and r.state = 'PUBLISHED'`,
        [question.id],
      );
      const asker = await askerOf(tx, question.id);
      if (!answer || !asker) throw new UserError('LIFT_NEEDS_PUBLISHED_ANSWER', 'input.question');
      if (input.deIdentified !== true) throw new UserError('LIFT_NOT_CONFIRMED', 'input.deIdentified');
      const texts = this.gate.pass(
        {
          title: {
            text: input.title ?? answer.title ?? question.title,
            rule: { max: MAX_TITLE, path: 'input.title', singleLine: true, required: true },
          },
          body: { text: input.body ?? answer.body, rule: { max: MAX_BODY, path: 'input.body', required: true } },
          forWhom: {
            text: input.forWhom === undefined ? answer.forWhom : input.forWhom,
            rule: { max: 1_000, path: 'input.forWhom' },
          },
          transitional: {
            text: input.transitional === undefined ? answer.transitional : input.transitional,
            rule: { max: 10_000, path: 'input.transitional' },
          },
        },
        input.personalData,
        { restricted: false },
      );
      for (const field of ['title', 'body', 'forWhom', 'transitional'] as const) {
        const what = tracesOf(asker, [texts[field]]);
        if (what.length) throw new UserError('LIFT_IDENTIFIES_ASKER', `input.${field}`, { what });
      }
      const entry = await this.begin(tx, actor, {
        title: texts.title!,
        access: accessOf(input.access),
        subjectAreas: input.subjectAreas ?? (await this.areasOf(tx, question.id)),
        set: {
          creditOrgId: asker.creditConsent ? question.ownerOrgId : null,
          originQuestionId: question.id,
          deIdentifiedBy: personOf(actor),
        },
      });
      await this.linkQuietly(tx, entry, LinkType.LIFTED_FROM, question);
      await this.linkQuietly(tx, question, LinkType.ANSWERED_BY, entry);
      await tx.record({
        subject: entry.id,
        action: 'guidance.lifted',
        audience: 'INTERNAL',
        facts: { question: question.id, deIdentified: true },
      });
      const revision = await this.draft(tx, actor, entry, {
        ...texts,
        title: texts.title!,
        body: texts.body!,
        conclusion: input.conclusion === undefined ? answer.conclusion : input.conclusion,
        asOf: input.asOf === undefined ? answer.asOf : input.asOf,
        reviewBy: input.reviewBy === undefined ? answer.reviewBy : input.reviewBy,
      });
      await tx.emit('guidance.lifted', { entryId: entry.id, questionId: question.id });
      return { id: entry.id, revision };
    });
  }

  update(actor: Actor, input: GuidanceUpdateInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.take(tx, actor, 'update', input.id);
      const title =
        input.title === undefined || input.title === null ? entry.title : this.title(input.title, input.personalData);
      const origin = await this.originOf(tx, entry.id);
      const asker = origin ? await askerOf(tx, origin) : null;
      const what = asker ? tracesOf(asker, [title]) : [];
      if (what.length) throw new UserError('LIFT_IDENTIFIES_ASKER', 'input.title', { what });
      await this.entries.step(tx, entry, {
        version: input.expectedVersion,
        from: guidanceMachine.from('update'),
        set: { title, access: input.access ? accessOf(input.access) : entry.access },
        action: 'guidance.updated',
        audience: 'INTERNAL',
        values: { title },
      });
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, entry, few(input.subjectAreas));
      return { id: entry.id };
    });
  }

  /** With its drafts, whoever wrote them; what reviewers have before them is first taken back. */
  discard(actor: Actor, input: GuidanceDiscardInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.take(tx, actor, 'discard', input.id);
      const open = await tx.query<{ id: string; state: string }>(
        `select id, state from revision where entry_id = $1 and state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED')`,
        [entry.id],
      );
      if (open.some((one) => UNDER_REVIEW.includes(one.state)))
        throw new UserError('GUIDANCE_TEXT_IN_REVIEW', 'input.id', {}, entry.id);
      await this.entries.step(tx, entry, {
        version: input.expectedVersion,
        from: guidanceMachine.from('discard'),
        set: { state: GuidanceState.DISCARDED },
        action: 'guidance.discarded',
        audience: 'INTERNAL',
      });
      for (const { id } of open) {
        await tx.guard(
          Revision,
          { id, from: revisionMachine.from('discard') },
          { state: RevisionState.DISCARDED, endedAt: tx.now },
        );
        await tx.record({
          subject: entry.id,
          action: 'revision.discarded',
          audience: 'INTERNAL',
          facts: { revision: id },
        });
        await tx.emit('revision.discarded', { entryId: entry.id, revisionId: id });
      }
      // It answers nobody; where it came from stays for those who see both.
      await tx.query(`delete from link where to_id = $1 and type = 'ANSWERED_BY'`, [entry.id]);
      await tx.emit('guidance.discarded', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  /** The question it was lifted from, which only the program reads: people are shown it through the link. */
  async originOf(tx: Tx, id: string): Promise<string | null> {
    const row = await tx.one<{ origin: string | null }>(
      'select origin_question_id as origin from guidance where id = $1',
      [id],
    );
    return row?.origin ?? null;
  }

  private async take(tx: Tx, actor: Actor, action: 'update' | 'discard', id: string): Promise<EntryRow> {
    const entry = await this.entries.load(tx, id, EntryKind.GUIDANCE);
    if (!guidanceMachine.allows(action, guidanceRelations(actor, entry)))
      throw new UserError('FORBIDDEN', 'input.id', {}, entry.id);
    return entry;
  }

  /** The entry, its ref, its row: everything but what it says. Owned by the association, whoever asked. */
  private async begin(tx: Tx, actor: Actor, { title, access, subjectAreas, set }: NewGuidance): Promise<EntryRow> {
    const owner = actor.memberships.find(
      (one) => one.organisationId === actor.staffMembership?.organisationId && GUIDANCE_WRITERS.includes(one.role),
    );
    if (!owner) throw new UserError('FORBIDDEN');
    const made = await this.entries.create(tx, {
      kind: EntryKind.GUIDANCE,
      title,
      ownerOrgId: owner.organisationId,
      ownerUnitId: owner.unitId,
      access,
      state: GuidanceState.DRAFT,
      draft: false,
    });
    const entry = await this.entries.step(tx, made, {
      from: [GuidanceState.DRAFT],
      set: { ref: await this.entries.nextRef(tx, EntryKind.GUIDANCE, this.clock.today()) },
      action: 'guidance.numbered',
      audience: 'INTERNAL',
    });
    await tx.insert(Guidance, {
      id: entry.id,
      ...under(entry),
      creditOrgId: null,
      originQuestionId: null,
      deIdentifiedBy: null,
      ...set,
      responsibleId: personOf(actor),
    });
    await this.entries.setSubjectAreas(tx, entry, few(subjectAreas));
    return entry;
  }

  private async draft(
    tx: Tx,
    actor: Actor,
    entry: EntryRow,
    text: Pick<
      GuidanceCreateInput,
      'conclusion' | 'forWhom' | 'asOf' | 'reviewBy' | 'transitional' | 'personalData'
    > & { title: string; body: string },
  ): Promise<string> {
    const { title, body, conclusion, forWhom, asOf, reviewBy, transitional, personalData } = text;
    const { id } = await this.revisions.draftIn(tx, actor, {
      entry: entry.id,
      slot: TEXT_SLOT,
      language: LanguageCode.sv,
      title,
      body,
      conclusion,
      forWhom,
      asOf,
      reviewBy,
      transitional,
      personalData,
    });
    return id;
  }

  private title(text: string, decision: PersonalDataDecision | null | undefined): string {
    const rule = { max: MAX_TITLE, path: 'input.title', singleLine: true, required: true };
    return this.gate.pass({ title: { text, rule } }, decision, { restricted: false }).title!;
  }

  private async areasOf(tx: Tx, entryId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'select subject_area_id as id from entry_subject_area where entry_id = $1',
      [entryId],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Not `Entries.link`: that one's event is shared with all who read the entry, and the trail of a public guidance must
   * not say that there is a question behind it, nor the asker's trail that a draft is being written.
   */
  private async linkQuietly(tx: Tx, from: EntryRow, type: LinkType, to: EntryRow): Promise<void> {
    await tx.insert(Link, {
      id: newId('Link'),
      type,
      fromId: from.id,
      fromKind: from.kind,
      fromUnitId: from.ownerUnitId,
      fromVisibility: from.visibility,
      toId: to.id,
      toKind: to.kind,
      toUnitId: to.ownerUnitId,
      toVisibility: to.visibility,
      createdBy: tx.principal.id,
      createdAt: tx.now,
    });
    await tx.record({ subject: from.id, action: 'link.added', audience: 'INTERNAL', facts: { type, to: to.id } });
  }
}

function few(ids: readonly string[]): readonly string[] {
  if (ids.length > MAX_AREAS) throw new UserError('PAGE_SIZE', 'input.subjectAreas', { max: MAX_AREAS });
  return ids;
}

/** The two enums share their words. */
const accessOf = (access: GuidanceAccess | null | undefined): Access => Access[access ?? GuidanceAccess.PUBLIC];

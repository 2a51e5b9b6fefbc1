import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Tx } from '../platform/database/transaction.js';
import { Database } from '../platform/database/database.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import {
  CommentAddInput,
  EntryFlagInput,
  EntryFlagSettleInput,
  LinkAddInput,
  LinkRemoveInput,
  WatchInput,
} from './entry.inputs.js';
import { Audience, Comment, Flag, LinkType, Watch } from './entry-parts.entity.js';
import { Entries, personOf } from './entries.service.js';
import { EntryKind, EntryRow } from './entry.entity.js';
import { mayInvite } from './invitations.service.js';
import { AllowedAction, Kinds } from './kinds.js';
import { under } from './protected.js';
import { RevisionRounds } from './revision-rounds.service.js';

/**
 * Links that people may set by hand, and between what; the others come with an action (lifting, duplicate, resolution).
 * A kind that is not said may be any.
 */
const BY_HAND: Partial<Record<LinkType, { from?: EntryKind[]; to?: EntryKind[] }>> = {
  [LinkType.RELATED]: {},
  [LinkType.ASKS_IN]: { from: [EntryKind.QUESTION], to: [EntryKind.CASE] },
  [LinkType.CONCERNS]: { from: [EntryKind.QUESTION, EntryKind.CASE], to: [EntryKind.BARRIER] },
  [LinkType.EVIDENCE_FOR]: { to: [EntryKind.BARRIER] },
  [LinkType.SUCCEEDS]: {},
  [LinkType.ANSWERED_BY]: { from: [EntryKind.QUESTION], to: [EntryKind.GUIDANCE] },
  [LinkType.PURSUED_BY]: { from: [EntryKind.BARRIER], to: [EntryKind.GOAL] },
  [LinkType.TRACKED_IN]: { from: [EntryKind.GOAL], to: [EntryKind.DOSSIER] },
  [LinkType.PART_OF]: { from: [EntryKind.ACTION, EntryKind.GOAL], to: [EntryKind.GOAL, EntryKind.MEASURE] },
  [LinkType.CHANGES]: { from: [EntryKind.DOSSIER], to: [EntryKind.LAW_SOURCE] },
};
const LINKS_BY_HAND = Object.keys(BY_HAND) as LinkType[];
const CAUSES = ['JUDGMENT', 'JO_DECISION', 'IMY_DECISION', 'EU_ACT', 'AGENCY_REGULATION', 'OTHER'];
const MESSAGE = 20_000;
/** Who may note a judgment or decision on what they handle; `@Can('entry:flag')` says the same. */
export const FLAGGERS: readonly Role[] = [Role.LAWYER, Role.ADVOCATE, Role.REVIEWER, Role.CATALOGUER];

/** What hangs on any entry: links, watchers, comments, flags. Additive: needs no version of the entry. */
@Injectable()
export class EntryParts {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly rounds: RevisionRounds,
    private readonly gate: PrivacyGate,
    private readonly kinds: Kinds,
  ) {}

  addLink(actor: Actor, input: LinkAddInput): Promise<{ id: string; from: string }> {
    return this.db.transact(actor, (tx) => this.link(tx, actor, input));
  }

  /** As `addLink`, for an act that makes one of the two: the thing and its link come together or not at all. */
  async link(
    tx: Tx,
    actor: Actor,
    input: Pick<LinkAddInput, 'from' | 'type' | 'to'>,
    path: { from: string; to: string } = { from: 'input.from', to: 'input.to' },
  ): Promise<{ id: string; from: string }> {
    const pair = BY_HAND[input.type];
    if (!pair) throw new UserError('INVALID', 'input.type', { allowed: LINKS_BY_HAND });
    const from = await this.entries.load(tx, input.from, undefined, path.from);
    const to = await this.entries.load(tx, input.to, undefined, path.to);
    if (pair.from && !pair.from.includes(from.kind))
      throw new UserError('LINK_NOT_BETWEEN', path.from, { type: input.type, allowed: pair.from });
    if (pair.to && !pair.to.includes(to.kind))
      throw new UserError('LINK_NOT_BETWEEN', path.to, { type: input.type, allowed: pair.to });
    // Whoever links must have a hand in where it starts: its own unit, or staff who handle the kind.
    if (!mayLink(actor, from)) throw new UserError('FORBIDDEN', path.from);
    const id = await this.entries.link(tx, from, input.type, to);
    await tx.emit('link.added', { entryId: from.id, linkId: id });
    return { id, from: from.id };
  }

  removeLink(actor: Actor, input: LinkRemoveInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const link = isId(input.id, 'Link')
        ? await tx.one<{
            from_id: string;
            type: LinkType;
            to_id: string;
            created_by: string;
            from_unit_id: string;
            from_kind: string;
          }>('select from_id, type, to_id, created_by, from_unit_id, from_kind from link where id = $1', [input.id])
        : null;
      if (!link) throw notFound('input.id');
      if (!BY_HAND[link.type]) throw new UserError('LINK_OF_AN_ACTION', 'input.id', { type: link.type });
      const mine =
        link.created_by === actor.id || actor.hasIn(link.from_unit_id) || actor.context!.kinds.includes(link.from_kind);
      if (!mine) throw new UserError('FORBIDDEN', 'input.id');
      await tx.query('delete from link where id = $1', [input.id]);
      await tx.record({ subject: link.from_id, action: 'link.removed', facts: { type: link.type, to: link.to_id } });
      return { id: link.from_id };
    });
  }

  watch(actor: Actor, input: WatchInput, on: boolean): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      const person = personOf(actor);
      if (on) {
        const there = await tx.one('select 1 from watch where entry_id = $1 and person_id = $2', [entry.id, person]);
        if (!there) await tx.insert(Watch, { id: newId('Link'), ...under(entry), personId: person, createdAt: tx.now });
      } else {
        await tx.query('delete from watch where entry_id = $1 and person_id = $2', [entry.id, person]);
      }
      return { id: entry.id };
    });
  }

  comment(actor: Actor, input: CommentAddInput): Promise<{ id: string; entry: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      let audience = input.audience ?? Audience.SHARED;
      const unitId = audience === Audience.UNIT ? await this.correspondent(tx, actor, entry, input.unit) : null;
      // The public's guidance is no forum: shared messages are for the thread between a unit and those who handle its matter.
      if (!unitId && !isParty(actor, entry)) throw new UserError('COMMENT_NOT_HERE', 'input.entry');
      if (input.revision) {
        if (unitId) throw new UserError('INVALID', 'input.audience', { allowed: [Audience.INTERNAL] });
        const seen = isId(input.revision, 'Revision')
          ? await tx.one('select 1 from revision where id = $1 and entry_id = $2', [input.revision, entry.id])
          : null;
        if (!seen) throw notFound('input.revision');
        // A comment on a draft may quote it: it stays with those who see the draft.
        audience = Audience.INTERNAL;
      }
      const texts = this.gate.pass(
        {
          body: { text: input.body, rule: { max: MESSAGE, path: 'input.body', required: true } },
          quote: { text: input.quote, rule: { max: 1_000, path: 'input.quote' } },
          quoteBefore: { text: input.quoteBefore, rule: { max: 200, path: 'input.quoteBefore' } },
          quoteAfter: { text: input.quoteAfter, rule: { max: 200, path: 'input.quoteAfter' } },
        },
        input.personalData,
        { restricted: entry.visibility === 'RESTRICTED' },
      );
      const id = newId('Comment');
      await tx.insert(Comment, {
        id,
        ...under(entry),
        audience,
        purpose: input.revision ? 'REVIEW' : 'COMMENT',
        body: texts.body!,
        quote: texts.quote,
        quoteBefore: texts.quoteBefore,
        quoteAfter: texts.quoteAfter,
        revisionId: input.revision ?? null,
        round: input.revision ? await this.rounds.current(tx, input.revision) : null,
        authorId: personOf(actor),
        authorOrgId: actor.context!.organisations[0],
        unitId,
        createdAt: tx.now,
      });
      // What a unit and the association write to each other is not told in the trail of an entry that others may read, not
      // even that it was written: it stands in a chain of its own, for auditors.
      await tx.record({
        subject: unitId ? id : entry.id,
        action: 'comment.added',
        audience: audience === Audience.SHARED ? 'SHARED' : 'INTERNAL',
        facts: { comment: id, audience, ...(unitId ? { entry: entry.id } : {}) },
        values: { body: texts.body },
      });
      await tx.emit('comment.added', { entryId: entry.id, commentId: id });
      return { id, entry: entry.id };
    });
  }

  /** The unit that a message of the audience UNIT goes to or comes from. */
  private async correspondent(tx: Tx, actor: Actor, entry: EntryRow, wanted?: string | null): Promise<string> {
    const units = (await this.kinds.of(entry.kind).correspondents?.(tx, entry)) ?? [];
    const handles = actor.context!.kinds.includes(entry.kind);
    const possible = handles ? units : units.filter((one) => actor.hasIn(one));
    if (possible.length === 0) throw new UserError('COMMENT_NOT_HERE', 'input.entry');
    if (wanted ? !possible.includes(wanted) : possible.length > 1) throw notFound('input.unit');
    return wanted ?? possible[0]!;
  }

  flag(actor: Actor, input: EntryFlagInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      if (!CAUSES.includes(input.cause)) throw new UserError('INVALID', 'input.cause', { allowed: CAUSES });
      if (!actor.context!.kinds.includes(entry.kind)) throw new UserError('FORBIDDEN', 'input.entry');
      const { note } = this.gate.pass(
        { note: { text: input.note, rule: { max: 2_000, path: 'input.note', required: true } } },
        null,
        { restricted: false },
      );
      const id = newId('Flag');
      await tx.insert(Flag, {
        id,
        ...under(entry),
        cause: input.cause,
        note: note!,
        authorId: personOf(actor),
        createdAt: tx.now,
      });
      await tx.record({
        subject: entry.id,
        action: 'entry.flagged',
        facts: { flag: id, cause: input.cause },
        values: { note },
      });
      await tx.emit('entry.flagged', { entryId: entry.id, flagId: id });
      return { id: entry.id };
    });
  }

  settleFlag(actor: Actor, input: EntryFlagSettleInput): Promise<{ id: string }> {
    return this.db.transact(actor, (tx) => this.settleFlagIn(tx, actor, input));
  }

  /** The same inside another action: whoever says that the text holds settles all its flags. */
  async settleFlagIn(tx: Tx, actor: Actor, input: Pick<EntryFlagSettleInput, 'id' | 'note'>): Promise<{ id: string }> {
    const flag = isId(input.id, 'Flag')
      ? await tx.one<{ entry_id: string; kind: string }>('select entry_id, kind from flag where id = $1', [input.id])
      : null;
    if (!flag) throw notFound('input.id');
    if (!actor.has(Role.LAWYER, Role.ADVOCATE) || !actor.context!.kinds.includes(flag.kind))
      throw new UserError('FORBIDDEN', 'input.id');
    const { note } = this.gate.pass(
      { note: { text: input.note, rule: { max: 2_000, path: 'input.note', required: true } } },
      null,
      { restricted: false },
    );
    const settled = await tx.query('update flag set settled_at = $2 where id = $1 and settled_at is null returning 1', [
      input.id,
      tx.now,
    ]);
    if (settled.length === 0) throw new UserError('FLAG_SETTLED', 'input.id');
    await tx.record({
      subject: flag.entry_id,
      action: 'entry.flag-settled',
      facts: { flag: input.id },
      values: { note },
    });
    await tx.emit('entry.flag-settled', { entryId: flag.entry_id, flagId: input.id });
    return { id: flag.entry_id };
  }

  /** For `allowedActions` of any kind: what is done alike to every entry, by whoever sees it. */
  actionsOf(actor: Actor, entry: EntryRow, watching: boolean): AllowedAction[] {
    const party = isParty(actor, entry);
    const flags = actor.has(...FLAGGERS) && actor.context!.kinds.includes(entry.kind);
    return [
      ...(party ? [{ action: 'comment', mutation: 'commentAdd', blockers: [] }] : []),
      ...(party ? [{ action: 'attach', mutation: 'fileAttach', blockers: [] }] : []),
      ...(mayLink(actor, entry) ? [{ action: 'link', mutation: 'linkAdd', blockers: [] }] : []),
      ...(mayInvite(actor, entry) ? [{ action: 'invite', mutation: 'entryInvite', blockers: [] }] : []),
      ...(flags ? [{ action: 'flag', mutation: 'entryFlag', blockers: [] }] : []),
      watching
        ? { action: 'unwatch', mutation: 'unwatch', blockers: [] }
        : { action: 'watch', mutation: 'watch', blockers: [] },
    ];
  }
}

/** The owner's unit, those who handle the kind, and whoever a RESTRICTED entry was given to by name. */
export function isParty(actor: Actor, entry: EntryRow): boolean {
  return mayLink(actor, entry) || entry.visibility === 'RESTRICTED';
}

function mayLink(actor: Actor, entry: EntryRow): boolean {
  return actor.hasIn(entry.ownerUnitId) || actor.context!.kinds.includes(entry.kind);
}

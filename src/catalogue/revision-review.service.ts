import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isEntryId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { Entries, personOf } from './entries.service.js';
import { Kinds } from './kinds.js';
import {
  RevisionActionInput,
  RevisionApproveInput,
  RevisionReasonInput,
  RevisionRetroReviewInput,
  RevisionWithdrawInput,
} from './revision.inputs.js';
import { RevisionAction, revisionMachine } from './revision.machine.js';
import { RoundOutcome } from './revision-round.entity.js';
import { RevisionRounds } from './revision-rounds.service.js';
import { requireRevision, RevisionInHand, takeRevision } from './revision.relations.js';
import { Approval, Revision, RevisionState, Verdict } from './revision.entity.js';
import { refuse } from './revisions.service.js';

const PAST: Partial<Record<RevisionAction, string>> = {
  approve: 'approved',
  requestChanges: 'changes-requested',
  publish: 'published',
  withdraw: 'withdrawn',
  emergencyPublish: 'emergency-published',
  retroApprove: 'retro-approved',
  retroReject: 'retro-rejected',
};

/** Reviewing and publishing: the reviewer has edited nothing, in the machine, here and in the database. */
@Injectable()
export class RevisionReviewService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly kinds: Kinds,
    private readonly rounds: RevisionRounds,
    private readonly gate: PrivacyGate,
  ) {}

  /**
   * One yes to exactly the text that was seen (its version). Where the subject area demands two, the first leaves it in
   * review. Two reviewers at once: the second is told that it has moved on.
   */
  approve(actor: Actor, input: RevisionApproveInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await this.take(tx, actor, input.id, 'approve');
      const texts = this.texts(hand, { note: input.note, dissent: input.dissent });
      const { entry, revision } = hand;
      const required = await this.kinds.of(entry.kind).reviewersRequired(tx, entry);
      const given = await tx.query<{ reviewer_id: string }>(
        `select reviewer_id from approval where revision_id = $1 and dismissed_at is null and verdict = 'APPROVED' and content_hash = $2`,
        [revision.id, revision.contentHash],
      );
      if (given.some((one) => one.reviewer_id === actor.personId))
        throw new UserError('ALREADY_APPROVED', 'input.id', {}, revision.id);
      const enough = given.length + 1 >= required;
      await tx.guard(
        Revision,
        { id: revision.id, version: input.expectedVersion, from: revisionMachine.from('approve') },
        { state: enough ? RevisionState.APPROVED : RevisionState.IN_REVIEW },
      );
      await this.verdict(tx, hand, Verdict.APPROVED, texts);
      if (enough) await this.rounds.end(tx, revision.id, RoundOutcome.APPROVED);
      await this.record(tx, hand, 'approve', {
        approvals: given.length + 1,
        required,
        dissent: texts.dissent !== null,
      });
      // Also the first of two is told: the reviewer who has said yes makes room in the inbox for another.
      await tx.emit(enough ? 'revision.approved' : 'revision.approval-given', {
        entryId: entry.id,
        revisionId: revision.id,
      });
      return { id: revision.id };
    });
  }

  requestChanges(actor: Actor, input: RevisionReasonInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await this.take(tx, actor, input.id, 'requestChanges');
      const { note } = this.texts(hand, { note: input.reason, required: true });
      await tx.guard(
        Revision,
        { id: hand.revision.id, version: input.expectedVersion, from: revisionMachine.from('requestChanges') },
        { state: RevisionState.CHANGES_REQUESTED },
      );
      // An earlier yes of somebody else does not stand beside a no.
      await tx.query('update approval set dismissed_at = $2 where revision_id = $1 and dismissed_at is null', [
        hand.revision.id,
        tx.now,
      ]);
      await this.verdict(tx, hand, Verdict.CHANGES_REQUESTED, { note, dissent: null });
      await this.rounds.end(tx, hand.revision.id, RoundOutcome.CHANGES_REQUESTED);
      return this.done(tx, hand, 'requestChanges');
    });
  }

  /** What was approved becomes what the entry says; what it said before is superseded in the same moment. */
  publish(actor: Actor, input: RevisionActionInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await this.take(tx, actor, input.id, 'publish');
      refuse(
        await this.kinds.of(hand.entry.kind).revisionBlockers(tx, actor, 'publish', hand.entry, hand.revision.slot),
        'input.id',
        hand.revision.id,
      );
      const standing = await tx.one<{ n: number }>(
        `select count(*)::int as n from approval where revision_id = $1 and dismissed_at is null and verdict = 'APPROVED' and content_hash = $2`,
        [hand.revision.id, hand.revision.contentHash],
      );
      // The area may have been made more demanding since: ask again at the moment that counts.
      const required = await this.kinds.of(hand.entry.kind).reviewersRequired(tx, hand.entry);
      if (hand.revision.state === RevisionState.APPROVED && standing!.n < required) {
        throw new UserError('APPROVALS_MISSING', 'input.id', { required, given: standing!.n }, hand.revision.id);
      }
      await this.putOut(tx, actor, hand, input.expectedVersion, 'publish', {});
      return this.done(tx, hand, 'publish', { changeWeight: hand.revision.changeWeight });
    });
  }

  /** Before review, when waiting would do harm. Puts a retro-review on somebody who is neither author nor publisher. */
  emergencyPublish(actor: Actor, input: RevisionReasonInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await this.take(tx, actor, input.id, 'emergencyPublish');
      const { note } = this.texts(hand, { note: input.reason, required: true });
      refuse(
        await this.kinds.of(hand.entry.kind).revisionBlockers(tx, actor, 'publish', hand.entry, hand.revision.slot),
        'input.id',
        hand.revision.id,
      );
      await this.putOut(tx, actor, hand, input.expectedVersion, 'emergencyPublish', { emergency: true, reason: note });
      await this.rounds.end(tx, hand.revision.id, RoundOutcome.EMERGENCY);
      await tx.emit('revision.published', { entryId: hand.entry.id, revisionId: hand.revision.id });
      return this.done(tx, hand, 'emergencyPublish');
    });
  }

  retroReview(actor: Actor, input: RevisionRetroReviewInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const action = input.stands ? 'retroApprove' : 'retroReject';
      const hand = await this.take(tx, actor, input.id, action);
      if (!hand.revision.emergency) throw new UserError('NOT_AN_EMERGENCY', 'input.id', {}, hand.revision.id);
      const { note } = this.texts(hand, { note: input.note, required: true });
      await tx.guard(
        Revision,
        { id: hand.revision.id, version: input.expectedVersion, from: revisionMachine.from(action) },
        {},
      );
      await this.verdict(
        tx,
        hand,
        input.stands ? Verdict.APPROVED : Verdict.CHANGES_REQUESTED,
        { note, dissent: null },
        true,
      );
      return this.done(tx, hand, action);
    });
  }

  withdraw(actor: Actor, input: RevisionWithdrawInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const hand = await this.take(tx, actor, input.id, 'withdraw');
      const { note } = this.texts(hand, { note: input.reason, required: true });
      refuse(
        await this.kinds.of(hand.entry.kind).revisionBlockers(tx, actor, 'withdraw', hand.entry, hand.revision.slot),
        'input.id',
        hand.revision.id,
      );
      if (input.successor) {
        if (!isEntryId(input.successor)) throw notFound('input.successor');
        await this.entries.load(tx, input.successor, undefined, 'input.successor');
      }
      await tx.guard(
        Revision,
        { id: hand.revision.id, version: input.expectedVersion, from: revisionMachine.from('withdraw') },
        { state: RevisionState.WITHDRAWN, reason: note, successorEntryId: input.successor ?? null, endedAt: tx.now },
      );
      if (hand.revision.language === 'sv') {
        await this.kinds.of(hand.entry.kind).onRevision(tx, 'withdrawn', hand.entry, hand.revision);
      }
      return this.done(tx, hand, 'withdraw', { successor: input.successor ?? null }, 'SHARED');
    });
  }

  private async take(tx: Tx, actor: Actor, id: string, action: RevisionAction): Promise<RevisionInHand> {
    const hand = await takeRevision(tx, actor, id);
    requireRevision(action, hand, actor);
    return hand;
  }

  private async putOut(
    tx: Tx,
    actor: Actor,
    { entry, revision }: RevisionInHand,
    version: number,
    action: 'publish' | 'emergencyPublish',
    set: Partial<Revision>,
  ): Promise<void> {
    const before = await tx.one<{ id: string }>(
      `select id from revision where entry_id = $1 and slot = $2 and language = $3 and state = 'PUBLISHED'`,
      [entry.id, revision.slot, revision.language],
    );
    if (before) {
      await tx.guard(
        Revision,
        { id: before.id, from: revisionMachine.from('supersede') },
        { state: RevisionState.SUPERSEDED, endedAt: tx.now },
      );
    }
    const published = { ...set, state: RevisionState.PUBLISHED, publishedAt: tx.now, publishedById: personOf(actor) };
    await tx.guard(Revision, { id: revision.id, version, from: revisionMachine.from(action) }, published);
    // English follows the Swedish text and moves nothing.
    if (revision.language === 'sv') {
      await this.kinds.of(entry.kind).onRevision(tx, 'published', entry, { ...revision, ...published });
    }
  }

  private async verdict(
    tx: Tx,
    { revision }: RevisionInHand,
    verdict: Verdict,
    texts: { note: string | null; dissent: string | null },
    retro = false,
  ): Promise<void> {
    await tx.insert(Approval, {
      id: newId('Approval'),
      revisionId: revision.id,
      reviewerId: personOf(tx.principal),
      verdict,
      contentHash: revision.contentHash,
      round: retro ? null : await this.rounds.current(tx, revision.id),
      note: texts.note,
      dissent: texts.dissent,
      retro,
      at: tx.now,
    });
  }

  private texts(
    { entry }: RevisionInHand,
    input: { note?: string | null; dissent?: string | null; required?: boolean },
  ): { note: string | null; dissent: string | null } {
    const path = input.required ? 'input.reason' : 'input.note';
    return this.gate.pass(
      {
        note: { text: input.note, rule: { max: 4_000, path, required: input.required } },
        dissent: { text: input.dissent, rule: { max: 4_000, path: 'input.dissent' } },
      },
      null,
      { restricted: entry.visibility === 'RESTRICTED' },
    );
  }

  private async done(
    tx: Tx,
    hand: RevisionInHand,
    action: RevisionAction,
    facts: Record<string, string | number | boolean | null> = {},
    audience: 'SHARED' | 'INTERNAL' = action === 'publish' || action === 'emergencyPublish' ? 'SHARED' : 'INTERNAL',
  ): Promise<{ id: string }> {
    await this.record(tx, hand, action, facts, audience);
    await tx.emit(`revision.${PAST[action]}`, { entryId: hand.entry.id, revisionId: hand.revision.id });
    return { id: hand.revision.id };
  }

  private async record(
    tx: Tx,
    { entry, revision }: RevisionInHand,
    action: RevisionAction,
    facts: Record<string, string | number | boolean | null>,
    audience: 'SHARED' | 'INTERNAL' = 'INTERNAL',
  ): Promise<void> {
    await tx.record({
      subject: entry.id,
      action: `revision.${PAST[action]}`,
      audience,
      facts: {
        revision: revision.id,
        slot: revision.slot,
        number: revision.number,
        hash: revision.contentHash,
        ...facts,
      },
    });
  }
}

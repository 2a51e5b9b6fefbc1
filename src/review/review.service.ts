import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction } from '../catalogue/kinds.js';
import { under } from '../catalogue/protected.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { ReviewRequest, ReviewRequestState } from './review-request.entity.js';
import { reviewRequestMachine, ReviewRequestRelation } from './review-request.machine.js';
import { REVIEW_REQUEST_SELECT } from './review-request.queries.js';
import { ReviewRequestAcceptInput, ReviewRequestRejectInput, ReviewRequestWithdrawInput } from './review.inputs.js';
import { ReviewedActs } from './reviewed-acts.js';

export interface Proposal {
  entry: EntryRow;
  /** A registered act. */
  act: string;
  /** Ids, enums and numbers that the act needs; no text. */
  arguments?: Record<string, string | number | boolean | null>;
  /** Clean and through the gate. */
  reason: string;
  /** Whose people decide: an organisation of the proposer. */
  orgId: string;
  /** A person who is to decide; anybody with the act's role when absent. */
  deciderId?: string | null;
}

/** Acts that take two people: one proposes, another accepts (and it is done) or rejects. */
@Injectable()
export class ReviewRequests {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly tasks: Tasks,
    private readonly acts: ReviewedActs,
    private readonly gate: PrivacyGate,
  ) {}

  /** Within the proposer's transaction. Answers with the id of the request. */
  async propose(tx: Tx, proposal: Proposal): Promise<string> {
    const { entry, act, orgId } = proposal;
    const known = this.acts.get(act);
    if (!known) throw new UserError('UNKNOWN_ACT', 'input.act', { act });
    const open = await tx.one<{ id: string }>(
      `select id from review_request where entry_id = $1 and act = $2 and state = 'PROPOSED'`,
      [entry.id, act],
    );
    if (open) throw new UserError('ALREADY_PROPOSED', 'input.id', {}, open.id);
    const id = newId('ReviewRequest');
    const proposer = personOf(tx.principal);
    await tx.insert(ReviewRequest, {
      id,
      ...under(entry),
      act,
      arguments: (proposal.arguments ?? {}) as never,
      state: ReviewRequestState.PROPOSED,
      version: 1,
      reason: proposal.reason,
      proposedById: proposer,
      orgId,
      createdAt: tx.now,
    });
    await this.tasks.open(tx, {
      entry,
      kind: TaskKind.DECIDE_REVIEWED_ACT,
      cause: id,
      orgId,
      unitId: known.ownUnitOnly ? entry.ownerUnitId : null,
      role: known.roles.length === 1 ? known.roles[0] : null,
      assigneeId: proposal.deciderId ?? null,
      excludedIds: [proposer],
    });
    await tx.record({
      subject: entry.id,
      action: 'review-request.proposed',
      audience: 'INTERNAL',
      facts: { request: id, act, ...proposal.arguments },
      values: { reason: proposal.reason },
    });
    await tx.emit('review-request.proposed', { entryId: entry.id, requestId: id });
    return id;
  }

  /** The act is done in the transaction of the yes: either both stand or neither. */
  accept(actor: Actor, input: ReviewRequestAcceptInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const { request, entry, note } = await this.decide(tx, actor, 'accept', input, false);
      // Closed before the act, which may hide the entry from whoever did it.
      await this.closed(tx, request, 'accepted', note);
      await this.acts.get(request.act)!.carryOut(tx, { ...request, state: ReviewRequestState.ACCEPTED }, entry);
      return { id: request.id };
    });
  }

  reject(actor: Actor, input: ReviewRequestRejectInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const { request, note } = await this.decide(tx, actor, 'reject', input, true);
      await this.closed(tx, request, 'rejected', note);
      return { id: request.id };
    });
  }

  /** Whoever proposed it thinks better of it, or sees that it cannot be done any more. Nobody needs to be asked. */
  withdraw(actor: Actor, input: ReviewRequestWithdrawInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const request = await this.load(tx, input.id);
      if (request.proposedById !== actor.personId) throw new UserError('FORBIDDEN', 'input.id', {}, request.id);
      await tx.guard(
        ReviewRequest,
        { id: request.id, version: input.expectedVersion, from: reviewRequestMachine.from('withdraw') },
        { state: ReviewRequestState.WITHDRAWN, decidedAt: tx.now },
      );
      await this.closed(tx, request, 'withdrawn', null);
      return { id: request.id };
    });
  }

  /** What this actor may do with it now: serves the button; the check is `decide`. */
  async actionsOf(context: RequestContext<Actor>, request: ReviewRequest): Promise<AllowedAction[]> {
    const actor = context.principal;
    const own = request.proposedById === actor.personId;
    const decides = this.acts.mayDecide(actor, request);
    const relations = new Set<ReviewRequestRelation>([
      ...(decides ? (['decider'] as const) : []),
      ...(own ? (['proposer'] as const) : []),
    ]);
    const possible = reviewRequestMachine.possible(request.state, relations);
    const inTheWay = possible.includes('accept')
      ? ((await this.acts.get(request.act)?.blockers?.(context, request)) ?? [])
      : [];
    return possible.map((action) => ({
      action,
      blockers: [
        ...(own && action !== 'withdraw' ? [{ code: 'DECIDER_IS_PROPOSER' }] : []),
        ...(action === 'accept' ? inTheWay : []),
      ],
    }));
  }

  private async load(tx: Tx, id: string): Promise<ReviewRequest> {
    const request = isId(id, 'ReviewRequest')
      ? await tx.one<ReviewRequest>(`select ${REVIEW_REQUEST_SELECT} from review_request q where q.id = $1`, [id])
      : null;
    if (!request) throw notFound('input.id');
    return request;
  }

  private async decide(
    tx: Tx,
    actor: Actor,
    action: 'accept' | 'reject',
    input: { id: string; expectedVersion: number; note?: string | null },
    noteRequired: boolean,
  ): Promise<{ request: ReviewRequest; entry: EntryRow; note: string | null }> {
    const request = await this.load(tx, input.id);
    const entry = await this.entries.load(tx, request.entryId);
    if (request.proposedById === actor.personId) throw new UserError('DECIDER_IS_PROPOSER', 'input.id', {}, request.id);
    if (!this.acts.get(request.act)) throw new UserError('UNKNOWN_ACT', 'input.id', { act: request.act }, request.id);
    if (!this.acts.mayDecide(actor, request)) throw new UserError('FORBIDDEN', 'input.id', {}, request.id);
    const { note } = this.gate.pass(
      { note: { text: input.note, rule: { max: 4_000, path: 'input.note', required: noteRequired } } },
      null,
      { restricted: entry.visibility === 'RESTRICTED' },
    );
    await tx.guard(
      ReviewRequest,
      { id: request.id, version: input.expectedVersion, from: reviewRequestMachine.from(action) },
      {
        state: reviewRequestMachine.rule(action).to!,
        decidedById: personOf(actor),
        decidedAt: tx.now,
        decisionNote: note,
      },
    );
    return { request, entry, note };
  }

  private async closed(
    tx: Tx,
    request: ReviewRequest,
    past: 'accepted' | 'rejected' | 'withdrawn',
    note: string | null,
  ): Promise<void> {
    await this.tasks.close(tx, {
      entryId: request.entryId,
      kinds: [TaskKind.DECIDE_REVIEWED_ACT],
      cause: request.id,
      outcome: past === 'withdrawn' ? 'OBSOLETE' : 'DONE',
    });
    await tx.record({
      subject: request.entryId,
      action: `review-request.${past}`,
      audience: 'INTERNAL',
      facts: { request: request.id, act: request.act, proposer: request.proposedById },
      values: { note },
    });
    await tx.emit(`review-request.${past}`, { entryId: request.entryId, requestId: request.id });
  }
}

import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Entries } from '../catalogue/entries.service.js';
import { EntryRedirect, EntryRow } from '../catalogue/entry.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { UserError } from '../platform/user-error.js';
import { ReviewRequest } from '../review/review-request.entity.js';
import { ReviewRequests } from '../review/review.service.js';
import { ReviewedActs } from '../review/reviewed-acts.js';
import { BarrierState } from './barrier.entity.js';
import { BarrierMergeInput } from './barrier.inputs.js';
import { barrierById } from './barrier.loaders.js';
import { barrierMachine } from './barrier.machine.js';
import { BarrierRow } from './barrier.queries.js';
import { BARRIER_HANDLERS } from './barrier.relations.js';
import { BarrierService, MAX_REASON } from './barrier.service.js';

export const MERGE = 'barrier.merge';
const WIDTH: Record<string, number> = { WORLD: 4, MEMBERS: 3, PARTIES: 2, OWN: 1, RESTRICTED: 0 };

/**
 * Two barriers that are one. What hangs on the one that goes moves to the one that stays; the one that goes keeps its
 * history, its texts and what both had, and its ref leads to the other.
 */
@Injectable()
export class BarrierMergeService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly barriers: BarrierService,
    private readonly requests: ReviewRequests,
    private readonly acts: ReviewedActs,
  ) {}

  onModuleInit(): void {
    this.acts.registerAct({
      act: MERGE,
      roles: BARRIER_HANDLERS,
      blockers: (context, request) => this.inTheWay(context, request),
      carryOut: (tx, request) => this.merge(tx, request),
    });
  }

  propose(actor: Actor, input: BarrierMergeInput): Promise<{ id: string; request: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'merge');
      const into = await this.barriers.load(tx, input.into, 'input.into');
      this.requireMergeable(barrier, into, 'input.into');
      const reason = this.barriers.text(
        barrier,
        input.reason,
        { path: 'input.reason', max: MAX_REASON, required: true },
        input.personalData,
      );
      await this.entries.step(tx, barrier as unknown as EntryRow, {
        version: input.expectedVersion,
        from: barrierMachine.from('merge'),
        action: 'barrier.merge-proposed',
        audience: 'INTERNAL',
        facts: { into: into.id },
      });
      const request = await this.requests.propose(tx, {
        entry: barrier as unknown as EntryRow,
        act: MERGE,
        arguments: { into: into.id },
        reason: reason!,
        orgId: barrier.ownerOrgId,
      });
      return { id: barrier.id, request };
    });
  }

  /** The second person's yes, carried out on both as they stand now, each locked: of two merges at once one comes first. */
  private async merge(tx: Tx, request: ReviewRequest): Promise<void> {
    const intoId = String(request.arguments.into);
    await tx.query('select 1 from entry where id = any($1::uuid[]) order by id for update', [
      [request.entryId, intoId],
    ]);
    await this.barriers.lock(tx, request.entryId, intoId);
    const from = await this.barriers.load(tx, request.entryId);
    const into = await this.barriers.load(tx, intoId);
    for (const one of [from, into]) {
      if (one.state === BarrierState.MERGED)
        throw new UserError('MERGE_ALREADY', 'input.id', { ref: one.ref }, request.id);
    }
    if (!barrierMachine.from('merge').includes(from.state)) {
      throw new UserError(
        'WRONG_STATE',
        'input.id',
        { state: from.state, from: [...barrierMachine.from('merge')] },
        request.id,
      );
    }
    this.requireMergeable(from, into, 'input.id', request.id);

    await this.moveSignOns(tx, from, into);
    await this.moveEvidence(tx, from, into);
    await this.moveLinks(tx, from.id, into.id);
    await this.moveFollowers(tx, from, into);
    await this.moveCorrespondence(tx, from, into);
    await tx.query('update entry_redirect set to_id = $2 where to_id = $1', [from.id, into.id]);
    if (from.ref) await tx.insert(EntryRedirect, { ref: from.ref, toId: into.id, at: tx.now });
    await this.barriers.step(tx, from, {
      action: 'merge',
      event: 'merged',
      set: { mergedIntoId: into.id },
      told: { into: into.id },
      facts: { into: into.id, ref: into.ref, request: request.id },
    });
    await this.entries.step(tx, into as unknown as EntryRow, {
      from: [into.state],
      action: 'barrier.absorbed',
      facts: { from: from.id, ref: from.ref },
    });
    await this.barriers.reckon(tx, from.id);
    await this.barriers.reckon(tx, into.id);
    await this.barriers.provisionsChanged(tx, into.id);
  }

  /**
   * Links of the one that goes, to and from it. Called again by a job as the system: whoever merges does not see the
   * links to things that are hidden from them, such as a case of a board.
   */
  async moveLinks(tx: Tx, from: string, into: string): Promise<void> {
    // One between the two would lead from a thing to itself; one that the other has already would stand twice.
    await tx.query(
      `delete from link l where (l.from_id = $1 and l.to_id = $2) or (l.from_id = $2 and l.to_id = $1)
         or (l.to_id = $1 and exists (select 1 from link m where m.to_id = $2 and m.from_id = l.from_id and m.type = l.type))
         or (l.from_id = $1 and exists (select 1 from link m where m.from_id = $2 and m.to_id = l.to_id and m.type = l.type))`,
      [from, into],
    );
    await tx.query(
      `update link l set to_id = e.id, to_kind = e.kind, to_unit_id = e.owner_unit_id, to_visibility = e.visibility
         from entry e where e.id = $2 and l.to_id = $1`,
      [from, into],
    );
    await tx.query(
      `update link l set from_id = e.id, from_kind = e.kind, from_unit_id = e.owner_unit_id, from_visibility = e.visibility
         from entry e where e.id = $2 and l.from_id = $1`,
      [from, into],
    );
  }

  /** A unit that had signed both stands once, as it stood on the one that stays; a member counts once anyhow. */
  private async moveSignOns(tx: Tx, from: BarrierRow, into: BarrierRow): Promise<void> {
    await tx.query(
      `update barrier_sign_on s set entry_id = e.id, kind = e.kind, owner_unit_id = e.owner_unit_id, visibility = e.visibility,
              version = s.version + 1
         from entry e where e.id = $2 and s.entry_id = $1 and s.withdrawn_at is null
          and not exists (select 1 from barrier_sign_on t where t.entry_id = $2 and t.unit_id = s.unit_id and t.withdrawn_at is null)`,
      [from.id, into.id],
    );
  }

  private async moveEvidence(tx: Tx, from: BarrierRow, into: BarrierRow): Promise<void> {
    await tx.query(
      `update barrier_evidence v set entry_id = e.id, kind = e.kind, owner_unit_id = e.owner_unit_id, visibility = e.visibility
         from entry e where e.id = $2 and v.entry_id = $1 and v.removed_at is null
          and not exists (select 1 from barrier_evidence w where w.entry_id = $2 and w.removed_at is null
                and w.evidence_kind = v.evidence_kind and w.target = v.target)`,
      [from.id, into.id],
    );
    await tx.query(
      `update barrier b set measure_ids = (select array_agg(distinct m) from unnest(b.measure_ids || $2::uuid[]) as m)
        where b.id = $1 and $2::uuid[] <> '{}'`,
      [into.id, from.measureIds],
    );
    const areas = await tx.query<{ id: string }>(
      'select distinct subject_area_id as id from entry_subject_area where entry_id = any($1::uuid[])',
      [[from.id, into.id]],
    );
    await this.entries.setSubjectAreas(
      tx,
      into as unknown as EntryRow,
      areas.map((one) => one.id),
    );
  }

  /** Watchers, and the unit that reported it: it goes on seeing what became of its report. */
  private async moveFollowers(tx: Tx, from: BarrierRow, into: BarrierRow): Promise<void> {
    await tx.query(
      `delete from watch w where w.entry_id = $1
          and exists (select 1 from watch x where x.entry_id = $2 and x.person_id = w.person_id)`,
      [from.id, into.id],
    );
    await tx.query(
      `update watch w set entry_id = e.id, kind = e.kind, owner_unit_id = e.owner_unit_id, visibility = e.visibility
         from entry e where e.id = $2 and w.entry_id = $1`,
      [from.id, into.id],
    );
    if (from.reporterUnitId) await this.entries.grant(tx, into as unknown as EntryRow, { unitId: from.reporterUnitId });
  }

  /** What a reporter and the association have written to each other: its ref leads to the one that stays. */
  private async moveCorrespondence(tx: Tx, from: BarrierRow, into: BarrierRow): Promise<void> {
    await tx.query(
      `update comment c set entry_id = e.id, kind = e.kind, owner_unit_id = e.owner_unit_id, visibility = e.visibility
         from entry e where e.id = $2 and c.entry_id = $1 and c.audience = 'UNIT'`,
      [from.id, into.id],
    );
  }

  /** As things stand now: either may have been merged, dismissed or narrowed since somebody proposed it. */
  private async inTheWay(context: RequestContext<Actor>, request: ReviewRequest): Promise<Blocker[]> {
    const from = await context.load(barrierById, request.entryId);
    const into = await context.load(barrierById, String(request.arguments.into));
    if (!from || !into) return [];
    const merged = [from, into].find(({ state }) => state === BarrierState.MERGED);
    if (merged) return [{ code: 'MERGE_ALREADY', params: { ref: merged.ref } }];
    const possible = barrierMachine.from('merge');
    if (!possible.includes(from.state))
      return [{ code: 'WRONG_STATE', params: { state: from.state, from: [...possible] } }];
    const blocker = notMergeable(from, into);
    return blocker ? [blocker] : [];
  }

  private requireMergeable(from: BarrierRow, into: BarrierRow, path: string, current = from.id): void {
    const blocker = notMergeable(from, into);
    if (blocker) throw new UserError(blocker.code, path, blocker.params ?? {}, current);
  }
}

function notMergeable(from: BarrierRow, into: BarrierRow): Blocker | null {
  if (from.id === into.id) return { code: 'MERGE_INTO_ITSELF' };
  const standing = into.state === BarrierState.CONFIRMED || into.state === BarrierState.PURSUED;
  const bothNew = into.state === BarrierState.REPORTED && from.state === BarrierState.REPORTED;
  if (!standing && !bothNew) return { code: 'MERGE_NOT_POSSIBLE', params: { state: into.state } };
  return WIDTH[into.visibility]! < WIDTH[from.visibility]! ? { code: 'MERGE_NARROWER' } : null;
}

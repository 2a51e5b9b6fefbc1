import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Entries } from '../catalogue/entries.service.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { UserError } from '../platform/user-error.js';
import { requireCitation, requireInForce } from './barrier-citations.js';
import { BarrierSignOns } from './barrier-sign-ons.service.js';
import { Barrier, BarrierState, ResolutionExtent, ResolutionWay } from './barrier.entity.js';
import {
  BarrierActionInput,
  BarrierPursueInput,
  BarrierReasonInput,
  BarrierResolveInput,
  BarrierVerifyInput,
  VerifyOutcome,
} from './barrier.inputs.js';
import { BarrierRow } from './barrier.queries.js';
import { evidenceBlockers, refuse } from './barrier.relations.js';
import { BarrierService, MAX_REASON } from './barrier.service.js';

const WIDTH: Record<string, number> = { WORLD: 4, MEMBERS: 3, PARTIES: 2, OWN: 1, RESTRICTED: 0 };
const UNRESOLVED: Partial<Barrier> = {
  resolutionWay: null,
  resolutionExtent: null,
  resolutionNote: null,
  resolutionLaw: [],
  resolvedFrom: null,
};
const MOST_LAW = 20;

/** The way of a barrier: confirmed, pursued, resolved or tried anew, dismissed, opened again. */
@Injectable()
export class BarrierCourseService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly barriers: BarrierService,
    private readonly signOns: BarrierSignOns,
    private readonly tasks: Tasks,
    private readonly clock: Clock,
  ) {}

  confirm(actor: Actor, input: BarrierActionInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'confirm');
      await this.barriers.lock(tx, barrier.id);
      refuse(await this.standBlockers(tx, barrier), 'input.id', barrier);
      await this.barriers.step(tx, barrier, {
        action: 'confirm',
        event: 'confirmed',
        version: input.expectedVersion,
        entry: this.published(tx, barrier),
      });
      return { id: barrier.id };
    });
  }

  pursue(actor: Actor, input: BarrierPursueInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'pursue');
      const goal = input.goal ? await this.entries.load(tx, input.goal, EntryKind.GOAL, 'input.goal') : null;
      const now = await this.barriers.step(tx, barrier, {
        action: 'pursue',
        event: 'pursued',
        version: input.expectedVersion,
      });
      if (goal) await this.entries.link(tx, now as unknown as EntryRow, LinkType.PURSUED_BY, goal);
      return { id: barrier.id };
    });
  }

  stopPursuing(actor: Actor, input: BarrierReasonInput): Promise<{ id: string }> {
    return this.withReason(actor, input, 'stopPursuing', 'rested');
  }

  /** Also from REPORTED, where it goes no further; what was public stays readable, with the reason. */
  dismiss(actor: Actor, input: BarrierReasonInput): Promise<{ id: string }> {
    return this.withReason(actor, input, 'dismiss', 'dismissed');
  }

  /** What was dismissed before it was ever confirmed must stand up to what confirmation demands. */
  reopen(actor: Actor, input: BarrierReasonInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'reopen');
      const reason = await this.reason(tx, barrier, input);
      await this.barriers.lock(tx, barrier.id);
      refuse(await this.standBlockers(tx, barrier), 'input.id', barrier);
      await this.reopenIn(tx, barrier, input.expectedVersion, reason);
      return { id: barrier.id };
    });
  }

  resolve(actor: Actor, input: BarrierResolveInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'resolve');
      await this.resolveIn(tx, barrier, input);
      return { id: barrier.id };
    });
  }

  /** Closes the tasks to look whether it is gone, whatever was found. */
  verify(actor: Actor, input: BarrierVerifyInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'verify');
      const resolved = barrier.state === BarrierState.RESOLVED;
      const gone = input.outcome === VerifyOutcome.GONE;
      if (gone && !resolved) {
        const { way } = input;
        if (!way) throw new UserError('RESOLUTION_NEEDS_WAY', 'input.way', {}, barrier.id);
        await this.resolveIn(tx, barrier, { ...input, way });
        return { id: barrier.id };
      }
      const note = this.barriers.text(
        barrier,
        input.note,
        { path: 'input.note', max: MAX_REASON, required: !gone },
        input.personalData,
      );
      await this.requireUnnamed(tx, barrier, note, 'input.note');
      if (!gone && resolved) {
        refuse(await this.standBlockers(tx, barrier), 'input.id', barrier);
        await this.reopenIn(tx, barrier, input.expectedVersion, note);
      } else {
        await this.barriers.step(tx, barrier, {
          action: 'verify',
          event: 'verified',
          version: input.expectedVersion,
          set: { verified: true, verifiedAt: tx.now },
          facts: { outcome: input.outcome },
          values: { note },
        });
      }
      await this.tried(tx, barrier.id);
      return { id: barrier.id };
    });
  }

  /** What must be there before it stands for everybody to read. Says the same as the blockers before the click. */
  async standBlockers(tx: Tx, barrier: BarrierRow): Promise<Blocker[]> {
    const evidence = await this.barriers.evidence(tx, barrier.id);
    const area = await tx.one('select 1 from entry_subject_area where entry_id = $1 limit 1', [barrier.id]);
    return [
      ...evidenceBlockers(barrier.barrierKind, evidence),
      ...(area ? [] : [{ code: 'BARRIER_NEEDS_SUBJECT_AREA' }]),
      ...(await this.signOns.naming(tx, barrier, textsOf(barrier, evidence))),
    ];
  }

  private withReason(
    actor: Actor,
    input: BarrierReasonInput,
    action: 'stopPursuing' | 'dismiss',
    event: string,
  ): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, action);
      const reason = await this.reason(tx, barrier, input);
      await this.barriers.step(tx, barrier, {
        action,
        event,
        version: input.expectedVersion,
        set: { reason },
        values: { reason },
      });
      if (action === 'dismiss') await this.tried(tx, barrier.id);
      return { id: barrier.id };
    });
  }

  /** Whoever may read the barrier may read why: it names nobody either. */
  private async reason(tx: Tx, barrier: BarrierRow, input: BarrierReasonInput): Promise<string> {
    const rule = { path: 'input.reason', max: MAX_REASON, required: true };
    const reason = this.barriers.text(barrier, input.reason, rule, input.personalData)!;
    await this.requireUnnamed(tx, barrier, reason, 'input.reason');
    return reason;
  }

  private async requireUnnamed(tx: Tx, barrier: BarrierRow, text: string | null, path: string): Promise<void> {
    if (barrier.publishedAt !== null) refuse(await this.signOns.naming(tx, barrier, [text]), path, barrier);
  }

  private async reopenIn(tx: Tx, barrier: BarrierRow, version: number, reason: string | null): Promise<void> {
    await this.barriers.step(tx, barrier, {
      action: 'reopen',
      event: 'reopened',
      version,
      entry: this.published(tx, barrier),
      set: { ...UNRESOLVED, reason, verified: true, verifiedAt: tx.now },
      // What was said of the resolution stays in the trail.
      facts: { way: barrier.resolutionWay, extent: barrier.resolutionExtent, law: barrier.resolutionLaw },
      values: { reason },
    });
  }

  private async resolveIn(
    tx: Tx,
    barrier: BarrierRow,
    input: Omit<BarrierResolveInput, 'way'> & { way: ResolutionWay },
  ): Promise<void> {
    const extent = input.extent ?? ResolutionExtent.WHOLLY;
    const said = input.way === ResolutionWay.OTHERWISE || extent === ResolutionExtent.IN_PART;
    const note = this.barriers.text(barrier, input.note, { path: 'input.note', max: MAX_REASON }, input.personalData);
    await this.requireUnnamed(tx, barrier, note, 'input.note');
    if (said && !note) throw new UserError('RESOLUTION_NEEDS_NOTE', 'input.note', {}, barrier.id);
    const today = this.clock.today();
    const from = input.from ?? today;
    if (from > today) throw new UserError('RESOLUTION_IN_FUTURE', 'input.from', {}, barrier.id);
    const law = await this.law(tx, barrier, input, today);
    const by = [
      await this.guidance(tx, barrier, input),
      input.dossier ? await this.entries.load(tx, input.dossier, EntryKind.DOSSIER, 'input.dossier') : null,
    ].filter((one) => one !== null);
    const now = await this.barriers.step(tx, barrier, {
      action: 'resolve',
      event: 'resolved',
      version: input.expectedVersion,
      set: {
        resolutionWay: input.way,
        resolutionExtent: extent,
        resolutionNote: note,
        resolutionLaw: law,
        resolvedFrom: from,
        reason: null,
        verified: true,
        verifiedAt: tx.now,
      },
      facts: { way: input.way, extent, law },
      values: { note },
    });
    for (const entry of by) {
      await this.entries.link(tx, now as unknown as EntryRow, LinkType.RESOLVED_BY, entry);
    }
    if (law.length) await this.barriers.provisionsChanged(tx, barrier.id);
    await this.tried(tx, barrier.id);
  }

  private async law(tx: Tx, barrier: BarrierRow, input: BarrierResolveInput, today: string): Promise<string[]> {
    const given = [...new Set((input.law ?? []).map((one) => one.trim()).filter(Boolean))];
    if (given.length > MOST_LAW) throw new UserError('BARRIER_TOO_MANY', 'input.law', { max: MOST_LAW }, barrier.id);
    const cited = given.map((one, index) => requireCitation(one, `input.law.${index}`));
    if (input.way === ResolutionWay.LAW_IN_FORCE && !cited.some((one) => one.law))
      throw new UserError('RESOLUTION_NEEDS_LAW', 'input.law', {}, barrier.id);
    for (const [index, one] of cited.entries()) await requireInForce(tx, one.act, today, `input.law.${index}`);
    return cited.map((one) => one.id);
  }

  private async guidance(tx: Tx, barrier: BarrierRow, input: BarrierResolveInput): Promise<EntryRow | null> {
    if (!input.guidance) {
      if (input.way === ResolutionWay.GUIDANCE)
        throw new UserError('RESOLUTION_NEEDS_GUIDANCE', 'input.guidance', {}, barrier.id);
      return null;
    }
    const guidance = await this.entries.load(tx, input.guidance, EntryKind.GUIDANCE, 'input.guidance');
    // The spine's word for it: something of it is published, and nothing has taken it back.
    const published = await tx.one(
      `select 1 from revision where entry_id = $1 and state = 'PUBLISHED' and language = 'sv' limit 1`,
      [guidance.id],
    );
    if (!published) throw new UserError('RESOLUTION_GUIDANCE_NOT_PUBLISHED', 'input.guidance', {}, barrier.id);
    if (WIDTH[guidance.visibility]! < WIDTH[barrier.visibility]!)
      throw new UserError('RESOLUTION_GUIDANCE_NARROWER', 'input.guidance', {}, barrier.id);
    return guidance;
  }

  /** Whoever tried whether it is gone has done what the tasks asked for, also the check of what a data file says. */
  private async tried(tx: Tx, entryId: string): Promise<void> {
    await this.tasks.close(tx, {
      entryId,
      kinds: [TaskKind.VERIFY_RESOLUTION, TaskKind.VERIFY_SEED],
      outcome: 'DONE',
    });
  }

  private published(tx: Tx, barrier: BarrierRow): Pick<EntryRow, 'visibility' | 'publishedAt'> {
    return {
      visibility: visibilityOf(barrier.access, { draft: false, published: true }),
      publishedAt: barrier.publishedAt ?? tx.now,
    };
  }
}

/** Everything of a barrier that everybody may read once it is confirmed. */
export function textsOf(
  barrier: Pick<BarrierRow, 'title' | 'summary' | 'services'>,
  evidence: readonly { explanation: string | null }[],
): (string | null)[] {
  return [barrier.title, barrier.summary, ...barrier.services, ...evidence.map((one) => one.explanation)];
}

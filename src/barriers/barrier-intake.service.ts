import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { actingUnit, Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { EntryParts } from '../catalogue/parts.service.js';
import { under } from '../catalogue/protected.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { ReviewRequest } from '../review/review-request.entity.js';
import { ReviewRequests } from '../review/review.service.js';
import { ReviewedActs } from '../review/reviewed-acts.js';
import { BarrierSignOns } from './barrier-sign-ons.service.js';
import { Barrier, BarrierKind, BarrierLayer, BarrierSeverity, BarrierState } from './barrier.entity.js';
import {
  BarrierAccess,
  BarrierClassifyInput,
  BarrierEvidenceAddInput,
  BarrierEvidenceRemoveInput,
  BarrierReportInput,
  BarrierUpdateInput,
} from './barrier.inputs.js';
import { barrierMachine } from './barrier.machine.js';
import { BarrierRow, EVIDENCE_SELECT, EvidenceRow } from './barrier.queries.js';
import {
  BARRIER_HANDLERS,
  BARRIER_MEMBERS,
  barrierRelations,
  evidenceBlockers,
  memberUnits,
  refuse,
} from './barrier.relations.js';
import { BarrierService, MAX_REASON, searchText } from './barrier.service.js';

export const RECLASSIFY = 'barrier.reclassify';
const TITLE = { path: 'input.title', max: 300, singleLine: true, required: true };
const SUMMARY = { path: 'input.summary', max: 4_000, required: true };
const MOST = 20;

/** What a barrier is and says: reported, put better, classified, proved. */
@Injectable()
export class BarrierIntakeService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly barriers: BarrierService,
    private readonly signOns: BarrierSignOns,
    private readonly requests: ReviewRequests,
    private readonly acts: ReviewedActs,
    private readonly clock: Clock,
    private readonly parts: EntryParts,
  ) {}

  onModuleInit(): void {
    this.acts.registerAct({
      act: RECLASSIFY,
      roles: BARRIER_HANDLERS,
      carryOut: (tx, request, entry) => this.reclassify(tx, request, entry),
    });
  }

  /**
   * By a member or by the association. It is the association's from the first day: a member's unit is invited to it, and
   * stands as owner nowhere, since what is confirmed is read by everybody. The trail of the report stays with the member.
   */
  report(actor: Actor, input: BarrierReportInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const { personalData } = input;
      const title = this.barriers.text(null, input.title, TITLE, personalData)!;
      const summary = this.barriers.text(null, input.summary, SUMMARY, personalData)!;
      const services = this.barriers.services(input.services ?? [], personalData);
      if (input.subjectAreas.length > MOST)
        throw new UserError('BARRIER_TOO_MANY', 'input.subjectAreas', { max: MOST });
      const association = await this.association(tx);
      const own = actor.memberships.find(
        (one) => one.organisationId === association.organisationId && BARRIER_HANDLERS.includes(one.role),
      );
      // Whoever works at the association and sits in a board too says for whom by naming the unit.
      const asMember = own === undefined || memberUnits(actor).some((one) => one.unitId === input.unitId);
      if (!asMember && input.signOn) throw new UserError('SIGN_ON_BY_MEMBERS', 'input.signOn');
      if (asMember && memberUnits(actor).length === 0) throw new UserError('FORBIDDEN');
      const unit = asMember ? actingUnit(actor, input.unitId, [...BARRIER_MEMBERS]) : own;
      if (asMember && !memberUnits(actor).some((one) => one.unitId === unit.unitId))
        throw new UserError('SIGN_ON_BY_MEMBERS', 'input.unitId');
      const audience = asMember ? 'INTERNAL' : 'SHARED';
      const made = await this.entries.create(tx, {
        kind: EntryKind.BARRIER,
        title,
        ownerOrgId: unit.organisationId,
        ownerUnitId: unit.unitId,
        access: Access[input.access ?? BarrierAccess.PUBLIC],
        state: BarrierState.REPORTED,
        draft: false,
        audience,
      });
      if (asMember) await this.entries.grant(tx, made, { unitId: unit.unitId });
      const ref = await this.entries.nextRef(tx, EntryKind.BARRIER, this.clock.today());
      const entry = await this.entries.step(tx, made, {
        from: [BarrierState.REPORTED],
        set: { ref, ...(asMember ? { ownerOrgId: association.organisationId, ownerUnitId: association.unitId } : {}) },
        action: 'barrier.reported',
        audience,
      });
      const layer = input.layer ?? BarrierLayer.LEGAL;
      await tx.insert(Barrier, {
        id: entry.id,
        ...under(entry),
        refNumber: Number(ref.split('-').at(-1)),
        summary,
        layer,
        severity: BarrierSeverity.MODERATE,
        services,
        searchText: searchText({ ref, title, summary, services }),
        reporterId: personOf(actor),
        reporterUnitId: asMember ? unit.unitId : null,
      });
      await this.entries.setSubjectAreas(tx, entry, input.subjectAreas, 'input.subjectAreas', audience);
      const barrier = await this.barriers.load(tx, entry.id);
      await this.barriers.addEvidence(tx, barrier, input.evidence ?? [], personalData, {
        path: 'input.evidence',
        audience,
      });
      if (asMember) {
        await this.signOns.add(tx, actor, barrier, unit, input.signOn ?? {}, personalData, 'input.signOn');
      }
      if (input.metIn) {
        const link = { from: input.metIn, type: LinkType.CONCERNS, to: entry.id };
        await this.parts.link(tx, actor, link, { from: 'input.metIn', to: 'input' });
      }
      await this.barriers.reckon(tx, entry.id);
      await tx.emit('barrier.reported', { entryId: entry.id });
      await tx.emit('entry.worded', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  update(actor: Actor, input: BarrierUpdateInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const { personalData } = input;
      const barrier = await this.barriers.take(tx, actor, input, 'update');
      const handler = barrierRelations(actor, barrier).has('handler');
      if (!handler && (input.severity != null || input.measures != null)) {
        const path = input.severity != null ? 'input.severity' : 'input.measures';
        throw new UserError('BARRIER_BY_ASSOCIATION', path, {}, barrier.id);
      }
      if (input.access != null && barrier.state !== BarrierState.REPORTED)
        throw new UserError('BARRIER_ACCESS_AFTER_CONFIRMATION', 'input.access', {}, barrier.id);
      const title =
        input.title == null ? barrier.title : this.barriers.text(barrier, input.title, TITLE, personalData)!;
      const summary =
        input.summary == null ? barrier.summary : this.barriers.text(barrier, input.summary, SUMMARY, personalData)!;
      const set: Partial<Barrier> = { summary };
      if (input.layer != null) set.layer = input.layer;
      if (input.services != null) set.services = this.barriers.services(input.services, personalData);
      if (input.severity != null) set.severity = input.severity;
      if (input.measures != null) set.measureIds = await this.measures(tx, input.measures);
      const audience = handler ? 'SHARED' : 'INTERNAL';
      if (barrier.state !== BarrierState.REPORTED) {
        const texts = [title, summary, ...(set.services ?? barrier.services)];
        refuse(await this.naming(tx, barrier, texts), 'input.summary', barrier);
      }
      const now = await this.barriers.step(tx, barrier, {
        action: 'update',
        event: 'updated',
        silent: true,
        version: input.expectedVersion,
        entry: { title, ...(input.access != null ? { access: Access[input.access] } : {}) },
        set,
        audience,
        facts: { severity: set.severity ?? barrier.severity, layer: set.layer ?? barrier.layer },
        values: { title, summary },
      });
      if (input.subjectAreas != null) {
        if (input.subjectAreas.length > MOST)
          throw new UserError('BARRIER_TOO_MANY', 'input.subjectAreas', { max: MOST });
        await this.entries.setSubjectAreas(
          tx,
          now as unknown as EntryRow,
          input.subjectAreas,
          'input.subjectAreas',
          audience,
        );
      }
      if (set.severity !== undefined) await this.barriers.reckon(tx, barrier.id);
      if (summary !== barrier.summary) await tx.emit('entry.worded', { entryId: barrier.id });
      return { id: barrier.id };
    });
  }

  /** Before confirmation at once; afterwards another kind is proposed: what everybody has read is not changed by one. */
  classify(actor: Actor, input: BarrierClassifyInput): Promise<{ id: string; request: string | null }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.take(tx, actor, input, 'classify');
      const confirmed = barrier.state !== BarrierState.REPORTED;
      const reason = this.barriers.text(
        barrier,
        input.reason,
        { path: 'input.reason', max: MAX_REASON, required: confirmed && input.kind !== barrier.barrierKind },
        input.personalData,
      );
      await this.barriers.lock(tx, barrier.id);
      if (confirmed) {
        const said = (input.evidence ?? []).map((one) => one.explanation ?? null);
        refuse(await this.naming(tx, barrier, said), 'input.evidence', barrier);
      }
      await this.barriers.addEvidence(tx, barrier, input.evidence ?? [], input.personalData, {
        path: 'input.evidence',
      });
      const evidence = await this.barriers.evidence(tx, barrier.id);
      const severity = input.severity ?? barrier.severity;
      if (confirmed && input.kind === barrier.barrierKind && severity === barrier.severity && !input.evidence?.length)
        throw new UserError('BARRIER_KIND_UNCHANGED', 'input.kind', {}, barrier.id);
      refuse(evidenceBlockers(input.kind, evidence), 'input.evidence', barrier);
      const proposes = confirmed && input.kind !== barrier.barrierKind;
      await this.barriers.step(tx, barrier, {
        action: 'classify',
        event: proposes ? 'reclassify-proposed' : 'classified',
        silent: proposes,
        version: input.expectedVersion,
        set: { severity, ...(proposes ? {} : { barrierKind: input.kind }) },
        audience: proposes ? 'INTERNAL' : 'SHARED',
        facts: { kind: input.kind, was: barrier.barrierKind, severity },
      });
      if (severity !== barrier.severity) await this.barriers.reckon(tx, barrier.id);
      if (!proposes) return { id: barrier.id, request: null };
      const request = await this.requests.propose(tx, {
        entry: barrier as unknown as EntryRow,
        act: RECLASSIFY,
        arguments: { kind: input.kind, was: barrier.barrierKind },
        reason: reason!,
        orgId: barrier.ownerOrgId,
      });
      return { id: barrier.id, request };
    });
  }

  addEvidence(actor: Actor, input: BarrierEvidenceAddInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.takeLocked(tx, actor, input.id, 'addEvidence');
      const audience = barrierRelations(actor, barrier).has('handler') ? 'SHARED' : 'INTERNAL';
      if (barrier.state !== BarrierState.REPORTED)
        refuse(await this.naming(tx, barrier, [input.explanation ?? null]), 'input.explanation', barrier);
      await this.barriers.addEvidence(tx, barrier, [input], input.personalData, { path: 'input', audience });
      return { id: barrier.id };
    });
  }

  removeEvidence(actor: Actor, input: BarrierEvidenceRemoveInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const find = (): Promise<EvidenceRow | null> =>
        tx.one<EvidenceRow>(`select ${EVIDENCE_SELECT} from barrier_evidence v where v.id = $1`, [input.id]);
      const seen = isId(input.id, 'Link') ? await find() : null;
      if (!seen) throw notFound('input.id');
      const barrier = await this.barriers.takeLocked(tx, actor, seen.entryId, 'removeEvidence');
      const piece = (await find())!;
      if (piece.removedAt) throw new UserError('EVIDENCE_REMOVED', 'input.id', {}, barrier.id);
      const relations = barrierRelations(actor, barrier);
      if (!relations.has('handler') && piece.addedBy !== actor.id)
        throw new UserError('FORBIDDEN', 'input.id', {}, barrier.id);
      const reason = this.barriers.text(
        barrier,
        input.reason,
        { path: 'input.reason', max: 1_000, required: true },
        null,
      );
      const rest = (await this.barriers.evidence(tx, barrier.id)).filter((one) => one.id !== piece.id);
      if (barrier.state !== BarrierState.REPORTED && evidenceBlockers(barrier.barrierKind, rest).length > 0)
        throw new UserError('EVIDENCE_CARRIES_CLASSIFICATION', 'input.id', {}, barrier.id);
      await tx.query(
        'update barrier_evidence set removed_at = $2, removed_by = $3, removed_reason = $4 where id = $1',
        [piece.id, tx.now, actor.id, reason],
      );
      await tx.record({
        subject: barrier.id,
        action: 'barrier.evidence-removed',
        audience: relations.has('handler') ? 'SHARED' : 'INTERNAL',
        facts: { evidence: piece.id, kind: piece.evidenceKind, target: piece.target },
        values: { reason },
      });
      await this.barriers.provisionsChanged(tx, barrier.id);
      return { id: barrier.id };
    });
  }

  /** What everybody may read does not name whoever reported it, unless they agreed to be shown. */
  async naming(tx: Tx, barrier: BarrierRow, texts: readonly (string | null)[]) {
    return this.signOns.naming(tx, barrier, texts);
  }

  /** The second person's yes, carried out; evidence may have been taken away since it was proposed. */
  private async reclassify(tx: Tx, request: ReviewRequest, entry: EntryRow): Promise<void> {
    await this.barriers.lock(tx, entry.id);
    const barrier = await this.barriers.load(tx, entry.id);
    const kind = request.arguments.kind as BarrierKind;
    if (!barrierMachine.from('classify').includes(barrier.state)) {
      throw new UserError(
        'WRONG_STATE',
        'input.id',
        { state: barrier.state, from: [...barrierMachine.from('classify')] },
        request.id,
      );
    }
    const [blocker] = evidenceBlockers(kind, await this.barriers.evidence(tx, barrier.id));
    if (blocker) throw new UserError(blocker.code, 'input.id', blocker.params ?? {}, request.id);
    await this.barriers.step(tx, barrier, {
      action: 'classify',
      event: 'reclassified',
      set: { barrierKind: kind },
      facts: { kind, was: barrier.barrierKind, request: request.id },
    });
  }

  private async measures(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length > MOST) throw new UserError('BARRIER_TOO_MANY', 'input.measures', { max: MOST });
    if (wanted.some((id) => !isId(id, 'StrategyMeasure'))) throw notFound('input.measures');
    const known = await tx.query('select 1 from strategy_measure where id = any($1::uuid[])', [wanted]);
    if (known.length !== wanted.length) throw notFound('input.measures');
    return wanted;
  }

  /** Whose every barrier is: the association, in the department of law where it has one. */
  private async association(tx: Tx): Promise<{ organisationId: string; unitId: string }> {
    const row = await tx.one<{ organisationId: string; unitId: string }>(
      `select o.id as "organisationId", u.id as "unitId" from organisation o join unit u on u.organisation_id = o.id
        where o.kind = 'ASSOCIATION' and o.valid_to is null
        order by exists (select 1 from membership m where m.unit_id = u.id and m.role = 'LAWYER' and m.ended_at is null) desc, u.key
        limit 1`,
    );
    if (!row) throw new UserError('FORBIDDEN');
    return row;
  }
}

import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries, personOf, Step } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { under } from '../catalogue/protected.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { Dossier, DossierStage, DossierStageKind, DossierState, DossierType, StageState } from './dossier.entity.js';
import {
  DossierEndInput,
  DossierOpenInput,
  DossierOutcome,
  DossierReopenInput,
  DossierRestInput,
  DossierUpdateInput,
  DossierVerifyInput,
  DossierWakeInput,
} from './dossier.inputs.js';
import { DossierAction, dossierMachine, DossierRelation } from './dossier.machine.js';
import { DOSSIER_FROM, DOSSIER_SELECT, DossierRow, STAGE_SELECT } from './dossier.queries.js';
import { furthest } from './dossier-stages.js';
import { StageFacts, stageFacts } from './stage-facts.js';

const MAX_TITLE = 300;
const MAX_SUMMARY = 10_000;
const MAX_REASON = 1_000;
const MAX_AREAS = 20;

const END: Record<DossierOutcome, DossierAction> = {
  IN_FORCE: 'endInForce',
  REJECTED: 'endRejected',
  RECALLED: 'endRecalled',
  LAPSED: 'endLapsed',
};

/** Roles whose people follow legislation. */
export const DOSSIER_HANDLERS: readonly Role[] = [Role.ADVOCATE];

export function dossierRelations(actor: Actor, entry: Pick<EntryRow, 'ownerOrgId'>): Set<DossierRelation> {
  return new Set<DossierRelation>(actor.hasInOrganisation(entry.ownerOrgId, ...DOSSIER_HANDLERS) ? ['handler'] : []);
}

/** A dossier as a thing: opened, described, put to rest, ended. Its stages: `dossier-stages.service.ts`. */
@Injectable()
export class DossierService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly clock: Clock,
  ) {}

  open(actor: Actor, input: DossierOpenInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const owner = actor.memberships.find(
        (one) => one.organisationId === actor.staffMembership?.organisationId && DOSSIER_HANDLERS.includes(one.role),
      );
      if (!owner) throw new UserError('FORBIDDEN');
      const texts = this.texts(input.title, input.summary, input.personalData);
      const first = input.firstStage
        ? {
            stage: input.firstStage.stage,
            facts: this.facts(
              input.firstStage.stage,
              { ...input.firstStage, personalData: input.personalData },
              'input.firstStage',
            ),
          }
        : null;
      const made = await this.entries.create(tx, {
        kind: EntryKind.DOSSIER,
        title: texts.title!,
        ownerOrgId: owner.organisationId,
        ownerUnitId: owner.unitId,
        access: Access.PUBLIC,
        state: DossierState.OPEN,
        draft: false,
      });
      // What the state does with the law is no secret: a dossier can be read by anybody from the first moment.
      const entry = await this.entries.step(tx, made, {
        from: [DossierState.OPEN],
        set: {
          ref: await this.entries.nextRef(tx, EntryKind.DOSSIER, this.clock.today()),
          visibility: visibilityOf(Access.PUBLIC, { draft: false, published: true }),
          publishedAt: tx.now,
        },
        action: 'dossier.opened',
      });
      await tx.insert(Dossier, {
        id: entry.id,
        ...under(entry),
        type: input.type ?? DossierType.STATUTE,
        summary: texts.summary,
        ministryId: await this.ministry(tx, input.ministry),
        responsibleId: await this.colleague(tx, entry, input.responsible ?? personOf(actor)),
        currentStage: first?.stage ?? DossierStageKind.INITIATIVE,
        currentStageOn: first?.facts.date ?? null,
        verified: true,
      });
      if (input.subjectAreas?.length) await this.entries.setSubjectAreas(tx, entry, few(input.subjectAreas));
      await tx.emit('dossier.opened', { entryId: entry.id });
      if (first) {
        const stageId = await this.addStage(tx, actor, entry, first.stage, first.facts, null);
        await this.emitStage(tx, entry, stageId, first.stage, first.facts);
      }
      return { id: entry.id };
    });
  }

  update(actor: Actor, input: DossierUpdateInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.take(tx, actor, 'update', input.id, input.expectedVersion);
      const texts = this.texts(
        input.title ?? dossier.title,
        input.summary === undefined ? dossier.summary : input.summary,
        input.personalData,
      );
      const entry = await this.step(tx, dossier, 'update', input.expectedVersion, {
        set: { title: texts.title! },
        action: 'dossier.updated',
        values: { title: texts.title, summary: texts.summary },
      });
      const ministry = input.ministry === undefined ? dossier.ministryId : await this.ministry(tx, input.ministry);
      const responsible = input.responsible
        ? await this.colleague(tx, entry, input.responsible)
        : dossier.responsibleId;
      await tx.query('update dossier set summary = $2, ministry_id = $3, responsible_id = $4 where id = $1', [
        dossier.id,
        texts.summary,
        ministry,
        responsible,
      ]);
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, entry, few(input.subjectAreas));
      await tx.emit('dossier.updated', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  rest(actor: Actor, input: DossierRestInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.take(tx, actor, 'rest', input.id, input.expectedVersion);
      const reason = this.reason(input.reason);
      if (input.until && input.until <= this.clock.today())
        throw new UserError('DOSSIER_WAKES_IN_THE_PAST', 'input.until');
      await this.step(tx, dossier, 'rest', input.expectedVersion, {
        set: { state: DossierState.RESTING },
        action: 'dossier.rested',
        facts: { until: input.until ?? null },
        values: { reason },
      });
      await tx.query('update dossier set rest_reason = $2, rest_until = $3 where id = $1', [
        dossier.id,
        reason,
        input.until ?? null,
      ]);
      await tx.emit('dossier.rested', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  wake(actor: Actor, input: DossierWakeInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.take(tx, actor, 'wake', input.id, input.expectedVersion);
      return this.awaken(tx, dossier, input.expectedVersion);
    });
  }

  /** For the job that sees that the day has come; nothing when somebody was there before. */
  async wakeByClock(tx: Tx, id: string): Promise<void> {
    const dossier = await this.load(tx, id);
    if (dossier.state !== DossierState.RESTING || !dossier.restUntil || dossier.restUntil > this.clock.today()) return;
    await this.awaken(tx, dossier, undefined);
  }

  end(actor: Actor, input: DossierEndInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const action = END[input.outcome];
      const dossier = await this.take(tx, actor, action, input.id, input.expectedVersion);
      const reason = input.reason || input.outcome !== DossierOutcome.IN_FORCE ? this.reason(input.reason) : null;
      if (input.outcome === DossierOutcome.IN_FORCE) {
        const blocker = notInForce(await this.stages(tx, dossier.id), this.clock.today());
        if (blocker) throw new UserError(blocker.code, 'input.outcome', blocker.params, dossier.id);
      }
      await this.step(tx, dossier, action, input.expectedVersion, {
        set: { state: DossierState[input.outcome] },
        action: 'dossier.ended',
        facts: { outcome: input.outcome },
        values: { reason },
      });
      await tx.query('update dossier set end_reason = $2, rest_reason = null, rest_until = null where id = $1', [
        dossier.id,
        reason,
      ]);
      await tx.query(
        `update dossier_milestone set state = 'DROPPED', version = version + 1 where entry_id = $1 and state = 'OPEN'`,
        [dossier.id],
      );
      await tx.emit('dossier.ended', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  reopen(actor: Actor, input: DossierReopenInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.take(tx, actor, 'reopen', input.id, input.expectedVersion);
      const reason = this.reason(input.reason);
      await this.step(tx, dossier, 'reopen', input.expectedVersion, {
        set: { state: DossierState.OPEN },
        action: 'dossier.reopened',
        values: { reason },
      });
      await tx.query('update dossier set end_reason = null where id = $1', [dossier.id]);
      await tx.emit('dossier.reopened', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  /** Somebody has looked: everything in the dossier that came from an uncertain source holds. */
  verify(actor: Actor, input: DossierVerifyInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.take(tx, actor, 'verify', input.id, input.expectedVersion);
      if (dossier.verified) throw new UserError('DOSSIER_IS_VERIFIED', 'input.id', {}, dossier.id);
      const note = this.reason(input.note, 'input.note');
      await this.step(tx, dossier, 'verify', input.expectedVersion, {
        action: 'dossier.verified',
        values: { note },
      });
      await tx.query('update dossier set verified = true where id = $1', [dossier.id]);
      await tx.query('update dossier_stage set verified = true where entry_id = $1 and not verified', [dossier.id]);
      await tx.emit('dossier.verified', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  /** The dossier as this principal sees it; missing and forbidden are the same. */
  async load(tx: Tx, id: string, path = 'input.id'): Promise<DossierRow> {
    const row = isId(id, 'Dossier')
      ? await tx.one<DossierRow>(`select ${DOSSIER_SELECT} ${DOSSIER_FROM} where d.id = $1`, [id])
      : null;
    if (!row) throw notFound(path);
    return row;
  }

  /**
   * The dossier, for somebody who may do this with it now. Locked, so that two actions on its stages come one by one;
   * what is wrong with the dossier is told before what is wrong with the stage.
   *
   * @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT, WRONG_STATE
   */
  async take(tx: Tx, actor: Actor, action: DossierAction, id: string, expected?: number): Promise<DossierRow> {
    if (isId(id, 'Dossier')) await tx.query('select 1 from entry where id = $1 for update', [id]);
    const dossier = await this.load(tx, id);
    const { state, version } = dossier;
    if (!dossierMachine.allows(action, dossierRelations(actor, dossier)))
      throw new UserError('FORBIDDEN', 'input.id', {}, dossier.id);
    if (expected !== undefined && expected !== version)
      throw new UserError('CONFLICT', 'input.expectedVersion', { expected, actual: version, state }, dossier.id);
    const from = dossierMachine.from(action);
    if (!from.includes(state)) throw new UserError('WRONG_STATE', 'input.id', { state, from: [...from] }, dossier.id);
    return dossier;
  }

  /** One step of the dossier; what an action does not say of it, its machine does. */
  step(
    tx: Tx,
    dossier: DossierRow,
    action: DossierAction,
    version: number | undefined,
    step: Omit<Step, 'from' | 'version'>,
  ): Promise<EntryRow> {
    const to = dossierMachine.rule(action).to;
    return this.entries.step(tx, dossier, {
      ...step,
      version,
      from: dossierMachine.from(action),
      set: { ...(to ? { state: to } : {}), ...step.set },
    });
  }

  stages(tx: Tx, id: string): Promise<DossierStage[]> {
    return tx.query<DossierStage>(
      `select ${STAGE_SELECT} from dossier_stage where entry_id = $1 order by date nulls last, id`,
      [id],
    );
  }

  /** The furthest stage follows from the stages; it is stored for the board. */
  async recount(tx: Tx, id: string): Promise<void> {
    const { stage, date } = furthest(await this.stages(tx, id));
    await tx.query(
      `update dossier set current_stage = $2, current_stage_on = $3,
         verified = verified or not exists (select 1 from dossier_stage s
           where s.entry_id = $1 and not s.verified and s.state <> 'REMOVED') where id = $1`,
      [id, stage, date],
    );
  }

  async addStage(
    tx: Tx,
    actor: Actor,
    entry: EntryRow | DossierRow,
    stage: DossierStageKind,
    facts: StageFacts,
    parentId: string | null,
  ): Promise<string> {
    const id = newId('DossierStage', tx.now.getTime());
    await tx.insert(DossierStage, {
      id,
      ...under(entry),
      stage,
      state: StageState.CONFIRMED,
      parentId,
      ...facts,
      verified: true,
      confirmedById: personOf(actor),
      confirmedAt: tx.now,
    });
    return id;
  }

  /** Whoever hangs on a stage hears of it: tasks, watchers, and claims that a new directive may wake. */
  async emitStage(
    tx: Tx,
    entry: { id: string },
    stageId: string,
    stage: DossierStageKind,
    facts: Pick<StageFacts, 'provisions'>,
  ): Promise<void> {
    await tx.emit('dossier.stage-confirmed', { entryId: entry.id, stageId });
    const begins = stage === DossierStageKind.DIRECTIVE || stage === DossierStageKind.INQUIRY;
    if (begins && facts.provisions.length) await tx.emit('dossier.directive', { entryId: entry.id, stageId });
  }

  facts(
    stage: DossierStageKind,
    input: Parameters<typeof stageFacts>[2],
    path: string,
    options?: { optional: boolean },
  ): StageFacts {
    return stageFacts(this.gate, stage, input, { path, today: this.clock.today(), ...options });
  }

  reason(text: string | null | undefined, path = 'input.reason'): string {
    const rule = { max: MAX_REASON, path, required: true };
    return this.gate.pass({ reason: { text, rule } }, null, { restricted: false }).reason!;
  }

  /** Somebody of the association: a dossier is followed by those who own it. */
  async colleague(
    tx: Tx,
    entry: Pick<EntryRow, 'ownerOrgId'>,
    id: string,
    path = 'input.responsible',
  ): Promise<string> {
    const found = isId(id, 'Person')
      ? await tx.one(
          `select 1 from membership m join person p on p.id = m.person_id
            where m.person_id = $1 and m.organisation_id = $2 and m.ended_at is null and p.disabled_at is null limit 1`,
          [id, entry.ownerOrgId],
        )
      : null;
    if (!found) throw new UserError('DOSSIER_COLLEAGUE_ONLY', path);
    return id;
  }

  private async awaken(tx: Tx, dossier: DossierRow, version: number | undefined): Promise<{ id: string }> {
    await this.step(tx, dossier, 'wake', version, { action: 'dossier.woken' });
    await tx.query('update dossier set rest_reason = null, rest_until = null where id = $1', [dossier.id]);
    await tx.emit('dossier.woken', { entryId: dossier.id });
    return { id: dossier.id };
  }

  private async ministry(tx: Tx, id: string | null | undefined): Promise<string | null> {
    if (!id) return null;
    const found = isId(id, 'Organisation')
      ? await tx.one<{ kind: string }>('select kind from organisation where id = $1', [id])
      : null;
    if (!found) throw notFound('input.ministry');
    if (found.kind !== 'MINISTRY') throw new UserError('DOSSIER_MINISTRY_ONLY', 'input.ministry');
    return id;
  }

  private texts(
    title: string,
    summary: string | null | undefined,
    decision: PersonalDataDecision | null | undefined,
  ): { title: string | null; summary: string | null } {
    return this.gate.pass(
      {
        title: { text: title, rule: { max: MAX_TITLE, path: 'input.title', singleLine: true, required: true } },
        summary: { text: summary, rule: { max: MAX_SUMMARY, path: 'input.summary' } },
      },
      decision,
      { restricted: false },
    );
  }
}

/** Why a dossier cannot be said to be in force; null when it can. */
export function notInForce(
  stages: readonly Pick<DossierStage, 'stage' | 'state' | 'date'>[],
  today: string,
): { code: string; params?: Record<string, unknown> } | null {
  const days = stages
    .filter((one) => one.stage === DossierStageKind.IN_FORCE && one.state === StageState.CONFIRMED && one.date)
    .map((one) => one.date!)
    .sort();
  if (days.length === 0) return { code: 'DOSSIER_HAS_NO_COMMENCEMENT' };
  return days[0]! <= today ? null : { code: 'DOSSIER_NOT_YET_IN_FORCE', params: { date: days[0] } };
}

function few(ids: readonly string[]): readonly string[] {
  if (ids.length > MAX_AREAS) throw new UserError('PAGE_SIZE', 'input.subjectAreas', { max: MAX_AREAS });
  return ids;
}

import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { personOf } from '../catalogue/entries.service.js';
import { under } from '../catalogue/protected.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { spoken } from './document-id.js';
import { DossierStage, DossierStageKind, StageState } from './dossier.entity.js';
import { DossierConsultee, DossierCorrection } from './dossier-parts.entity.js';
import {
  DossierConsulteeAddInput,
  DossierConsulteeAnswerInput,
  DossierConsulteeInput,
  DossierStageConfirmInput,
  DossierStageCorrectInput,
  DossierStageSkipInput,
} from './dossier.inputs.js';
import { DossierRow } from './dossier.queries.js';
import { DossierMilestones } from './dossier-milestones.service.js';
import { parentFor, requireOrder, requireParent } from './dossier-stages.js';
import { DossierService } from './dossier.service.js';
import { secureLink, StageFacts } from './stage-facts.js';

const MAX_CONSULTEES = 300;

/** What happens to the stages of a dossier: confirmed, skipped, corrected; who was asked and who answered. */
@Injectable()
export class DossierStagesService {
  constructor(
    private readonly db: Database,
    private readonly dossiers: DossierService,
    private readonly milestones: DossierMilestones,
    private readonly gate: PrivacyGate,
    private readonly clock: Clock,
  ) {}

  confirm(actor: Actor, input: DossierStageConfirmInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.dossiers.take(tx, actor, 'stageConfirm', input.id, input.expectedVersion);
      const facts = this.dossiers.facts(input.stage, input, 'input');
      const remiss = input.stage === DossierStageKind.REFERRAL;
      if (!remiss && (input.asked?.length || input.milestones))
        throw new UserError('DOSSIER_DEADLINE_ONLY_REMISS', input.asked?.length ? 'input.asked' : 'input.milestones');
      const stageId = await this.add(tx, actor, dossier, input.stage, facts, {
        version: input.expectedVersion,
        parent: input.parent ?? null,
      });
      const stage = { id: stageId, deadline: facts.deadline };
      if (remiss && input.asked?.length) await this.ask(tx, dossier, stageId, input.asked, true);
      if (remiss && facts.deadline) await this.milestones.layDown(tx, dossier, stage, input.milestones ?? null);
      return { id: dossier.id };
    });
  }

  /** A confirmed stage with everything that follows; joins the transaction of whoever confirms. */
  async add(
    tx: Tx,
    actor: Actor,
    dossier: DossierRow,
    stage: DossierStageKind,
    facts: StageFacts,
    { version, parent, proposal }: { version?: number; parent: string | null; proposal?: string },
  ): Promise<string> {
    const stages = await this.dossiers.stages(tx, dossier.id);
    if (parent) requireParent(parent, stage, stages);
    const parentId = parent ?? parentFor(stage, stages);
    const twice = stages.find(
      (one) =>
        one.state !== StageState.REMOVED &&
        one.stage === stage &&
        facts.documentId &&
        one.documentId === facts.documentId,
    );
    if (twice)
      throw new UserError(
        'DOSSIER_DOCUMENT_TWICE',
        'input.document',
        { document: spoken(facts.documentId!) },
        dossier.id,
      );
    requireOrder({ id: '', stage, state: StageState.CONFIRMED, parentId, date: facts.date, documentId: null }, stages);
    await this.dossiers.step(tx, dossier, proposal ? 'proposalAccept' : 'stageConfirm', version, {
      action: 'dossier.stage-confirmed',
      facts: {
        stage,
        date: facts.date,
        document: facts.documentId,
        ...(proposal ? { proposal } : {}),
      },
      values: { title: facts.title, note: facts.note },
    });
    await tx.query('update dossier set rest_reason = null, rest_until = null where id = $1', [dossier.id]);
    const stageId = await this.dossiers.addStage(tx, actor, dossier, stage, facts, parentId);
    // Whoever writes by hand what also waits as a proposal has said yes to it.
    if (!proposal && facts.documentId)
      await tx.query(
        `update dossier_proposal set state = 'ACCEPTED', version = version + 1, decided_by_id = $4, decided_at = $5
          where entry_id = $1 and state = 'OPEN' and stage = $2 and document_id = $3`,
        [dossier.id, stage, facts.documentId, personOf(actor), tx.now],
      );
    await this.dossiers.recount(tx, dossier.id);
    await this.dossiers.emitStage(tx, dossier, stageId, stage, facts);
    if (stage === DossierStageKind.IN_FORCE) await this.announce(tx, dossier.id, stageId);
    return stageId;
  }

  skip(actor: Actor, input: DossierStageSkipInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.dossiers.take(tx, actor, 'stageSkip', input.id, input.expectedVersion);
      const reason = this.dossiers.reason(input.reason);
      if (input.stage === DossierStageKind.IN_FORCE) throw new UserError('DOSSIER_CANNOT_SKIP', 'input.stage');
      const stages = await this.dossiers.stages(tx, dossier.id);
      if (input.parent) requireParent(input.parent, input.stage, stages);
      await this.dossiers.step(tx, dossier, 'stageSkip', input.expectedVersion, {
        action: 'dossier.stage-skipped',
        facts: { stage: input.stage },
        values: { reason },
      });
      await tx.insert(DossierStage, {
        id: newId('DossierStage', tx.now.getTime()),
        ...under(dossier),
        stage: input.stage,
        state: StageState.SKIPPED,
        parentId: input.parent ?? parentFor(input.stage, stages),
        skipReason: reason,
        provisions: [],
        verified: true,
        confirmedById: personOf(actor),
        confirmedAt: tx.now,
      });
      await tx.emit('dossier.stage-skipped', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  correct(actor: Actor, input: DossierStageCorrectInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.dossiers.take(tx, actor, 'stageCorrect', input.id, input.expectedVersion);
      const reason = this.dossiers.reason(input.reason);
      const stages = await this.dossiers.stages(tx, dossier.id);
      const stage = stages.find((one) => one.id === input.stage);
      if (!stage) throw notFound('input.stage');
      if (stage.state === StageState.REMOVED) throw new UserError('DOSSIER_STAGE_IS_REMOVED', 'input.stage');
      const facts = this.corrected(stage, input);
      const parentId = input.parent === undefined ? stage.parentId : input.parent;
      const after = { ...stage, ...facts, parentId };
      if (input.remove) {
        if (stages.some((one) => one.parentId === stage.id && one.state !== StageState.REMOVED))
          throw new UserError('DOSSIER_STAGE_HAS_SUCCESSORS', 'input.remove');
      } else {
        if (input.parent) requireParent(input.parent, stage.stage, stages, stage.id);
        const twice = stages.some(
          (one) =>
            one.id !== stage.id &&
            one.state !== StageState.REMOVED &&
            one.stage === stage.stage &&
            facts.documentId !== null &&
            one.documentId === facts.documentId,
        );
        if (twice)
          throw new UserError('DOSSIER_DOCUMENT_TWICE', 'input.document', { document: spoken(facts.documentId!) });
        requireOrder(
          after,
          stages.map((one) => (one.id === stage.id ? after : one)),
        );
      }
      await this.dossiers.step(tx, dossier, 'stageCorrect', input.expectedVersion, {
        action: 'dossier.stage-corrected',
        facts: { stage: stage.stage, stageId: stage.id, removed: input.remove === true, date: facts.date },
        values: { reason },
      });
      await this.remember(tx, dossier, stage, reason, personOf(actor));
      await this.write(tx, stage, facts, { parentId, removed: input.remove === true });
      await this.dossiers.recount(tx, dossier.id);
      const moved = { id: stage.id, deadline: input.remove ? null : facts.deadline };
      if (stage.stage === DossierStageKind.REFERRAL) await this.milestones.follow(tx, dossier, moved, stage.deadline);
      if (stage.stage === DossierStageKind.IN_FORCE && !input.remove) await this.announce(tx, dossier.id, stage.id);
      await tx.emit('dossier.stage-corrected', { entryId: dossier.id, stageId: stage.id });
      return { id: dossier.id };
    });
  }

  addConsultees(actor: Actor, input: DossierConsulteeAddInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.dossiers.take(tx, actor, 'consulteeAdd', input.id);
      const stage = await this.remiss(tx, dossier.id, input.stage);
      const added = await this.ask(tx, dossier, stage.id, input.consultees, input.asked ?? true);
      await this.dossiers.step(tx, dossier, 'consulteeAdd', undefined, {
        action: 'dossier.consultees-added',
        facts: { stage: stage.id, added },
      });
      await tx.emit('dossier.consultees-added', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  answer(actor: Actor, input: DossierConsulteeAnswerInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.dossiers.take(tx, actor, 'consulteeAnswer', input.id);
      const consultee = isId(input.consultee, 'DossierConsultee')
        ? await tx.one<{ id: string }>('select id from dossier_consultee where id = $1 and entry_id = $2', [
            input.consultee,
            dossier.id,
          ])
        : null;
      if (!consultee) throw notFound('input.consultee');
      if (input.answeredOn > this.clock.today()) throw new UserError('DOSSIER_ANSWER_IN_FUTURE', 'input.answeredOn');
      const link = secureLink(input.link, 'input.link');
      await tx.query('update dossier_consultee set answered_on = $2, answer_link = $3 where id = $1', [
        consultee.id,
        input.answeredOn,
        link,
      ]);
      await this.dossiers.step(tx, dossier, 'consulteeAnswer', undefined, {
        action: 'dossier.consultee-answered',
        facts: { consultee: consultee.id, answeredOn: input.answeredOn },
      });
      await tx.emit('dossier.consultee-answered', { entryId: dossier.id });
      return { id: dossier.id };
    });
  }

  /** A day that the sources know and the dossier did not; the rest of the stage stays. */
  async date(
    tx: Tx,
    actor: Actor,
    dossier: DossierRow,
    stageId: string,
    known: { date: string; link: string | null; reason: string },
  ): Promise<void> {
    const stages = await this.dossiers.stages(tx, dossier.id);
    const stage = stages.find((one) => one.id === stageId && one.state === StageState.CONFIRMED);
    if (!stage) throw new UserError('DOSSIER_STAGE_IS_REMOVED', 'input.id');
    const after = { ...stage, date: known.date };
    requireOrder(
      after,
      stages.map((one) => (one.id === stageId ? after : one)),
    );
    await this.remember(tx, dossier, stage, known.reason, personOf(actor));
    await tx.query('update dossier_stage set date = $2, link = coalesce(link, $3), verified = true where id = $1', [
      stageId,
      known.date,
      known.link,
    ]);
    await this.dossiers.recount(tx, dossier.id);
  }

  async remiss(tx: Tx, dossierId: string, stageId: string): Promise<DossierStage> {
    const stage = (await this.dossiers.stages(tx, dossierId)).find((one) => one.id === stageId);
    if (!stage) throw notFound('input.stage');
    if (stage.stage !== DossierStageKind.REFERRAL || stage.state !== StageState.CONFIRMED)
      throw new UserError('DOSSIER_DEADLINE_ONLY_REMISS', 'input.stage');
    return stage;
  }

  /** When the day has come, whoever hangs on the law is told, once. Before it, the scheduled job waits for it. */
  async announce(tx: Tx, dossierId: string, stageId: string): Promise<void> {
    const mine = await tx.one(
      `update dossier_stage set announced_at = $2 where id = $1 and announced_at is null and state = 'CONFIRMED'
         and stage = 'IN_FORCE' and date <= $3 returning id`,
      [stageId, tx.now, this.clock.today()],
    );
    if (!mine) return;
    await tx.record({ subject: dossierId, action: 'dossier.in-force', facts: { stage: stageId } });
    await tx.emit('dossier.in-force', { entryId: dossierId, stageId });
  }

  private corrected(stage: DossierStage, input: DossierStageCorrectInput): StageFacts {
    const said = <T>(value: T | undefined, there: T): T => (value === undefined ? there : value);
    const facts = this.dossiers.facts(
      stage.stage,
      {
        date: said(input.date, stage.date),
        // A skipped stage has none, and a removed one needs none.
        document: said(input.document, stage.documentId),
        link: said(input.link, stage.link),
        title: said(input.title, stage.title),
        note: said(input.note, stage.note),
        provisions: said(input.provisions, stage.provisions),
        deadline: said(input.deadline, stage.deadline),
        ministryReference: said(input.ministryReference, stage.ministryReference),
        personalData: input.personalData,
      },
      'input',
      { optional: stage.state === StageState.SKIPPED || input.remove === true },
    );
    return facts;
  }

  private async remember(
    tx: Tx,
    dossier: DossierRow,
    stage: DossierStage,
    reason: string,
    byId: string,
  ): Promise<void> {
    await tx.insert(DossierCorrection, {
      id: newId('DossierStage', tx.now.getTime()),
      ...under(dossier),
      stageId: stage.id,
      date: stage.date,
      documentId: stage.documentId,
      link: stage.link,
      deadline: stage.deadline,
      state: stage.state,
      reason,
      byId,
      at: tx.now,
    });
  }

  private async write(
    tx: Tx,
    stage: DossierStage,
    facts: StageFacts,
    { parentId, removed }: { parentId: string | null; removed: boolean },
  ): Promise<void> {
    await tx.query(
      `update dossier_stage set date = $2, document_id = $3, link = $4, title = $5, note = $6, provisions = $7,
         deadline = $8, ministry_reference = $9, parent_id = $10, state = $11, verified = true where id = $1`,
      [
        stage.id,
        facts.date,
        facts.documentId,
        facts.link,
        facts.title,
        facts.note,
        facts.provisions,
        facts.deadline,
        facts.ministryReference,
        parentId,
        removed ? StageState.REMOVED : stage.state,
      ],
    );
  }

  private async ask(
    tx: Tx,
    dossier: DossierRow,
    stageId: string,
    asked: readonly DossierConsulteeInput[],
    onList: boolean,
  ): Promise<number> {
    if (asked.length > MAX_CONSULTEES) throw new UserError('PAGE_SIZE', 'input.consultees', { max: MAX_CONSULTEES });
    const rows: Partial<DossierConsultee>[] = [];
    const ids = asked.map((one) => one.organisation).filter((id): id is string => typeof id === 'string');
    if (ids.some((id) => !isId(id, 'Organisation'))) throw notFound('input.consultees');
    const known = await tx.query<{ id: string; name: string }>(
      'select id, name from organisation where id = any($1::uuid[])',
      [ids],
    );
    const there = new Set(
      (await tx.query<{ name: string }>('select name from dossier_consultee where stage_id = $1', [stageId])).map(
        (one) => one.name,
      ),
    );
    for (const one of asked) {
      const organisation = known.find((row) => row.id === one.organisation);
      if (one.organisation && !organisation) throw notFound('input.consultees');
      const rule = { max: 200, path: 'input.consultees', singleLine: true, required: true };
      const { name } = this.gate.pass({ name: { text: one.name ?? organisation?.name, rule } }, null, {
        restricted: false,
      });
      if (there.has(name!)) continue;
      there.add(name!);
      rows.push({
        id: newId('DossierConsultee', tx.now.getTime()),
        ...under(dossier),
        stageId,
        organisationId: organisation?.id ?? null,
        name: name!,
        asked: onList,
        answeredOn: null,
        answerLink: null,
      });
    }
    await tx.insert(DossierConsultee, rows);
    return rows.length;
  }
}

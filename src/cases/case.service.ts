import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { actingUnit, Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { under } from '../catalogue/protected.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { WORKING_ROLES } from '../review/secrecy.service.js';
import { Case, CaseState, Retention } from './case.entity.js';
import { CaseCloseInput, CaseOpenInput, CaseReopenInput, CaseUpdateInput } from './case.inputs.js';
import { CaseAction, caseMachine } from './case.machine.js';
import { CASE_FROM, CASE_SELECT, CaseRow } from './case.queries.js';
import { requireCase } from './case.relations.js';
import { DiaryNumbers } from './diary-numbers.service.js';

export const MAX_BODY = 20_000;
const line = (path: string, max = 200, required = false) => ({ path, max, singleLine: true, required });

/** What one action does to a case: its entry's step, its own columns, and what follows. */
export interface CaseStep {
  action: CaseAction;
  /** Past tense; `case.<event>` in the trail. */
  event: string;
  version?: number;
  entry?: Partial<Pick<EntryRow, 'title'>>;
  set?: Partial<Case>;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
}

/** Opening, changing, closing a case; and what every other action on one is made of. */
@Injectable()
export class CaseService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly numbers: DiaryNumbers,
  ) {}

  open(actor: Actor, input: CaseOpenInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const { organisationId, unitId } = actingUnit(actor, input.unitId, [...WORKING_ROLES]);
      const restricted = input.access === 'RESTRICTED';
      const texts = this.gate.pass(
        {
          title: { text: input.title, rule: line('input.title', 300, true) },
          summary: { text: input.summary, rule: { path: 'input.summary', max: MAX_BODY } },
          diaryNumber: { text: input.diaryNumber, rule: line('input.diaryNumber', 60) },
          foreignReference: { text: input.foreignReference, rule: line('input.foreignReference', 100) },
          classCode: { text: input.classCode, rule: line('input.classCode', 40) },
        },
        input.personalData,
        { restricted },
      );
      // The ground is read by more people than the case: it names a provision, not a person.
      const { accessGround } = this.gate.pass(
        { accessGround: { text: input.accessGround, rule: line('input.accessGround', 300) } },
        null,
        { restricted: false },
      );
      if (restricted && !accessGround) throw new UserError('ACCESS_GROUND_REQUIRED', 'input.accessGround');
      const today = stockholmDate(tx.now);
      const openedOn = notAhead(input.openedOn ?? today, today, 'input.openedOn');
      const entry = await this.entries.create(tx, {
        kind: EntryKind.CASE,
        title: texts.title!,
        ownerOrgId: organisationId,
        ownerUnitId: unitId,
        access: restricted ? Access.RESTRICTED : Access.OWN,
        accessGround: restricted ? accessGround : null,
        state: CaseState.OPEN,
        draft: false,
      });
      const diaryNumber = texts.diaryNumber ?? (await this.numbers.next(tx, unitId, openedOn));
      await tx.insert(Case, {
        id: entry.id,
        ...under(entry),
        diaryNumber,
        foreignReference: texts.foreignReference,
        summary: texts.summary,
        classCode: texts.classCode,
        responsibleId: personOf(actor),
        openedOn,
      });
      const ref = await this.entries.nextRef(tx, EntryKind.CASE, today);
      const now = await this.entries.step(tx, entry, {
        from: [CaseState.OPEN],
        set: { ref },
        action: 'case.opened',
        facts: { ref },
        values: { diaryNumber },
      });
      if (input.subjectAreas?.length) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      await tx.emit('case.opened', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  update(actor: Actor, input: CaseUpdateInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.take(tx, actor, input.id, 'update', input.expectedVersion);
      const texts = this.gate.pass(
        {
          title: { text: input.title, rule: line('input.title', 300) },
          summary: { text: input.summary, rule: { path: 'input.summary', max: MAX_BODY } },
          diaryNumber: { text: input.diaryNumber, rule: line('input.diaryNumber', 60) },
          foreignReference: { text: input.foreignReference, rule: line('input.foreignReference', 100) },
          classCode: { text: input.classCode, rule: line('input.classCode', 40) },
          dueWhat: { text: input.dueWhat, rule: line('input.dueWhat', 300) },
          retentionBasis: { text: input.retentionBasis, rule: line('input.retentionBasis', 300) },
          legalHold: { text: input.legalHold, rule: line('input.legalHold', 300) },
        },
        input.personalData,
        { restricted: found.visibility === 'RESTRICTED' },
      );
      // Left out stays, null empties: a title cannot be emptied.
      const given = <K extends keyof Case>(name: K & keyof CaseUpdateInput, value: Case[K] | null): Case[K] | null =>
        input[name] === undefined ? found[name] : value;
      if (input.title !== undefined && !texts.title) throw new UserError('REQUIRED', 'input.title', {}, found.id);
      if (input.responsible) await this.requireColleague(tx, found, input.responsible);
      const set: Partial<Case> = {
        diaryNumber: given('diaryNumber', texts.diaryNumber),
        foreignReference: given('foreignReference', texts.foreignReference),
        summary: given('summary', texts.summary),
        classCode: given('classCode', texts.classCode),
        responsibleId: input.responsible === undefined ? found.responsibleId : input.responsible,
        dueOn: input.dueOn === undefined ? found.dueOn : input.dueOn,
        dueWhat: given('dueWhat', texts.dueWhat),
        retention: given('retention', input.retention ?? null),
        retentionYears: given('retentionYears', input.retentionYears ?? null),
        retentionBasis: given('retentionBasis', texts.retentionBasis),
        legalHold: given('legalHold', texts.legalHold),
      };
      // Without its day nothing is watched for; a day of its own needs no word.
      if (input.dueOn === null && input.dueWhat === undefined) set.dueWhat = null;
      if (set.dueWhat && !set.dueOn) throw new UserError('DUE_NEEDS_DAY', 'input.dueOn', {}, found.id);
      this.requireRetention(found, set);
      const now = await this.step(tx, found, {
        action: 'update',
        event: 'updated',
        version: input.expectedVersion,
        entry: texts.title ? { title: texts.title } : {},
        set,
        facts: {
          responsible: set.responsibleId ?? null,
          due: set.dueOn ?? null,
          retention: set.retention ?? null,
          retentionYears: set.retentionYears ?? null,
          onHold: set.legalHold !== null,
        },
        values: { title: texts.title, summary: set.summary ?? null, diaryNumber: set.diaryNumber ?? null },
      });
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      return { id: found.id };
    });
  }

  close(actor: Actor, input: CaseCloseInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.take(tx, actor, input.id, 'close', input.expectedVersion);
      const reason = this.text(found, input.reason, { path: 'input.reason', max: 4_000 }, input.personalData);
      const undecided = !(await tx.one('select 1 from case_decision where entry_id = $1 limit 1', [found.id]));
      if (undecided && !reason) throw new UserError('CLOSE_NEEDS_REASON', 'input.reason', {}, found.id);
      await this.step(tx, found, {
        action: 'close',
        event: 'closed',
        version: input.expectedVersion,
        // What is over is watched no more.
        set: { closedAt: tx.now, reason, dueOn: null, dueWhat: null },
        facts: { decided: !undecided },
        values: { reason },
      });
      await tx.emit('case.closed', { entryId: found.id });
      return { id: found.id };
    });
  }

  reopen(actor: Actor, input: CaseReopenInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.take(tx, actor, input.id, 'reopen', input.expectedVersion);
      const rule = { path: 'input.reason', max: 4_000, required: true };
      const reason = this.text(found, input.reason, rule, input.personalData);
      await this.step(tx, found, {
        action: 'reopen',
        event: 'reopened',
        version: input.expectedVersion,
        set: { closedAt: null, reason },
        values: { reason },
      });
      await tx.emit('case.reopened', { entryId: found.id });
      return { id: found.id };
    });
  }

  // ---- What every action is made of; all join the caller's transaction ----

  /** The case, if this actor may do this to it (as they saw it, where a version is given). */
  async take(tx: Tx, actor: Actor, id: string, action: CaseAction, version?: number): Promise<CaseRow> {
    const found = isId(id, 'Case')
      ? await tx.one<CaseRow>(`select ${CASE_SELECT} ${CASE_FROM} where c.id = $1`, [id])
      : null;
    if (!found) throw notFound(version === undefined ? 'input.case' : 'input.id');
    requireCase(action, found, actor, version);
    return found;
  }

  /** Guarded step of the entry with its trail, then own columns: the guard has locked the case. */
  async step(tx: Tx, found: CaseRow, step: CaseStep): Promise<CaseRow> {
    const rule = caseMachine.rule(step.action);
    const entry = await this.entries.step(tx, found, {
      version: step.version,
      from: rule.from,
      set: { ...(rule.to ? { state: rule.to } : {}), ...step.entry },
      action: `case.${step.event}`,
      facts: step.facts,
      values: step.values,
    });
    const columns = Object.entries(step.set ?? {});
    if (columns.length > 0) {
      const names = columns.map(([name], i) => `${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${i + 2}`);
      await tx.query(`update case_file set ${names.join(', ')} where id = $1`, [
        found.id,
        ...columns.map(([, value]) => value as unknown),
      ]);
    }
    return { ...found, ...entry, ...step.set } as CaseRow;
  }

  text(
    found: Pick<CaseRow, 'visibility'>,
    text: string | null | undefined,
    rule: { path: string; max: number; required?: boolean; singleLine?: boolean },
    decision: PersonalDataDecision | null | undefined,
  ): string | null {
    return this.gate.pass({ text: { text, rule } }, decision, { restricted: found.visibility === 'RESTRICTED' }).text;
  }

  private async requireColleague(tx: Tx, found: CaseRow, personId: string): Promise<void> {
    const colleague = isId(personId, 'Person')
      ? await tx.one(
          `select 1 from membership m join person p on p.id = m.person_id
            where m.person_id = $1 and m.unit_id = $2 and m.role = any($3::text[]) and m.ended_at is null and p.disabled_at is null`,
          [personId, found.ownerUnitId, [...WORKING_ROLES]],
        )
      : null;
    if (!colleague) throw new UserError('NOT_A_COLLEAGUE_OF_THE_CASE', 'input.responsible', {}, found.id);
    if (found.visibility === 'RESTRICTED') await this.entries.grant(tx, found, { personId });
  }

  private requireRetention(found: CaseRow, set: Partial<Case>): void {
    const { retention, retentionYears, retentionBasis } = set;
    if (retentionYears != null && (retentionYears < 0 || retentionYears > 200))
      throw new UserError('RETENTION_YEARS', 'input.retentionYears', { max: 200 }, found.id);
    if (retention !== Retention.DISPOSE) {
      set.retentionYears = null;
      return;
    }
    if (retentionYears == null) throw new UserError('RETENTION_YEARS', 'input.retentionYears', { max: 200 }, found.id);
    if (!retentionBasis) throw new UserError('RETENTION_BASIS_REQUIRED', 'input.retentionBasis', {}, found.id);
  }
}

/** A day that has been: what is to come is not registered as done. */
export function notAhead(day: string, today: string, path: string): string {
  if (day > today) throw new UserError('DATE_AHEAD', path, { today });
  return day;
}

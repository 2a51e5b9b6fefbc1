import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { under } from '../catalogue/protected.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { MeasureOutcome, MeasurePlan } from './measure.entity.js';
import { MeasureOutcomeReportInput, MeasurePlanSetInput } from './measure.inputs.js';
import { measureMachine, MeasureRelation } from './measure.machine.js';
import { MEASURE_ENTRY_FROM, MEASURE_ENTRY_SELECT, MeasureRow } from './measure.queries.js';

const MAX_TEXT = 4_000;
/** A plan for a year further ahead than this is a slip of the pen. */
const YEARS_AHEAD = 20;
const MOST_PLANS_A_YEAR = 500;
const MOST_OUTCOMES_A_YEAR = 500;

export function measureRelations(actor: Actor, entry: Pick<EntryRow, 'ownerOrgId'>): Set<MeasureRelation> {
  return new Set<MeasureRelation>(actor.hasInOrganisation(entry.ownerOrgId, Role.ADVOCATE) ? ['advocate'] : []);
}

/** Why no outcome may be reported yet: the same for the button and for the act. */
export function outcomeBlockers(plans: readonly { year: number }[], today: string): Blocker[] {
  if (plans.length === 0) return [{ code: 'MEASURE_NOT_PLANNED' }];
  const year = Math.min(...plans.map((plan) => plan.year));
  return year > Number(today.slice(0, 4)) ? [{ code: 'OUTCOME_YEAR_AHEAD', params: { year: String(year) } }] : [];
}

/** Measures are seeded with their strategy; people plan them. */
@Injectable()
export class MeasureService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly clock: Clock,
  ) {}

  setPlan(actor: Actor, input: MeasurePlanSetInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const measure = await this.load(tx, input.id);
      if (!measureMachine.allows('setPlan', measureRelations(actor, measure)))
        throw new UserError('FORBIDDEN', 'input.id', {}, measure.id);
      await this.requireYear(tx, measure, input.year);
      const plan = this.planOf(input);
      // The step locks the measure, so the number that follows is nobody else's.
      await this.entries.step(tx, measure, {
        version: input.expectedVersion,
        from: measureMachine.from('setPlan'),
        action: 'measure.plan-set',
        facts: {
          year: plan.year,
          priority: plan.priority,
          budget: plan.budgetSek,
          spent: plan.spentSek,
          from: plan.timetableFrom,
          to: plan.timetableTo,
        },
        values: {
          goal: plan.goal,
          organisation: plan.organisation,
          financing: plan.financing,
          agreements: plan.agreements,
        },
      });
      const row = await tx.one<{ number: number }>(
        'select coalesce(max(number), 0)::int + 1 as number from measure_plan where entry_id = $1 and year = $2',
        [measure.id, plan.year],
      );
      if (row!.number > MOST_PLANS_A_YEAR)
        throw new UserError('TOO_MANY', 'input.year', { max: MOST_PLANS_A_YEAR }, measure.id);
      const id = newId('MeasurePlan');
      await tx.insert(MeasurePlan, {
        id,
        ...under(measure),
        ...plan,
        number: row!.number,
        setById: personOf(actor),
        setAt: tx.now,
      });
      await tx.emit('measure.plan-set', { entryId: measure.id });
      return { id: measure.id, plan: id };
    });
  }

  reportOutcome(actor: Actor, input: MeasureOutcomeReportInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const measure = await this.load(tx, input.id);
      if (!measureMachine.allows('reportOutcome', measureRelations(actor, measure)))
        throw new UserError('FORBIDDEN', 'input.id', {}, measure.id);
      const { year, result, spentSek = null } = input;
      const { account } = this.gate.pass(
        { account: { text: input.account, rule: { path: 'input.account', max: MAX_TEXT, required: true } } },
        input.personalData,
        { restricted: false },
      );
      if (spentSek !== null && spentSek < 0) throw new UserError('AMOUNT_BELOW_ZERO', 'input.spentSek');
      // The step locks the measure, so neither its plans nor the number that follows change meanwhile.
      await this.entries.step(tx, measure, {
        version: input.expectedVersion,
        from: measureMachine.from('reportOutcome'),
        action: 'measure.outcome-reported',
        facts: { year, result, spent: spentSek },
        values: { account },
      });
      await this.requirePlanned(tx, measure, year);
      const row = await tx.one<{ number: number }>(
        'select coalesce(max(number), 0)::int + 1 as number from measure_outcome where entry_id = $1 and year = $2',
        [measure.id, year],
      );
      if (row!.number > MOST_OUTCOMES_A_YEAR)
        throw new UserError('TOO_MANY', 'input.year', { max: MOST_OUTCOMES_A_YEAR }, measure.id);
      const id = newId('MeasureOutcome');
      await tx.insert(MeasureOutcome, {
        id,
        ...under(measure),
        year,
        number: row!.number,
        result,
        account: account!,
        spentSek,
        reportedById: personOf(actor),
        reportedAt: tx.now,
      });
      await tx.emit('measure.outcome-reported', { entryId: measure.id });
      return { id: measure.id, outcome: id };
    });
  }

  async load(tx: Tx, id: string): Promise<MeasureRow> {
    const measure = isId(id, 'Measure')
      ? await tx.one<MeasureRow>(`select ${MEASURE_ENTRY_SELECT} ${MEASURE_ENTRY_FROM} where n.id = $1`, [id])
      : null;
    if (!measure) throw notFound('input.id');
    return measure;
  }

  /** @throws UserError MEASURE_NOT_PLANNED, OUTCOME_YEAR_AHEAD, OUTCOME_WITHOUT_PLAN */
  private async requirePlanned(tx: Tx, measure: MeasureRow, year: number): Promise<void> {
    const plans = await tx.query<{ year: number }>('select distinct year from measure_plan where entry_id = $1', [
      measure.id,
    ]);
    const today = this.clock.today();
    const [blocker] = outcomeBlockers(plans, today);
    if (blocker) throw new UserError(blocker.code, 'input.id', blocker.params ?? {}, measure.id);
    if (year > Number(today.slice(0, 4)))
      throw new UserError('OUTCOME_YEAR_AHEAD', 'input.year', { year: String(year) }, measure.id);
    if (!plans.some((plan) => plan.year === year))
      throw new UserError('OUTCOME_WITHOUT_PLAN', 'input.year', { year: String(year) }, measure.id);
  }

  private async requireYear(tx: Tx, measure: MeasureRow, year: number): Promise<void> {
    const row = await tx.one<{ first: number | null }>(
      `select extract(year from s.valid_from)::int as first from strategy s join strategy_measure m on m.strategy_id = s.id
        where m.id = $1`,
      [measure.strategyMeasureId],
    );
    const first = row?.first ?? 1900;
    const last = Number(this.clock.today().slice(0, 4)) + YEARS_AHEAD;
    if (year < first || year > last)
      throw new UserError('PLAN_YEAR', 'input.year', { first: String(first), last: String(last) }, measure.id);
  }

  private planOf(input: MeasurePlanSetInput): Omit<MeasurePlan, 'id' | 'number' | 'setById' | 'setAt' | keyof Under> {
    const rule = (field: string) => ({ path: `input.${field}`, max: MAX_TEXT });
    const texts = this.gate.pass(
      {
        goal: { text: input.goal, rule: { ...rule('goal'), required: true } },
        organisation: { text: input.organisation, rule: rule('organisation') },
        financing: { text: input.financing, rule: rule('financing') },
        agreements: { text: input.agreements, rule: rule('agreements') },
      },
      input.personalData,
      { restricted: false },
    );
    const { budgetSek = null, spentSek = null, timetableFrom = null, timetableTo = null } = input;
    if (budgetSek !== null && budgetSek < 0) throw new UserError('AMOUNT_BELOW_ZERO', 'input.budgetSek');
    if (spentSek !== null && spentSek < 0) throw new UserError('AMOUNT_BELOW_ZERO', 'input.spentSek');
    if (timetableFrom !== null && timetableTo !== null && timetableTo < timetableFrom)
      throw new UserError('TIMETABLE_ENDS_BEFORE_IT_BEGINS', 'input.timetableTo', {
        from: timetableFrom,
        to: timetableTo,
      });
    return {
      year: input.year,
      priority: input.priority,
      goal: texts.goal!,
      organisation: texts.organisation,
      timetableFrom,
      timetableTo,
      budgetSek,
      spentSek,
      financing: texts.financing,
      agreements: texts.agreements,
    };
  }
}

type Under = ReturnType<typeof under>;

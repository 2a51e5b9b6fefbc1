import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { StrategyMeasure } from './strategy.entity.js';

/** A measure stands as long as its strategy does; what comes of it shows in its plans, goals and reports. */
export enum MeasureState {
  ADOPTED = 'ADOPTED',
}

export enum MeasurePriority {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}
registerEnumType(MeasurePriority, {
  name: 'MeasurePriority',
  description: 'How soon a measure is to be carried out.',
  valuesMap: {
    HIGH: { description: 'Hög.' },
    MEDIUM: { description: 'Medel.' },
    LOW: { description: 'Låg.' },
  },
});

export enum MeasureResult {
  REACHED = 'REACHED',
  PARTLY_REACHED = 'PARTLY_REACHED',
  NOT_REACHED = 'NOT_REACHED',
}
registerEnumType(MeasureResult, {
  name: 'MeasureResult',
  description: 'How far what was planned for a year was reached.',
  valuesMap: {
    REACHED: { description: 'Nått.' },
    PARTLY_REACHED: { description: 'Delvis nått.' },
    NOT_REACHED: { description: 'Inte nått.' },
  },
});

/** What hangs on a measure: links, thread, watchers, trail, plans. How the strategy words it stays in its own row. */
@ObjectType({
  implements: () => [Node, EntryRow],
  description: 'Insats: a measure of a strategy as a thing in the catalogue, with its plans and what came of it.',
})
@Entity('measure')
@ProtectedBy('measure')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'measure_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => StrategyMeasure, ['strategyMeasureId'], ['id'], { name: 'measure_in_strategy' })
@Check('measure_entry_is_itself', 'id = entry_id')
@Index('one_entry_per_strategy_measure', ['strategyMeasureId'], { unique: true })
export class Measure extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  strategyMeasureId!: string;
}

/** Kap. 10: every measure gets a plan. Never changed: who plans anew sets the next number, and the earlier one stays. */
@ObjectType({
  description: 'The plan of a measure for a year, as it was set once; the highest number of a year stands.',
})
@Entity('measure_plan')
@ProtectedBy('measure_plan')
@ForeignKey(() => Person, ['setById'], ['id'], { name: 'measure_plan_set_by' })
@Check('measure_plan_priority', `priority in ('HIGH','MEDIUM','LOW')`)
@Check('plan_budget_not_negative', 'budget_sek is null or budget_sek >= 0')
@Check('plan_spent_not_negative', 'spent_sek is null or spent_sek >= 0')
@Check('plan_timetable_in_order', 'timetable_from is null or timetable_to is null or timetable_from <= timetable_to')
@Index('one_plan_per_year_and_number', ['entryId', 'year', 'number'], { unique: true })
export class MeasurePlan extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => Int, { description: 'The year it is for.' })
  @Column({ type: 'int' })
  year!: number;
  @Field(() => Int, { description: 'Number among the plans of that year, from 1.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => MeasurePriority, { description: 'How soon.' })
  @Column({ type: 'text' })
  priority!: MeasurePriority;
  @Field({ description: 'What is to be reached.' })
  @Column({ type: 'text' })
  goal!: string;
  @Field(() => String, { nullable: true, description: 'Who does what: organisation and responsibility.' })
  @Column({ type: 'text', nullable: true })
  organisation!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day of the timetable.' })
  @Column({ type: 'date', nullable: true })
  timetableFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day of the timetable.' })
  @Column({ type: 'date', nullable: true })
  timetableTo!: string | null;
  @Field(() => Int, { nullable: true, description: 'Budget of the year, SEK.' })
  @Column({ type: 'int', nullable: true })
  budgetSek!: number | null;
  @Field(() => Int, { nullable: true, description: 'What it had cost when this was set, SEK.' })
  @Column({ type: 'int', nullable: true })
  spentSek!: number | null;
  @Field(() => String, { nullable: true, description: 'How it is paid for.' })
  @Column({ type: 'text', nullable: true })
  financing!: string | null;
  @Field(() => String, { nullable: true, description: 'What must be agreed with others first.' })
  @Column({ type: 'text', nullable: true })
  agreements!: string | null;
  @Column({ type: 'uuid' })
  setById!: string;
  @Field(() => Date, { description: 'When it was set.' })
  @Moment()
  setAt!: Date;
}

/** Kap. 10: the whole is followed up every year. Never changed, as the plan it answers to. */
@ObjectType({
  description:
    'What came of the plan of a measure for a year, as it was reported once; the highest number of a year stands.',
})
@Entity('measure_outcome')
@ProtectedBy('measure_outcome')
@ForeignKey(() => Person, ['reportedById'], ['id'], { name: 'measure_outcome_reported_by' })
@Check('measure_outcome_result', `result in ('REACHED','PARTLY_REACHED','NOT_REACHED')`)
@Check('outcome_spent_not_negative', 'spent_sek is null or spent_sek >= 0')
@Index('one_outcome_per_year_and_number', ['entryId', 'year', 'number'], { unique: true })
export class MeasureOutcome extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => Int, { description: 'The year whose plan it answers to.' })
  @Column({ type: 'int' })
  year!: number;
  @Field(() => Int, { description: 'Number among the reports of that year, from 1.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => MeasureResult, { description: 'How far the goal of the plan was reached.' })
  @Column({ type: 'text' })
  result!: MeasureResult;
  @Field({ description: 'What came of it, in words.' })
  @Column({ type: 'text' })
  account!: string;
  @Field(() => Int, { nullable: true, description: 'What it cost, SEK.' })
  @Column({ type: 'int', nullable: true })
  spentSek!: number | null;
  @Column({ type: 'uuid' })
  reportedById!: string;
  @Field(() => Date, { description: 'When it was reported.' })
  @Moment()
  reportedAt!: Date;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('measure_state', `kind <> 'MEASURE' or state in ('ADOPTED')`)(EntryRow);

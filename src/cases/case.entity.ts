import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Unit } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum CaseState {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
  CLOSED = 'CLOSED',
  ARCHIVED = 'ARCHIVED',
  DISPOSED = 'DISPOSED',
}
registerEnumType(CaseState, {
  name: 'CaseState',
  description: 'Where a case stands.',
  valuesMap: {
    OPEN: { description: 'Pågående.' },
    DECIDED: { description: 'Beslutat: at least one decision is registered; documents may still come.' },
    CLOSED: { description: 'Avslutat: what it holds is frozen; only its log goes on.' },
    ARCHIVED: { description: 'Arkiverat: handed over to the archive.' },
    DISPOSED: { description: 'Gallrat: the content is gone, the fact remains.' },
  },
});

export enum Retention {
  PRESERVE = 'PRESERVE',
  DISPOSE = 'DISPOSE',
}
registerEnumType(Retention, {
  name: 'Retention',
  description: 'What is to become of a case when it has been closed long enough.',
  valuesMap: {
    PRESERVE: { description: 'Bevaras: kept for ever.' },
    DISPOSE: { description: 'Gallras, so many years after it was closed, by a stated decision on disposal.' },
  },
});

/**
 * A unit's own matter. Title, owner, access, state and version stand on its entry row; seen by its own unit alone unless
 * somebody is invited, since secrecy runs between boards (OSL 8 kap. 1 §).
 */
@ObjectType({ implements: () => [Node, EntryRow], description: 'Ärende: a matter of a unit, with its documents.' })
@Entity('case_file')
@ProtectedBy('case_file')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'case_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['responsibleId'], ['id'], { name: 'case_responsible' })
@Check('case_entry_is_itself', 'id = entry_id')
@Check('case_retention', `retention is null or retention in ('PRESERVE','DISPOSE')`)
@Check(
  'disposal_needs_years_and_a_decision',
  `retention is distinct from 'DISPOSE' or (retention_years is not null and retention_basis is not null)`,
)
@Check('due_for_something_needs_a_day', 'due_what is null or due_on is not null')
@Check('case_retention_years', 'retention_years is null or retention_years between 0 and 200')
@Index('one_diary_number_per_unit', ['ownerUnitId', 'diaryNumber'], {
  unique: true,
  where: 'diary_number is not null',
})
@Index('case_by_due_day', ['dueOn'], { where: 'due_on is not null' })
@Index('case_by_responsible', ['responsibleId'], { where: 'responsible_id is not null' })
export class Case extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => CaseState, { description: 'Where it stands.' })
  state!: CaseState;

  @Field(() => String, {
    nullable: true,
    description: "Diary number in the owner's own format, such as KS 2026/00123; unique in its unit and lasting.",
  })
  @Column({ type: 'text', nullable: true })
  diaryNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Number of the same matter in another system, such as the municipality's own.",
  })
  @Column({ type: 'text', nullable: true })
  foreignReference!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, Markdown.' })
  @Column({ type: 'text', nullable: true })
  summary!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Class in the unit's classification of its documents, such as 2.4.1.",
  })
  @Column({ type: 'text', nullable: true })
  classCode!: string | null;

  @Column({ type: 'uuid', nullable: true })
  responsibleId!: string | null;

  @Field(() => DateScalar, { description: 'The day it was opened.' })
  @Column({ type: 'date' })
  openedOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it is watched for (bevakning): then it is to be looked at.',
  })
  @Column({ type: 'date', nullable: true })
  dueOn!: string | null;

  @Field(() => String, { nullable: true, description: 'What is watched for, such as an answer from a party.' })
  @Column({ type: 'text', nullable: true })
  dueWhat!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed.' })
  @Moment({ nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Said when it was last closed or reopened.' })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Field(() => Retention, { nullable: true, description: 'What is to become of it; null while undecided.' })
  @Column({ type: 'text', nullable: true })
  retention!: Retention | null;

  @Field(() => Int, { nullable: true, description: 'Years after closing; only with DISPOSE.' })
  @Column({ type: 'int', nullable: true })
  retentionYears!: number | null;

  @Field(() => String, { nullable: true, description: 'The decision or plan that says so.' })
  @Column({ type: 'text', nullable: true })
  retentionBasis!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing of it may be disposed of for now (a dispute, an audit); stops every disposal.',
  })
  @Column({ type: 'text', nullable: true })
  legalHold!: string | null;
}

/** How a unit writes its diary numbers; the counter of each year stands in `ref_counter`. */
@ObjectType({ description: 'How a unit writes its diary numbers.' })
@Entity('diary_format')
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'diary_format_unit' })
export class DiaryFormat {
  @Field(() => ID, { description: 'The unit.' })
  @Column({ type: 'uuid', primary: true })
  unitId!: string;

  @Field({
    description:
      'Pattern with {year} and {number}; {number:5} pads with zeros: "KS {year}/{number:5}" → KS 2026/00123.',
  })
  @Column({ type: 'text' })
  pattern!: string;

  @Field(() => Date, { description: 'When it was last set.' })
  @Moment()
  updatedAt!: Date;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('case_state', `kind <> 'CASE' or state in ('OPEN','DECIDED','CLOSED','ARCHIVED','DISPOSED')`)(EntryRow);

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import type { FollowUpData } from './report.types.js';
import { Strategy } from './strategy.entity.js';

export enum ReportState {
  DRAFTING = 'DRAFTING',
  DRAFT = 'DRAFT',
  APPROVED = 'APPROVED',
}
registerEnumType(ReportState, {
  name: 'ReportState',
  description: 'Where a yearly follow-up stands.',
  valuesMap: {
    DRAFTING: { description: 'A job is reckoning it.' },
    DRAFT: { description: 'Reckoned: to be commented on and approved, or drafted anew.' },
    APPROVED: { description: 'Approved by two people, and frozen.' },
  },
});

/**
 * The yearly follow-up of a strategy (kap. 10). What was reckoned is kept as it was reckoned: a report that is approved
 * says for ever what it said then, whatever is corrected afterwards. The comments are a reviewed text in the slot `text`.
 */
@ObjectType({ implements: () => [Node, EntryRow], description: 'Årlig uppföljning of a strategy.' })
@Entity('report')
@ProtectedBy('report')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'report_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Strategy, ['strategyId'], ['id'], { name: 'report_strategy' })
@ForeignKey(() => Person, ['requestedById'], ['id'], { name: 'report_requested_by' })
@ForeignKey(() => Person, ['approvedById'], ['id'], { name: 'report_approved_by' })
@Check('report_entry_is_itself', 'id = entry_id')
@Check('report_data_has_a_hash', '(data is null) = (data_hash is null)')
@Check('approved_report_is_whole', 'approved_at is null or (data is not null and text_hash is not null)')
@Index('one_report_per_strategy_and_year', ['strategyId', 'year'], { unique: true })
export class Report extends ProtectedColumns {
  @Id()
  id!: string;
  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => ReportState, { description: 'Where it stands.' })
  state!: ReportState;
  @Column({ type: 'uuid' })
  strategyId!: string;
  @Field(() => Int, { description: 'The year that it follows up.' })
  @Column({ type: 'int' })
  year!: number;
  @Field(() => Int, { description: 'How many times it has been drafted.' })
  @Column({ type: 'int', default: 1 })
  draftNumber!: number;
  @Field(() => ID, { nullable: true, description: 'The job that drafts it: jobProgress follows it.' })
  @Column({ type: 'uuid', nullable: true })
  jobId!: string | null;
  @Column({ type: 'jsonb', nullable: true })
  data!: FollowUpData | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 of what was reckoned, as canonical JSON; hexadecimal.' })
  @Column({ type: 'text', nullable: true })
  dataHash!: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 of the comments that were approved with it.' })
  @Column({ type: 'text', nullable: true })
  textHash!: string | null;
  @Column({ type: 'uuid', nullable: true })
  requestedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was last reckoned.' })
  @Moment({ nullable: true })
  draftedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true })
  approvedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was approved, and frozen.' })
  @Moment({ nullable: true })
  approvedAt!: Date | null;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('report_state', `kind <> 'REPORT' or state in ('DRAFTING','DRAFT','APPROVED')`)(EntryRow);

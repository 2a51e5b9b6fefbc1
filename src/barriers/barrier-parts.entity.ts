import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation, Unit } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';

export enum EvidenceKind {
  FORBIDS = 'FORBIDS',
  SUPPORT_MISSING = 'SUPPORT_MISSING',
  READING = 'READING',
  AUTHORITY_MISSING = 'AUTHORITY_MISSING',
  AUTHORITY_ANSWERS = 'AUTHORITY_ANSWERS',
}
registerEnumType(EvidenceKind, {
  name: 'EvidenceKind',
  description: 'What a piece of evidence shows about a barrier.',
  valuesMap: {
    FORBIDS: { description: 'A provision that forbids it.' },
    SUPPORT_MISSING: { description: 'The support in law that it requires, and that is missing (RF 1:1, FL 5 §).' },
    READING: { description: 'One arguable reading of the law.' },
    AUTHORITY_MISSING: { description: 'No court, authority or preparatory work has said.' },
    AUTHORITY_ANSWERS: { description: 'An authority that already answers.' },
  },
});

/** Why a barrier is one: a provision, cited by hand, and what it means here. Never changed, only added and taken away. */
@ObjectType({ description: 'Why a barrier is one: a provision cited by hand, a reading, an authority.' })
@Entity('barrier_evidence')
@ProtectedBy('barrier_evidence')
@Check(
  'barrier_evidence_kind',
  `evidence_kind in ('FORBIDS','SUPPORT_MISSING','READING','AUTHORITY_MISSING','AUTHORITY_ANSWERS')`,
)
@Check('forbidding_names_a_provision', `evidence_kind <> 'FORBIDS' or target is not null`)
@Check('evidence_says_something', 'target is not null or explanation is not null')
@Index('barrier_evidence_by_barrier', ['entryId', 'addedAt'])
@Index('barrier_evidence_by_act', ['act', 'entryId'], { where: 'removed_at is null and act is not null' })
export class BarrierEvidence extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => EvidenceKind, { description: 'What it shows.' })
  @Column({ type: 'text' })
  evidenceKind!: EvidenceKind;
  @Field(() => String, { nullable: true, description: 'Canonical id: sfs/2009:400#K10P2, celex/32016R0679#6.1.e.' })
  @Column({ type: 'text', nullable: true })
  target!: string | null;
  /** The source that the target lies in: what "all barriers on one act" asks for. */
  @Column({ type: 'text', nullable: true })
  act!: string | null;
  @Field(() => String, { nullable: true, description: 'What it means here.' })
  @Column({ type: 'text', nullable: true })
  explanation!: string | null;
  @Column({ type: 'text' })
  addedBy!: string;
  @Field(() => Date, { description: 'When it was added.' })
  @Moment({ default: () => 'now()' })
  addedAt!: Date;
  @Column({ type: 'text', nullable: true })
  removedBy!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was taken away.' })
  @Moment({ nullable: true })
  removedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it was taken away.' })
  @Column({ type: 'text', nullable: true })
  removedReason!: string | null;
}

/**
 * "This stops us too", by one unit. Seen by that unit and by those who handle barriers at the association; all others see
 * figures that point out nobody, and names of those who agreed.
 */
@ObjectType({ description: 'A member that a barrier stops: process, volume, cost, own words.' })
@Entity('barrier_sign_on')
@ProtectedBy('barrier_sign_on')
@ForeignKey(() => Organisation, ['orgId'], ['id'], { name: 'barrier_sign_on_organisation' })
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'barrier_sign_on_unit' })
@ForeignKey(() => Person, ['signedById'], ['id'], { name: 'barrier_sign_on_person' })
@Check('sign_on_volume_not_negative', 'volume_per_year is null or volume_per_year >= 0')
@Check('sign_on_cost_not_negative', 'cost_sek is null or cost_sek >= 0')
@Index('one_sign_on_per_unit', ['entryId', 'unitId'], { unique: true, where: 'withdrawn_at is null' })
@Index('sign_on_by_unit', ['unitId', 'entryId'], { where: 'withdrawn_at is null' })
@Index('sign_on_by_organisation', ['orgId', 'entryId'], { where: 'withdrawn_at is null' })
export class BarrierSignOn extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  orgId!: string;
  @Column({ type: 'uuid' })
  unitId!: string;
  @Column({ type: 'uuid' })
  signedById!: string;
  @Field(() => Int, { description: 'Rises with every change: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Field(() => String, { nullable: true, description: 'Process or service that it stops.' })
  @Column({ type: 'text', nullable: true })
  process!: string | null;
  @Field(() => Int, { nullable: true, description: 'How often a year it stops something.' })
  @Column({ type: 'int', nullable: true })
  volumePerYear!: number | null;
  @Field(() => Int, { nullable: true, description: 'What it is estimated to cost a year, SEK.' })
  @Column({ type: 'int', nullable: true })
  costSek!: number | null;
  @Field(() => String, { nullable: true, description: 'How it stops them, in their own words.' })
  @Column({ type: 'text', nullable: true })
  words!: string | null;
  @Field({ description: "The organisation's name may be shown to everybody." })
  @Column({ type: 'boolean', default: false })
  showName!: boolean;
  @Field(() => Date, { description: 'When they signed on.' })
  @Moment({ default: () => 'now()' })
  signedAt!: Date;
  @Moment({ default: () => 'now()' })
  updatedAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When they took it back.' })
  @Moment({ nullable: true })
  withdrawnAt!: Date | null;
}

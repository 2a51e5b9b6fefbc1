import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { ProtectedBy, ProtectedColumns } from './protected.js';
import { Conclusion, Revision } from './revision.entity.js';

export enum RoundOutcome {
  APPROVED = 'APPROVED',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  RECALLED = 'RECALLED',
  EMERGENCY = 'EMERGENCY',
}
registerEnumType(RoundOutcome, {
  name: 'RoundOutcome',
  description: 'How a round of review ended.',
  valuesMap: {
    APPROVED: { description: 'Approved by as many as the subject area demands.' },
    CHANGES_REQUESTED: { description: 'Sent back with a reason.' },
    RECALLED: { description: 'Taken back by its author.' },
    EMERGENCY: { description: 'Published in an emergency, before the review was done.' },
  },
});

@ObjectType({ description: 'What a text said when it was sent to review, and what came of it; kept as it was.' })
@Entity('revision_round')
@ProtectedBy('revision_round')
@ForeignKey(() => Revision, ['revisionId'], ['id'], { name: 'revision_round_revision', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['submittedById'], ['id'], { name: 'revision_round_submitted_by' })
@Check(
  'revision_round_outcome',
  `outcome is null or outcome in ('APPROVED','CHANGES_REQUESTED','RECALLED','EMERGENCY')`,
)
@Check('revision_round_ends_with_an_outcome', `(outcome is null) = (ended_at is null)`)
@Index('one_round_per_number', ['revisionId', 'number'], { unique: true })
@Index('one_open_round_per_revision', ['revisionId'], { unique: true, where: 'outcome is null' })
export class RevisionRound extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  revisionId!: string;
  @Field(() => Int, { description: 'Which time it was sent to review, from 1.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => String, { nullable: true, description: 'The title as it was sent.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The text as it was sent, Markdown; null once a restricted matter has been opened to more people.',
  })
  @Column({ type: 'text', nullable: true })
  body!: string | null;
  @Field(() => Conclusion, { nullable: true, description: 'The conclusion as it was sent.' })
  @Column({ type: 'text', nullable: true })
  conclusion!: Conclusion | null;
  @Column({ type: 'text', nullable: true })
  forWhom!: string | null;
  @Column({ type: 'date', nullable: true })
  asOf!: string | null;
  @Column({ type: 'date', nullable: true })
  reviewBy!: string | null;
  @Column({ type: 'text', nullable: true })
  transitional!: string | null;
  @Field({ description: 'SHA-256 of all that it said.' })
  @Column({ type: 'text' })
  contentHash!: string;
  /** As on the revision: its drafts are this organisation's own, also after publication. */
  @Column({ type: 'uuid' })
  authorOrgId!: string;
  /** Null: sent before rounds were kept. */
  @Column({ type: 'uuid', nullable: true })
  submittedById!: string | null;
  @Field(() => Date, { description: 'When it was sent.' })
  @Moment()
  submittedAt!: Date;
  @Field(() => RoundOutcome, { nullable: true, description: 'What came of it; null while it is in review.' })
  @Column({ type: 'text', nullable: true })
  outcome!: RoundOutcome | null;
  @Field(() => Date, { nullable: true, description: 'When the round ended.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

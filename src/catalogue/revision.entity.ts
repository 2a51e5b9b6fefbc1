import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { ProtectedBy, ProtectedColumns } from './protected.js';

export enum RevisionState {
  DRAFT = 'DRAFT',
  IN_REVIEW = 'IN_REVIEW',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  APPROVED = 'APPROVED',
  PUBLISHED = 'PUBLISHED',
  SUPERSEDED = 'SUPERSEDED',
  WITHDRAWN = 'WITHDRAWN',
  DISCARDED = 'DISCARDED',
}
registerEnumType(RevisionState, {
  name: 'RevisionState',
  description: 'Where a revision stands.',
  valuesMap: {
    DRAFT: { description: 'Being written.' },
    IN_REVIEW: { description: 'Waiting for a reviewer who has edited nothing of it.' },
    CHANGES_REQUESTED: { description: 'A reviewer wants changes; editing makes it a draft again.' },
    APPROVED: { description: 'Approved as it stands; an edit dismisses the approval.' },
    PUBLISHED: { description: 'What the entry says now.' },
    SUPERSEDED: { description: 'Was published; a newer one has taken its place.' },
    WITHDRAWN: { description: 'Was published; taken back with a reason.' },
    DISCARDED: { description: 'Never published; thrown away.' },
  },
});

export enum Conclusion {
  POSSIBLE = 'POSSIBLE',
  POSSIBLE_WITH_CONDITIONS = 'POSSIBLE_WITH_CONDITIONS',
  UNCLEAR = 'UNCLEAR',
  NOT_POSSIBLE = 'NOT_POSSIBLE',
}
registerEnumType(Conclusion, {
  name: 'Conclusion',
  description: 'What the law allows, in one word.',
  valuesMap: {
    POSSIBLE: { description: 'It is possible.' },
    POSSIBLE_WITH_CONDITIONS: { description: 'It is possible under the conditions stated.' },
    UNCLEAR: { description: 'The law gives no sure answer.' },
    NOT_POSSIBLE: { description: 'It is not possible.' },
  },
});

export enum ChangeWeight {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
}
registerEnumType(ChangeWeight, {
  name: 'ChangeWeight',
  description: 'Whether a change matters to those who leaned on the earlier text.',
  valuesMap: { MINOR: { description: 'Editorial.' }, MAJOR: { description: 'Watchers are told.' } },
});

/** States in which a slot is being worked on: at most one such revision a slot and language. */
export const OPEN_REVISION_STATES = [
  RevisionState.DRAFT,
  RevisionState.IN_REVIEW,
  RevisionState.CHANGES_REQUESTED,
  RevisionState.APPROVED,
] as const;

@ObjectType({ implements: () => [Node], description: 'What an entry says: one version of one of its texts.' })
@Entity('revision')
@ProtectedBy('revision')
@Check(
  'revision_state',
  `state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED','PUBLISHED','SUPERSEDED','WITHDRAWN','DISCARDED')`,
)
@Check(
  'revision_conclusion',
  `conclusion is null or conclusion in ('POSSIBLE','POSSIBLE_WITH_CONDITIONS','UNCLEAR','NOT_POSSIBLE')`,
)
@Check('revision_language', `language in ('sv','en')`)
@Check('revision_change_weight', `change_weight in ('MINOR','MAJOR')`)
@Index('one_published_revision_per_slot', ['entryId', 'slot', 'language'], {
  unique: true,
  where: `state = 'PUBLISHED'`,
})
@Index('one_open_revision_per_slot', ['entryId', 'slot', 'language'], {
  unique: true,
  where: `state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED')`,
})
@Index('one_revision_per_number', ['entryId', 'slot', 'language', 'number'], { unique: true })
export class Revision extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'Which text of the entry: answer, text, letter, claim:<id>.' })
  @Column({ type: 'text' })
  slot!: string;
  @Field(() => Int, { description: 'Number within its slot and language, from 1.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => RevisionState, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  state!: RevisionState;
  @Field(() => Int, { description: 'Rises with every action on the revision: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Field({ description: 'sv or en; Swedish is authoritative.' })
  @Column({ type: 'text', default: 'sv' })
  language!: string;
  @Column({ type: 'uuid', nullable: true })
  translatesId!: string | null;
  @Field(() => String, { nullable: true, description: 'Title that the entry gets when this is published.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  @Field({ description: 'The text, Markdown.' })
  @Column({ type: 'text' })
  body!: string;
  @Field(() => Conclusion, { nullable: true, description: 'What the law allows, in one word.' })
  @Column({ type: 'text', nullable: true })
  conclusion!: Conclusion | null;
  @Field(() => String, { nullable: true, description: 'For whom the conclusion holds.' })
  @Column({ type: 'text', nullable: true })
  forWhom!: string | null;
  @Field(() => String, { nullable: true, description: 'The day whose law it states (YYYY-MM-DD).' })
  @Column({ type: 'date', nullable: true })
  asOf!: string | null;
  @Field(() => String, { nullable: true, description: 'The day by which it is to be looked at again.' })
  @Column({ type: 'date', nullable: true })
  reviewBy!: string | null;
  @Field(() => String, { nullable: true, description: 'What transitional rules mean for it.' })
  @Column({ type: 'text', nullable: true })
  transitional!: string | null;
  @Field({ description: 'SHA-256 of all it says; approvals are bound to it.' })
  @Column({ type: 'text' })
  contentHash!: string;
  @Field(() => String, { nullable: true, description: 'What changed since the one before.' })
  @Column({ type: 'text', nullable: true })
  changeNote!: string | null;
  @Field(() => ChangeWeight, { description: 'Whether watchers are told.' })
  @Column({ type: 'text', default: 'MAJOR' })
  changeWeight!: ChangeWeight;
  @Field({ description: 'Published in an emergency, before review.' })
  @Column({ type: 'boolean', default: false })
  emergency!: boolean;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn, or published in an emergency.' })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  @Column({ type: 'uuid', nullable: true })
  successorEntryId!: string | null;
  /** The organisation whose draft it is: before publication only its own people see it. */
  @Column({ type: 'uuid' })
  authorOrgId!: string;
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  @Field(() => Date, { description: 'When it was begun.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Field(() => Date, { description: 'When it was last changed.' })
  @Moment({ default: () => 'now()' })
  updatedAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was sent to review.' })
  @Moment({ nullable: true })
  submittedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'When it was published.' })
  @Moment({ nullable: true })
  publishedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true })
  publishedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it ceased to be what the entry says.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

/** Every person who changed a word of it: none of them may review it. */
@Entity('revision_editor')
@ForeignKey(() => Revision, ['revisionId'], ['id'], { name: 'revision_editor_revision', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'revision_editor_person' })
export class RevisionEditor {
  @Column({ type: 'uuid', primary: true })
  revisionId!: string;
  @Column({ type: 'uuid', primary: true })
  personId!: string;
  @Moment({ default: () => 'now()' })
  firstAt!: Date;
  @Moment({ default: () => 'now()' })
  lastAt!: Date;
}

export enum Verdict {
  APPROVED = 'APPROVED',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
}
registerEnumType(Verdict, {
  name: 'Verdict',
  description: 'What a reviewer said.',
  valuesMap: {
    APPROVED: { description: 'Good as it stands.' },
    CHANGES_REQUESTED: { description: 'To be changed first.' },
  },
});

@ObjectType({ description: 'What one reviewer said of one exact text.' })
@Entity('approval')
@ForeignKey(() => Revision, ['revisionId'], ['id'], { name: 'approval_revision', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['reviewerId'], ['id'], { name: 'approval_reviewer' })
@ForeignKey('RevisionRound', ['revisionId', 'round'], ['revisionId', 'number'], {
  name: 'approval_round',
  onDelete: 'CASCADE',
})
@Check('approval_verdict', `verdict in ('APPROVED','CHANGES_REQUESTED')`)
@Index('one_standing_verdict_per_reviewer', ['revisionId', 'reviewerId'], {
  unique: true,
  where: 'dismissed_at is null',
})
@Index('approval_by_revision', ['revisionId', 'at'])
export class Approval {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  revisionId!: string;
  @Column({ type: 'uuid' })
  reviewerId!: string;
  @Field(() => Verdict, { description: 'Approved or changes requested.' })
  @Column({ type: 'text' })
  verdict!: Verdict;
  @Field({ description: 'Hash of the text it is about.' })
  @Column({ type: 'text' })
  contentHash!: string;
  @Field(() => Int, { nullable: true, description: 'In which round of review; null for a review after publication.' })
  @Column({ type: 'int', nullable: true })
  round!: number | null;
  @Field(() => String, { nullable: true, description: 'What the reviewer wrote.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  @Field(() => String, { nullable: true, description: 'Dissenting opinion, kept with the approval.' })
  @Column({ type: 'text', nullable: true })
  dissent!: string | null;
  @Field({ description: 'A review made after an emergency publication.' })
  @Column({ type: 'boolean', default: false })
  retro!: boolean;
  @Field(() => Date, { description: 'When.' })
  @Moment({ default: () => 'now()' })
  at!: Date;
  @Field(() => Date, { nullable: true, description: 'When an edit dismissed it.' })
  @Moment({ nullable: true })
  dismissedAt!: Date | null;
}

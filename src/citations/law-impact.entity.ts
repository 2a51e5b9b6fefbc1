import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Revision } from '../catalogue/revision.entity.js';
import { ChangeSet } from '../law/change-set.entity.js';
import { LawSource } from '../law/law-source.entity.js';
import { Provision, Wording } from '../law/provision.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum LawSeverity {
  REPEALED = 'REPEALED',
  CHANGED = 'CHANGED',
  RENUMBERED = 'RENUMBERED',
}
registerEnumType(LawSeverity, {
  name: 'LawSeverity',
  description: 'How hard an amendment hits a citation, the hardest first.',
  valuesMap: {
    REPEALED: { description: 'The provision is gone, or is to go.' },
    CHANGED: { description: 'The provision has other words, or a new one has come into what is cited.' },
    RENUMBERED: { description: 'The same words stand under another number: a glance is enough.' },
  },
});

export enum LawImpactStatus {
  CHANGES_ON = 'CHANGES_ON',
  CHANGED_SINCE = 'CHANGED_SINCE',
}
registerEnumType(LawImpactStatus, {
  name: 'LawImpactStatus',
  description: 'Whether the amendment has come into force.',
  valuesMap: {
    CHANGES_ON: { description: 'It is decided and comes later, maybe on a day that the government has yet to decide.' },
    CHANGED_SINCE: { description: 'It is in force.' },
  },
});

export enum LawImpactEnd {
  NEW_TEXT = 'NEW_TEXT',
  CONFIRMED = 'CONFIRMED',
  GONE = 'GONE',
}
registerEnumType(LawImpactEnd, {
  name: 'LawImpactEnd',
  description: 'How a text came to be without the mark of an amendment.',
  valuesMap: {
    NEW_TEXT: { description: 'A new text was published.' },
    CONFIRMED: { description: 'A person looked and said that it still holds.' },
    GONE: { description: 'The text was withdrawn, or no longer cites the provision.' },
  },
});

/**
 * An amendment touches a text: *stale since SFS x* or *changes on date y*. One row for each text, provision and amending
 * act; it stays when it is over, with how it ended.
 */
@ObjectType({ description: 'A provision that a text cites is changed by an amending act.' })
@Entity('law_impact')
@ProtectedBy('law_impact')
@ForeignKey(() => Revision, ['revisionId'], ['id'], { name: 'law_impact_on_revision', onDelete: 'CASCADE' })
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_impact_source', onDelete: 'CASCADE' })
@ForeignKey(() => Provision, ['provisionId'], ['id'], { name: 'law_impact_provision', onDelete: 'CASCADE' })
@ForeignKey(() => Provision, ['toProvisionId'], ['id'], { name: 'law_impact_to_provision', onDelete: 'CASCADE' })
@ForeignKey(() => Wording, ['beforeWordingId'], ['id'], { name: 'law_impact_before' })
@ForeignKey(() => Wording, ['afterWordingId'], ['id'], { name: 'law_impact_after' })
@ForeignKey(() => ChangeSet, ['changeSetId'], ['id'], { name: 'law_impact_change_set', onDelete: 'SET NULL' })
@ForeignKey(() => Person, ['endedBy'], ['id'], { name: 'law_impact_ended_by' })
@Check('law_impact_severity', `severity in ('REPEALED','CHANGED','RENUMBERED')`)
@Check('law_impact_status', `status in ('CHANGES_ON','CHANGED_SINCE')`)
@Check('law_impact_end', `ended_how is null or ended_how in ('NEW_TEXT','CONFIRMED','GONE')`)
@Check('law_impact_ended_somehow', '(ended_at is null) = (ended_how is null)')
@Index('one_impact_per_text_provision_and_act', ['subjectId', 'provisionId', 'act'], { unique: true })
@Index('law_impact_by_entry', ['entryId', 'act'])
@Index('law_impact_by_day', ['effectiveOn'], { where: `status = 'CHANGES_ON' and ended_at is null` })
@Index('law_impact_by_change_set', ['changeSetId'], { where: 'change_set_id is not null' })
export class LawImpact extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  revisionId!: string | null;
  @Column({ type: 'uuid' })
  subjectId!: string;
  @Column({ type: 'uuid' })
  authorOrgId!: string;
  @Column({ type: 'boolean' })
  shown!: boolean;
  @Column({ type: 'uuid' })
  sourceId!: string;
  @Column({ type: 'uuid' })
  provisionId!: string;
  /** Where it went, when it was renumbered. */
  @Column({ type: 'uuid', nullable: true })
  toProvisionId!: string | null;
  /** `2025:1497`; empty where the source does not say which act. */
  @Field({ description: 'Number of the amending act, `2025:1497`; empty where the source does not say.' })
  @Column({ type: 'text' })
  act!: string;
  @Field(() => LawSeverity, { description: 'How hard it hits.' })
  @Column({ type: 'text' })
  severity!: LawSeverity;
  @Field(() => LawImpactStatus, { description: 'Whether it is in force.' })
  @Column({ type: 'text' })
  status!: LawImpactStatus;
  @Field(() => DateScalar, { nullable: true, description: 'The day it takes force; null while that is undecided.' })
  @Column({ type: 'date', nullable: true })
  effectiveOn!: string | null;
  @Field({ description: 'The government has yet to decide the day.' })
  @Column({ type: 'boolean' })
  undecided!: boolean;
  @Column({ type: 'uuid', nullable: true })
  beforeWordingId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  afterWordingId!: string | null;
  /** The import that brought it; null where the law was known when the text was written. */
  @Column({ type: 'uuid', nullable: true })
  changeSetId!: string | null;
  @Field({ description: 'The amendment was known when the text was published: its author wrote in the light of it.' })
  @Column({ type: 'boolean' })
  known!: boolean;
  /** Somebody is to look: what was known when the text was published waits until it is in force. */
  @Column({ type: 'boolean' })
  follow!: boolean;
  @Field(() => Date, { description: 'When the text was marked.' })
  @Moment()
  markedAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When the mark went.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
  @Field(() => LawImpactEnd, { nullable: true, description: 'Why the mark went.' })
  @Column({ type: 'text', nullable: true })
  endedHow!: LawImpactEnd | null;
  @Column({ type: 'uuid', nullable: true })
  endedBy!: string | null;
  /** What the person wrote who says that it still holds. */
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  @Field(() => Int, { description: 'Rises with every change.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
}

export enum NoticeReason {
  TOLD = 'TOLD',
  ALREADY_TOLD = 'ALREADY_TOLD',
  NOT_ALLOWED = 'NOT_ALLOWED',
  NO_WATCHERS = 'NO_WATCHERS',
  WHOLE_ACT = 'WHOLE_ACT',
  EDITORIAL = 'EDITORIAL',
  DRAFT = 'DRAFT',
  NOT_LIVE = 'NOT_LIVE',
  KNOWN_WHEN_WRITTEN = 'KNOWN_WHEN_WRITTEN',
  NOBODY_CITES = 'NOBODY_CITES',
}
registerEnumType(NoticeReason, {
  name: 'LawNoticeReason',
  description: 'Who was told of an amendment, or why nobody was.',
  valuesMap: {
    TOLD: { description: 'The person was told.' },
    ALREADY_TOLD: { description: 'The person had been told of the same act and entry before.' },
    NOT_ALLOWED: { description: 'The person may not see the entry now.' },
    NO_WATCHERS: { description: 'There is nobody to tell: no owner, no author, nobody who watches.' },
    WHOLE_ACT: {
      description: 'The entry cites the act as a whole, which never makes it stale: its watchers are told.',
    },
    EDITORIAL: { description: 'The edition mended its text; the law is as before.' },
    DRAFT: { description: 'Only a draft cites it: the mark is shown to its author.' },
    NOT_LIVE: { description: 'The entry is over and done with.' },
    KNOWN_WHEN_WRITTEN: { description: 'The amendment was known when the text was published.' },
    NOBODY_CITES: { description: 'Nothing cites what was changed.' },
  },
});

/** What came of an event in the law, person by person: "event → who was told, or why not". */
@ObjectType({ description: 'What came of an amendment for one entry: who was told, or why nobody was.' })
@Entity('law_notice')
@ProtectedBy('law_notice')
@ForeignKey(() => ChangeSet, ['changeSetId'], ['id'], { name: 'law_notice_change_set', onDelete: 'SET NULL' })
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'law_notice_person' })
@Check(
  'law_notice_reason',
  `reason in ('TOLD','ALREADY_TOLD','NOT_ALLOWED','NO_WATCHERS','WHOLE_ACT','EDITORIAL','DRAFT','NOT_LIVE','KNOWN_WHEN_WRITTEN','NOBODY_CITES')`,
)
@Index('law_notice_by_change_set', ['changeSetId', 'id'])
@Index('law_notice_by_entry', ['entryId', 'id'])
export class LawNotice extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  changeSetId!: string | null;
  @Field({ description: 'Number of the amending act; empty where it is not known or does not matter.' })
  @Column({ type: 'text' })
  act!: string;
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @Field(() => NoticeReason, { description: 'Who was told, or why nobody was.' })
  @Column({ type: 'text' })
  reason!: NoticeReason;
  @Field(() => Date, { description: 'When.' })
  @Moment()
  at!: Date;
}

import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum QuestionState {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  IN_PROGRESS = 'IN_PROGRESS',
  AWAITING_INFORMATION = 'AWAITING_INFORMATION',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
  REJECTED = 'REJECTED',
  DUPLICATE = 'DUPLICATE',
  WITHDRAWN = 'WITHDRAWN',
  DISCARDED = 'DISCARDED',
}
registerEnumType(QuestionState, {
  name: 'QuestionState',
  description: 'Where a question stands.',
  valuesMap: {
    DRAFT: { description: 'Utkast: being written by the asker; nobody else sees it.' },
    SUBMITTED: { description: 'Inkommen: waiting for a lawyer.' },
    IN_PROGRESS: { description: 'Under handläggning: a lawyer has it.' },
    AWAITING_INFORMATION: { description: 'Väntar på komplettering: the asker has been asked; the clock stands still.' },
    ANSWERED: { description: 'Besvarad: the answer is published to the asker.' },
    CLOSED: { description: 'Avslutad.' },
    REJECTED: { description: 'Avvisad, with a reason.' },
    DUPLICATE: { description: 'Answered by another entry that the asker can see.' },
    WITHDRAWN: { description: 'Återkallad by the asker.' },
    DISCARDED: { description: 'A draft that was thrown away.' },
  },
});

export enum Urgency {
  NORMAL = 'NORMAL',
  URGENT = 'URGENT',
}
registerEnumType(Urgency, {
  name: 'Urgency',
  description: 'How soon an answer is needed.',
  valuesMap: { NORMAL: { description: 'Normal response target.' }, URGENT: { description: 'Urgent response target.' } },
});

export enum CloseReason {
  ANSWER_ACCEPTED = 'ANSWER_ACCEPTED',
  NO_REPLY = 'NO_REPLY',
  OTHER = 'OTHER',
}
registerEnumType(CloseReason, {
  name: 'CloseReason',
  description: 'Why a question was closed.',
  valuesMap: {
    ANSWER_ACCEPTED: { description: 'The asker is content.' },
    NO_REPLY: { description: 'The asker did not answer a request for information in time.' },
    OTHER: { description: 'Another reason, stated.' },
  },
});

/**
 * What a member asks. Title, owner, access, state and version stand on its entry row. To send facts under secrecy is a
 * disclosure by the authority: before it leaves it is either de-identified or has a ground for disclosure; the ground of
 * secrecy is a field of its own.
 */
@ObjectType({ implements: () => [Node, EntryRow], description: 'Rättsfråga: what a member asks.' })
@Entity('question')
@ProtectedBy('question')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'question_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['askerId'], ['id'], { name: 'question_asker' })
@ForeignKey(() => Person, ['assigneeId'], ['id'], { name: 'question_assignee' })
@Check('question_entry_is_itself', 'id = entry_id')
@Check('question_urgency', `urgency in ('NORMAL','URGENT')`)
@Check('question_close_reason', `close_reason is null or close_reason in ('ANSWER_ACCEPTED','NO_REPLY','OTHER')`)
@Check('deidentified_or_disclosure_ground', 'submitted_at is null or de_identified or disclosure_ground is not null')
@Index('question_by_assignee', ['assigneeId'], { where: 'assignee_id is not null' })
@Index('question_by_asker', ['askerId'])
@Index('question_awaiting_reply', ['awaitingSince'], { where: 'awaiting_since is not null' })
export class Question extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => QuestionState, { description: 'Where it stands.' })
  state!: QuestionState;

  @Field({ description: "The question in the asker's own words, Markdown." })
  @Column({ type: 'text' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Facts of the matter, Markdown.' })
  @Column({ type: 'text', nullable: true })
  facts!: string | null;

  @Field(() => Urgency, { description: 'How soon.' })
  @Column({ type: 'text', default: 'NORMAL' })
  urgency!: Urgency;

  @Field(() => DateScalar, { nullable: true, description: 'When the asker would like the answer (YYYY-MM-DD).' })
  @Column({ type: 'date', nullable: true })
  wishedDate!: string | null;

  @Field(() => String, { nullable: true, description: "The asker's own diary number, such as KS 2026/00123." })
  @Column({ type: 'text', nullable: true })
  diaryNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Service or process that the question is about.' })
  @Column({ type: 'text', nullable: true })
  service!: string | null;

  @Field({ description: 'The asker has checked that nobody can be identified from it.' })
  @Column({ type: 'boolean', default: false })
  deIdentified!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Ground on which facts under secrecy were disclosed to the association (consent, OSL 10:2 …).',
  })
  @Column({ type: 'text', nullable: true })
  disclosureGround!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Provision of secrecy that the asker points to; a reminder, tried anew at every request.',
  })
  @Column({ type: 'text', nullable: true })
  secrecyGround!: string | null;

  @Field({ description: 'The organisation may be named where the answer is generalised for all.' })
  @Column({ type: 'boolean', default: false })
  creditConsent!: boolean;

  @Column({ type: 'uuid' })
  askerId!: string;

  /** Who in the asking organisation said yes to sending it, where that is demanded. */
  @Column({ type: 'uuid', nullable: true })
  sendingApprovedBy!: string | null;
  @Moment({ nullable: true })
  sendingRequestedAt!: Date | null;

  @Column({ type: 'uuid', nullable: true })
  assigneeId!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was sent.' })
  @Moment({ nullable: true })
  submittedAt!: Date | null;

  /** The response clock counts from here: sent, or taken up again. Everything else of the clock is computed. */
  @Moment({ nullable: true })
  clockStartedAt!: Date | null;

  /** Response target when the clock was set, in working days: the most demanding of its subject areas, by urgency. */
  @Column({ type: 'int', nullable: true })
  targetWorkingDays!: number | null;

  /** What the clock said when it last moved, for lists and tasks; while the asker is asked it lies behind on purpose. */
  @Field(() => Date, {
    nullable: true,
    description: 'When the answer is due, in Swedish working days; moves on by the time that the asker is asked.',
  })
  @Moment({ nullable: true })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When a lawyer took it.' })
  @Moment({ nullable: true })
  acceptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was (last) answered.' })
  @Moment({ nullable: true })
  answeredAt!: Date | null;

  /** Since when the asker is asked: the response clock stands still. */
  @Moment({ nullable: true })
  awaitingSince!: Date | null;

  @Field(() => CloseReason, { nullable: true, description: 'Why it was closed.' })
  @Column({ type: 'text', nullable: true })
  closeReason!: CloseReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason given when it was rejected, closed, withdrawn or reopened.',
  })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}

/** A time when the response clock stood still, because the asker was asked. */
@Entity('question_pause')
@ProtectedBy('question_pause')
@Index('question_pause_by_question', ['entryId', 'startedAt'])
@Index('one_open_pause_per_question', ['entryId'], { unique: true, where: 'ended_at is null' })
export class QuestionPause extends ProtectedColumns {
  @Id()
  id!: string;
  @Moment()
  startedAt!: Date;
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check(
  'question_state',
  `kind <> 'QUESTION' or state in ('DRAFT','SUBMITTED','IN_PROGRESS','AWAITING_INFORMATION','ANSWERED','CLOSED','REJECTED','DUPLICATE','WITHDRAWN','DISCARDED')`,
)(EntryRow);

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { DossierStage, DossierStageKind, StageState } from './dossier.entity.js';

export enum ProposalState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
}
registerEnumType(ProposalState, {
  name: 'DossierProposalState',
  description: 'What a person said of a proposal.',
  valuesMap: {
    OPEN: { description: 'Waits for a person.' },
    ACCEPTED: { description: 'It became a stage, or the date of one.' },
    DECLINED: { description: 'It does not belong here.' },
  },
});

export enum MilestoneKind {
  DRAFT = 'DRAFT',
  UNITS = 'UNITS',
  BOARD = 'BOARD',
  SEND = 'SEND',
}
registerEnumType(MilestoneKind, {
  name: 'MilestoneKind',
  description: 'A step on the way to an answered remiss, in its order.',
  valuesMap: {
    DRAFT: { description: 'A draft of the answer is there.' },
    UNITS: { description: 'The units concerned have said what they think.' },
    BOARD: { description: 'The board, or whom it has delegated to, has decided.' },
    SEND: { description: 'The answer is sent.' },
  },
});

export enum MilestoneState {
  OPEN = 'OPEN',
  DONE = 'DONE',
  DROPPED = 'DROPPED',
}
registerEnumType(MilestoneState, {
  name: 'MilestoneState',
  description: 'Where a milestone stands.',
  valuesMap: {
    OPEN: { description: 'To be reached.' },
    DONE: { description: 'Reached.' },
    DROPPED: { description: 'No longer needed.' },
  },
});

/** What a stage said before it was corrected. Append-only. */
@ObjectType({ description: 'A correction of a stage: what it said before, who changed it and why.' })
@Entity('dossier_correction')
@ProtectedBy('dossier_correction')
@ForeignKey(() => DossierStage, ['stageId'], ['id'], { name: 'dossier_correction_stage', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['byId'], ['id'], { name: 'dossier_correction_by' })
@Index('dossier_correction_by_stage', ['stageId', 'at'])
export class DossierCorrection extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  stageId!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day it had before.' })
  @Column({ type: 'date', nullable: true })
  date!: string | null;
  @Field(() => String, { nullable: true, description: 'The document it had before.' })
  @Column({ type: 'text', nullable: true })
  documentId!: string | null;
  @Field(() => String, { nullable: true, description: 'The link it had before.' })
  @Column({ type: 'text', nullable: true })
  link!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The deadline it had before.' })
  @Column({ type: 'date', nullable: true })
  deadline!: string | null;
  @Field(() => StageState, { description: 'Whether it counted before.' })
  @Column({ type: 'text' })
  state!: StageState;
  @Field({ description: 'Why it was changed.' })
  @Column({ type: 'text' })
  reason!: string;
  @Column({ type: 'uuid', nullable: true })
  byId!: string | null;
  @Field(() => Date, { description: 'When it was changed.' })
  @Moment()
  at!: Date;
}

@ObjectType({ description: 'Somebody who was asked in a remiss, or answered without being asked.' })
@Entity('dossier_consultee')
@ProtectedBy('dossier_consultee')
@ForeignKey(() => DossierStage, ['stageId'], ['id'], { name: 'dossier_consultee_stage', onDelete: 'CASCADE' })
@ForeignKey(() => Organisation, ['organisationId'], ['id'], { name: 'dossier_consultee_organisation' })
@Check('answer_link_is_https', `answer_link is null or answer_link like 'https://%'`)
@Index('one_consultee_per_name', ['stageId', 'name'], { unique: true })
@Index('consultee_by_organisation', ['organisationId'], { where: 'organisation_id is not null' })
export class DossierConsultee extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  stageId!: string;
  @Column({ type: 'uuid', nullable: true })
  organisationId!: string | null;
  @Field({ description: 'Its name, as in the list of the remiss.' })
  @Column({ type: 'text' })
  name!: string;
  @Field({ description: 'False for somebody who answered without being on the list.' })
  @Column({ type: 'boolean', default: true })
  asked!: boolean;
  @Field(() => DateScalar, { nullable: true, description: 'The day of the answer; null while there is none.' })
  @Column({ type: 'date', nullable: true })
  answeredOn!: string | null;
  @Field(() => String, { nullable: true, description: 'Where the answer can be read; always https.' })
  @Column({ type: 'text', nullable: true })
  answerLink!: string | null;
}

/** What the program has seen in Riksdagen's or the government's data; it moves nothing until a person says so. */
@ObjectType({
  implements: () => [Node],
  description: 'A stage that the program has seen in public data and that waits for a person.',
})
@Entity('dossier_proposal')
@ProtectedBy('dossier_proposal')
@ForeignKey(() => DossierStage, ['stageId'], ['id'], { name: 'dossier_proposal_stage', onDelete: 'CASCADE' })
@ForeignKey(() => DossierStage, ['parentId'], ['id'], { name: 'dossier_proposal_parent', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['decidedById'], ['id'], { name: 'dossier_proposal_decider' })
@Check('dossier_proposal_state', `state in ('OPEN','ACCEPTED','DECLINED')`)
@Check('proposal_link_is_https', `link is null or link like 'https://%'`)
@Index('one_proposal_per_document', ['entryId', 'stage', 'documentId'], { unique: true })
@Index('dossier_proposal_by_dossier', ['entryId', 'state', 'id'])
export class DossierProposal extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => DossierStageKind, { description: 'Which stage it would be.' })
  @Column({ type: 'text' })
  stage!: DossierStageKind;
  @Field(() => ProposalState, { description: 'What a person said of it.' })
  @Column({ type: 'text', default: 'OPEN' })
  state!: ProposalState;
  @Field(() => Int, { description: 'Rises with every change: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  /** The stage whose missing day it knows; null for a new stage. */
  @Column({ type: 'uuid', nullable: true })
  stageId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  parentId!: string | null;
  @Field(() => DateScalar, { description: 'The day that the data says.' })
  @Column({ type: 'date' })
  date!: string;
  @Field(() => String, { description: 'Canonical id of the document.' })
  @Column({ type: 'text' })
  documentId!: string;
  @Field(() => String, { nullable: true, description: 'Where the document can be read; always https.' })
  @Column({ type: 'text', nullable: true })
  link!: string | null;
  @Field(() => String, { nullable: true, description: 'What the document is called.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  @Field({ description: 'Who publishes the data: "Sveriges riksdag" or "Regeringen".' })
  @Column({ type: 'text' })
  source!: string;
  /** A message code; its words are in `dossier.messages.ts`. */
  @Column({ type: 'text' })
  seenCode!: string;
  /** What the data said in its own words, such as the decision in one sentence. */
  @Field(() => String, { nullable: true, description: 'The words of the source, where it has any.' })
  @Column({ type: 'text', nullable: true })
  quote!: string | null;
  @Field(() => Date, { description: 'When it was seen.' })
  @Moment()
  seenAt!: Date;
  @Field(() => String, { nullable: true, description: 'Why it was declined.' })
  @Column({ type: 'text', nullable: true })
  declineReason!: string | null;
  @Column({ type: 'uuid', nullable: true })
  decidedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was decided.' })
  @Moment({ nullable: true })
  decidedAt!: Date | null;
}

/** A step towards an answered remiss, reckoned backwards from its deadline in working days. */
@ObjectType({
  implements: () => [Node],
  description: 'A step on the way to an answered remiss, counted backwards from its deadline in working days.',
})
@Entity('dossier_milestone')
@ProtectedBy('dossier_milestone')
@ForeignKey(() => DossierStage, ['stageId'], ['id'], { name: 'dossier_milestone_stage', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['responsibleId'], ['id'], { name: 'dossier_milestone_responsible' })
@ForeignKey(() => Person, ['doneById'], ['id'], { name: 'dossier_milestone_done_by' })
@Check('dossier_milestone_kind', `milestone in ('DRAFT','UNITS','BOARD','SEND')`)
@Check('dossier_milestone_state', `state in ('OPEN','DONE','DROPPED')`)
@Index('one_milestone_per_kind', ['stageId', 'milestone'], { unique: true })
@Index('milestone_by_dossier', ['entryId', 'dueOn'])
@Index('open_milestone_by_day', ['dueOn', 'id'], { where: `state = 'OPEN'` })
export class DossierMilestone extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  stageId!: string;
  @Field(() => MilestoneKind, { name: 'kind', description: 'Which step.' })
  @Column({ type: 'text' })
  milestone!: MilestoneKind;
  @Field(() => MilestoneState, { description: 'Where it stands.' })
  @Column({ type: 'text', default: 'OPEN' })
  state!: MilestoneState;
  @Field(() => Int, { description: 'Rises with every change: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Field(() => Int, { description: 'Working days before the deadline.' })
  @Column({ type: 'int' })
  workingDaysBefore!: number;
  @Field(() => DateScalar, { description: 'The day it is to be reached.' })
  @Column({ type: 'date' })
  dueOn!: string;
  @Column({ type: 'uuid', nullable: true })
  responsibleId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  doneById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was reached.' })
  @Moment({ nullable: true })
  doneAt!: Date | null;
}

import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { DossierStageKind, DossierState, DossierType } from './dossier.entity.js';
import { MilestoneKind } from './dossier-parts.entity.js';

export enum DossierOrder {
  UPDATED = 'UPDATED',
  STAGE_DATE = 'STAGE_DATE',
  TITLE = 'TITLE',
}
registerEnumType(DossierOrder, {
  name: 'DossierOrder',
  description: 'Order of a list of dossiers.',
  valuesMap: {
    UPDATED: { description: 'Last changed first.' },
    STAGE_DATE: { description: 'The latest stage first; those whose day is not known last.' },
    TITLE: { description: 'By title, å ä ö last.' },
  },
});

export enum DossierOutcome {
  IN_FORCE = 'IN_FORCE',
  REJECTED = 'REJECTED',
  RECALLED = 'RECALLED',
  LAPSED = 'LAPSED',
}
registerEnumType(DossierOutcome, {
  name: 'DossierOutcome',
  description: 'How a dossier ends.',
  valuesMap: {
    IN_FORCE: { description: 'It became law; needs a commencement whose day has come.' },
    REJECTED: { description: 'Riksdagen or the government said no.' },
    RECALLED: { description: 'The government took it back.' },
    LAPSED: { description: 'It came to nothing.' },
  },
});

@InputType({ description: 'Somebody who is asked in a remiss.' })
export class DossierConsulteeInput {
  @Field(() => ID, { nullable: true, description: 'The organisation, where Lagrum knows it.' })
  organisation?: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Its name as in the list, at most 200 characters; the organisation's own when absent.",
  })
  name?: string | null;
}

@InputType({ description: 'A milestone, counted backwards from the last day to answer.' })
export class MilestoneInput {
  @Field(() => MilestoneKind, { description: 'Which step.' })
  kind!: MilestoneKind;
  @Field(() => Int, { description: 'Working days before the last day to answer, 0–250.' })
  workingDaysBefore!: number;
  @Field(() => ID, { nullable: true, description: "Who sees to it; the dossier's responsible person when absent." })
  responsible?: string | null;
}

@InputType({ description: 'The stage that a dossier begins with.' })
export class DossierFirstStageInput {
  @Field(() => DossierStageKind, { description: 'Which stage.' })
  stage!: DossierStageKind;
  @Field(() => DateScalar, { description: 'Its day.' })
  date!: string;
  @Field(() => String, { nullable: true, description: 'Canonical id of its document: dir/2011:111, sou/2014:23 …' })
  document?: string | null;
  @Field(() => String, { nullable: true, description: 'Where the document can be read, https only.' })
  link?: string | null;
  @Field(() => String, { nullable: true, description: 'What the document is called; at most 300 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What to know about it; at most 2,000 characters.' })
  note?: string | null;
  @Field(() => [String], { nullable: true, description: 'Provisions it touches, canonical ids; at most 100.' })
  provisions?: string[] | null;
}

@InputType({ description: 'Opens a dossier. It is public from the first moment.' })
export class DossierOpenInput extends ActionInput {
  @Field({ description: 'Title, one line; at most 300 characters.' })
  title!: string;
  @Field(() => DossierType, { nullable: true, description: 'What is to come of it; STATUTE when absent.' })
  type?: DossierType | null;
  @Field(() => String, { nullable: true, description: 'What it is about, Markdown; at most 10,000 characters.' })
  summary?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas, at most 20.' })
  subjectAreas?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The ministry that has it.' })
  ministry?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who at the association follows it; whoever opens it when absent.' })
  responsible?: string | null;
  @Field(() => DossierFirstStageInput, {
    nullable: true,
    description: 'What it begins with; may be confirmed later (dossierStageConfirm).',
  })
  firstStage?: DossierFirstStageInput | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Changes what a dossier says of itself; fields left out stay.' })
export class DossierUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Title, one line; at most 300 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What it is about, Markdown; null takes it away.' })
  summary?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas, all of them.' })
  subjectAreas?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The ministry that has it; null = none.' })
  ministry?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who at the association follows it.' })
  responsible?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ isAbstract: true })
abstract class DossierStageFactsInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Canonical id of its document: prop/2017/18:223, sou/2014:23 …' })
  document?: string | null;
  @Field(() => String, { nullable: true, description: 'Where the document can be read, https only.' })
  link?: string | null;
  @Field(() => String, { nullable: true, description: 'What the document is called; at most 300 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What to know about it; at most 2,000 characters.' })
  note?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The stage it grew from; found by itself where there is only one that it can be.',
  })
  parent?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Provisions it touches, canonical ids (sfs/2008:355#K6P2); at most 100.',
  })
  provisions?: string[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'Remiss: the last day to answer.' })
  deadline?: string | null;
  @Field(() => String, { nullable: true, description: "Remiss: the ministry's diary number; at most 60 characters." })
  ministryReference?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Confirms that a stage was passed. Whoever confirms stands for it by name.' })
export class DossierStageConfirmInput extends DossierStageFactsInput {
  @Field(() => DossierStageKind, { description: 'Which stage.' })
  stage!: DossierStageKind;
  @Field(() => DateScalar, { description: 'Its day. Only a commencement may lie ahead.' })
  date!: string;
  @Field(() => [DossierConsulteeInput], { nullable: true, description: 'Remiss: who is asked; at most 300.' })
  asked?: DossierConsulteeInput[] | null;
  @Field(() => [MilestoneInput], {
    nullable: true,
    description: "Remiss: milestones; the installation's own when absent, none when empty.",
  })
  milestones?: MilestoneInput[] | null;
}

@InputType({ description: 'Says that a stage was passed over.' })
export class DossierStageSkipInput extends VersionedInput {
  @Field(() => DossierStageKind, { description: 'Which stage.' })
  stage!: DossierStageKind;
  @Field({ description: 'Why; at most 1,000 characters.' })
  reason!: string;
  @Field(() => ID, { nullable: true, description: 'The stage it would have grown from.' })
  parent?: string | null;
}

@InputType({ description: 'Corrects a stage; fields left out stay. What it said before is kept.' })
export class DossierStageCorrectInput extends DossierStageFactsInput {
  @Field(() => ID, { description: 'The stage.' })
  stage!: string;
  @Field({ description: 'Why; at most 1,000 characters.' })
  reason!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Its day.' })
  date?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: it was noted by mistake and counts no more. Not while another stage grows from it.',
  })
  remove?: boolean | null;
}

@InputType({ description: 'Adds those who are asked in a remiss.' })
export class DossierConsulteeAddInput extends ActionInput {
  @Field(() => ID, { description: 'The dossier.' })
  id!: string;
  @Field(() => ID, { description: 'The remiss, a stage of the dossier.' })
  stage!: string;
  @Field(() => [DossierConsulteeInput], { description: 'Who; at most 300. Those who are there already stay.' })
  consultees!: DossierConsulteeInput[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'False: they answered without being on the list. True when absent.',
  })
  asked?: boolean | null;
}

@InputType({ description: 'Notes that somebody has answered a remiss.' })
export class DossierConsulteeAnswerInput extends ActionInput {
  @Field(() => ID, { description: 'The dossier.' })
  id!: string;
  @Field(() => ID, { description: 'Who answered, one of those of the remiss.' })
  consultee!: string;
  @Field(() => DateScalar, { description: 'The day of the answer.' })
  answeredOn!: string;
  @Field(() => String, { nullable: true, description: 'Where the answer can be read, https only.' })
  link?: string | null;
}

@InputType({ description: 'Lays down the milestones of a remiss anew; those already reached stay.' })
export class DossierMilestonePlanInput extends VersionedInput {
  @Field(() => ID, { description: 'The remiss, a stage of the dossier.' })
  stage!: string;
  @Field(() => [MilestoneInput], { description: 'All of them; one left out is dropped.' })
  milestones!: MilestoneInput[];
}

@InputType({ description: 'Says that a milestone was reached.' })
export class DossierMilestoneCompleteInput extends VersionedInput {}

@InputType({ description: 'Makes a stage, or the day of one, of what the program has seen.' })
export class DossierProposalAcceptInput extends VersionedInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The stage it grew from, where that is not clear by itself.',
  })
  parent?: string | null;
}

@InputType({ description: 'Says that what the program has seen does not belong here. It is not proposed again.' })
export class DossierProposalDeclineInput extends VersionedInput {
  @Field({ description: 'Why; at most 1,000 characters.' })
  reason!: string;
}

@InputType({ description: 'Lets a dossier rest.' })
export class DossierRestInput extends VersionedInput {
  @Field({ description: 'Why; at most 1,000 characters.' })
  reason!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day it wakes by itself; by hand only when absent.' })
  until?: string | null;
}

@InputType({ description: 'Wakes a dossier that rests.' })
export class DossierWakeInput extends VersionedInput {}

@InputType({ description: 'Ends a dossier.' })
export class DossierEndInput extends VersionedInput {
  @Field(() => DossierOutcome, { description: 'How.' })
  outcome!: DossierOutcome;
  @Field(() => String, {
    nullable: true,
    description: 'Why; needed unless it came into force. At most 1,000 characters.',
  })
  reason?: string | null;
}

@InputType({ description: 'Opens a dossier that had ended.' })
export class DossierReopenInput extends VersionedInput {
  @Field({ description: 'Why; at most 1,000 characters.' })
  reason!: string;
}

@InputType({ description: 'Says that what came from an uncertain source has been checked and holds.' })
export class DossierVerifyInput extends VersionedInput {
  @Field({ description: 'What it was checked against; at most 1,000 characters.' })
  note!: string;
}

@InputType({ description: 'Which dossiers.' })
export class DossierFilter {
  @Field(() => [DossierStageKind], { nullable: true, description: 'Whose furthest stage is one of these.' })
  stages?: DossierStageKind[] | null;
  @Field(() => [DossierState], { nullable: true, description: 'In one of these states; all when absent.' })
  states?: DossierState[] | null;
  @Field(() => [DossierType], { nullable: true, description: 'Of one of these types.' })
  types?: DossierType[] | null;
  @Field(() => [ID], { nullable: true, description: 'In any of these subject areas or below them.' })
  subjectAreas?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'At this ministry.' })
  ministry?: string | null;
  @Field(() => String, { nullable: true, description: 'With a stage that has this document, by its canonical id.' })
  document?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only checked ones, or only those that nobody has checked.' })
  verified?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Words of its ref, title, summary or documents; at most 200 characters.',
  })
  query?: string | null;
}

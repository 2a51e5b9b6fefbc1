import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum DossierState {
  OPEN = 'OPEN',
  RESTING = 'RESTING',
  IN_FORCE = 'IN_FORCE',
  REJECTED = 'REJECTED',
  RECALLED = 'RECALLED',
  LAPSED = 'LAPSED',
}
registerEnumType(DossierState, {
  name: 'DossierState',
  description: 'Where a dossier stands.',
  valuesMap: {
    OPEN: { description: 'Moving, and followed.' },
    RESTING: { description: 'Nothing is expected for now; wakes on a day or by hand.' },
    IN_FORCE: { description: 'Ended: it became law.' },
    REJECTED: { description: 'Ended: Riksdagen or the government said no.' },
    RECALLED: { description: 'Ended: the government took it back.' },
    LAPSED: { description: 'Ended: it came to nothing.' },
  },
});

export enum DossierType {
  STATUTE = 'STATUTE',
  ORDINANCE = 'ORDINANCE',
  EU_ACT = 'EU_ACT',
  ANNOUNCEMENT = 'ANNOUNCEMENT',
}
registerEnumType(DossierType, {
  name: 'DossierType',
  description: 'What is to come of a dossier.',
  valuesMap: {
    STATUTE: { description: 'Lag: Riksdagen decides.' },
    ORDINANCE: { description: 'Förordning: the government decides.' },
    EU_ACT: { description: 'An act of the European Union.' },
    ANNOUNCEMENT: { description: 'Tillkännagivande: Riksdagen asks the government to act; no law yet.' },
  },
});

export enum DossierStageKind {
  INITIATIVE = 'INITIATIVE',
  ANNOUNCEMENT = 'ANNOUNCEMENT',
  EU_PROPOSAL = 'EU_PROPOSAL',
  DIRECTIVE = 'DIRECTIVE',
  INQUIRY = 'INQUIRY',
  REFERRAL = 'REFERRAL',
  COUNCIL_ON_LEGISLATION = 'COUNCIL_ON_LEGISLATION',
  BILL = 'BILL',
  COMMITTEE_REPORT = 'COMMITTEE_REPORT',
  DECISION = 'DECISION',
  EU_ADOPTED = 'EU_ADOPTED',
  ISSUED = 'ISSUED',
  IN_FORCE = 'IN_FORCE',
}
registerEnumType(DossierStageKind, {
  name: 'DossierStageKind',
  description:
    'A stage of the way to a law, in its order; a stage may be skipped, and one inquiry may give several bills.',
  valuesMap: {
    INITIATIVE: { description: 'Initiativ: a letter, a petition, an assignment.' },
    ANNOUNCEMENT: { description: 'Tillkännagivande: Riksdagen has asked the government to act.' },
    EU_PROPOSAL: { description: 'A proposal of the European Commission.' },
    DIRECTIVE: { description: 'Kommittédirektiv, dir.' },
    INQUIRY: { description: 'Betänkande of an inquiry or memorandum: SOU, Ds.' },
    REFERRAL: { description: 'Remiss: who was asked, by when, who answered.' },
    COUNCIL_ON_LEGISLATION: { description: 'Lagrådsremiss.' },
    BILL: { description: 'Proposition, prop.' },
    COMMITTEE_REPORT: { description: 'Utskottsbetänkande, bet.' },
    DECISION: { description: "Riksdagen's decision, rskr." },
    EU_ADOPTED: { description: 'An act of the Union was adopted.' },
    ISSUED: { description: 'Issued in Svensk författningssamling.' },
    IN_FORCE: { description: 'In force from this day.' },
  },
});

export enum StageState {
  CONFIRMED = 'CONFIRMED',
  SKIPPED = 'SKIPPED',
  REMOVED = 'REMOVED',
}
registerEnumType(StageState, {
  name: 'DossierStageState',
  description: 'Whether a stage was passed.',
  valuesMap: {
    CONFIRMED: { description: 'A person has confirmed it.' },
    SKIPPED: { description: 'It was passed over, with a reason.' },
    REMOVED: { description: 'Noted by mistake and taken away, with a reason; kept for the history.' },
  },
});

/** A way to a law, followed by the association. Title, ref and state stand on its entry, what happened in its stages. */
@ObjectType({
  implements: () => [Node, EntryRow],
  description: 'Lagstiftningsärende: the way of a law from initiative to commencement, stage by stage.',
})
@Entity('dossier')
@ProtectedBy('dossier')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'dossier_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Organisation, ['ministryId'], ['id'], { name: 'dossier_ministry' })
@ForeignKey(() => Person, ['responsibleId'], ['id'], { name: 'dossier_responsible' })
@Check('dossier_entry_is_itself', 'id = entry_id')
@Check('dossier_type', `type in ('STATUTE','ORDINANCE','EU_ACT','ANNOUNCEMENT')`)
@Index('dossier_by_stage', ['currentStage', 'id'])
@Index('dossier_to_follow', ['followedAt', 'id'])
export class Dossier extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => DossierState, { description: 'Where it stands.' })
  state!: DossierState;

  @Field(() => DossierType, { description: 'What is to come of it.' })
  @Column({ type: 'text' })
  type!: DossierType;

  @Field(() => String, { nullable: true, description: 'What it is about and why it matters, Markdown.' })
  @Column({ type: 'text', nullable: true })
  summary!: string | null;

  @Column({ type: 'uuid', nullable: true })
  ministryId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  responsibleId!: string | null;

  /** Follows from the stages: the one furthest on its way. Stored for board and filters. */
  @Field(() => DossierStageKind, { description: 'The stage it has come furthest to.' })
  @Column({ type: 'text', default: 'INITIATIVE' })
  currentStage!: DossierStageKind;

  @Field(() => DateScalar, { nullable: true, description: 'The day of that stage, where it is known.' })
  @Column({ type: 'date', nullable: true })
  currentStageOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it rests.' })
  @Column({ type: 'text', nullable: true })
  restReason!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it wakes by itself; null = only by hand.' })
  @Column({ type: 'date', nullable: true })
  restUntil!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended as it did.' })
  @Column({ type: 'text', nullable: true })
  endReason!: string | null;

  @Field({ description: 'False when what it says was taken from an uncertain source and nobody has checked it yet.' })
  @Column({ type: 'boolean', default: true })
  verified!: boolean;

  /** When Riksdagen was last asked about its documents. */
  @Moment({ nullable: true })
  followedAt!: Date | null;
}

/** One stage of a dossier. Several may share a kind: one inquiry may give several bills, each with its own way on. */
@ObjectType({ description: 'A stage of a dossier: when, by which document, who confirmed it.' })
@Entity('dossier_stage')
@ProtectedBy('dossier_stage')
@ForeignKey(() => DossierStage, ['parentId'], ['id'], { name: 'dossier_stage_parent' })
@ForeignKey(() => Person, ['confirmedById'], ['id'], { name: 'dossier_stage_confirmer' })
@Check(
  'dossier_stage_kind',
  `stage in ('INITIATIVE','ANNOUNCEMENT','EU_PROPOSAL','DIRECTIVE','INQUIRY','REFERRAL','COUNCIL_ON_LEGISLATION','BILL','COMMITTEE_REPORT','DECISION','EU_ADOPTED','ISSUED','IN_FORCE')`,
)
@Check('dossier_stage_state', `state in ('CONFIRMED','SKIPPED','REMOVED')`)
@Check('skipped_stage_has_a_reason', `state <> 'SKIPPED' or skip_reason is not null`)
@Check('stage_link_is_https', `link is null or link like 'https://%'`)
@Check('only_a_remiss_has_a_deadline', `deadline is null or stage = 'REFERRAL'`)
@Index('one_stage_per_document', ['entryId', 'stage', 'documentId'], {
  unique: true,
  where: `document_id is not null and state <> 'REMOVED'`,
})
@Index('dossier_stage_by_dossier', ['entryId', 'date', 'id'])
@Index('dossier_stage_by_document', ['documentId'], { where: 'document_id is not null' })
@Index('remiss_by_deadline', ['deadline', 'id'], { where: `deadline is not null and state = 'CONFIRMED'` })
@Index('commencement_to_announce', ['date', 'id'], {
  where: `stage = 'IN_FORCE' and state = 'CONFIRMED' and announced_at is null`,
})
export class DossierStage extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => DossierStageKind, { description: 'Which stage.' })
  @Column({ type: 'text' })
  stage!: DossierStageKind;
  @Field(() => StageState, { description: 'Whether it was passed.' })
  @Column({ type: 'text', default: 'CONFIRMED' })
  state!: StageState;
  /** The stage it grew from: the inquiry of a bill, the bill of a committee report. */
  @Field(() => ID, { nullable: true, description: 'The stage of the same dossier that it grew from.' })
  @Column({ type: 'uuid', nullable: true })
  parentId!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Its day; null where it is not known, or it was skipped.' })
  @Column({ type: 'date', nullable: true })
  date!: string | null;
  @Field(() => String, { nullable: true, description: 'Canonical id of its document: prop/2017/18:223, sou/2014:23 …' })
  @Column({ type: 'text', nullable: true })
  documentId!: string | null;
  @Field(() => String, { nullable: true, description: 'Where the document can be read; always https.' })
  @Column({ type: 'text', nullable: true })
  link!: string | null;
  @Field(() => String, { nullable: true, description: 'What the document is called.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  @Field(() => String, { nullable: true, description: 'What to know about it.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  @Field(() => [String], { description: 'Provisions it touches, canonical ids (sfs/2008:355#K6P2).' })
  @Column({ type: 'text', array: true, default: '{}' })
  provisions!: string[];
  @Field(() => String, { nullable: true, description: 'Why it was skipped.' })
  @Column({ type: 'text', nullable: true })
  skipReason!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Remiss: the last day to answer.' })
  @Column({ type: 'date', nullable: true })
  deadline!: string | null;
  @Field(() => String, { nullable: true, description: "Remiss: the ministry's diary number." })
  @Column({ type: 'text', nullable: true })
  ministryReference!: string | null;
  @Field({ description: 'False when it was taken from an uncertain source and nobody has checked it yet.' })
  @Column({ type: 'boolean', default: true })
  verified!: boolean;
  @Column({ type: 'uuid', nullable: true })
  confirmedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was confirmed; null for what came with the product.' })
  @Moment({ nullable: true })
  confirmedAt!: Date | null;
  /** Commencement: when the others were told that the day had come. */
  @Moment({ nullable: true })
  announcedAt!: Date | null;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check(
  'dossier_state',
  `kind <> 'DOSSIER' or state in ('OPEN','RESTING','IN_FORCE','REJECTED','RECALLED','LAPSED')`,
)(EntryRow);

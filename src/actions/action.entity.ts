import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum ActionState {
  PLANNED = 'PLANNED',
  PREPARING = 'PREPARING',
  SENT = 'SENT',
  HELD = 'HELD',
  RESPONDED = 'RESPONDED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(ActionState, {
  name: 'ActionState',
  description: 'Where an advocacy action stands.',
  valuesMap: {
    PLANNED: { description: 'Planerad.' },
    PREPARING: { description: 'Förbereds: being written or arranged.' },
    SENT: { description: 'Skickad.' },
    HELD: { description: 'Genomförd.' },
    RESPONDED: { description: 'Besvarad: at least one response is recorded.' },
    CLOSED: { description: 'Avslutad.' },
    CANCELLED: { description: 'Inställd, with a reason.' },
  },
});

export enum ActionKind {
  LETTER = 'LETTER',
  CONSULTATION_RESPONSE = 'CONSULTATION_RESPONSE',
  REPORT = 'REPORT',
  MEETING = 'MEETING',
  HEARING = 'HEARING',
  REFERENCE_GROUP = 'REFERENCE_GROUP',
}
registerEnumType(ActionKind, {
  name: 'ActionKind',
  description: 'How the association makes itself heard.',
  valuesMap: {
    LETTER: { description: 'Skrivelse, framställan or hemställan.' },
    CONSULTATION_RESPONSE: { description: 'Remissvar.' },
    REPORT: { description: 'Rapport or underlag handed over.' },
    MEETING: { description: 'Möte or uppvaktning.' },
    HEARING: { description: 'Hearing.' },
    REFERENCE_GROUP: { description: 'Referensgrupp or expertgrupp.' },
  },
});

/** Kinds that consist of a text, which is reviewed and sent; the others are held. */
export const WRITTEN: readonly ActionKind[] = [ActionKind.LETTER, ActionKind.CONSULTATION_RESPONSE, ActionKind.REPORT];
/** Kinds that the association's board, or somebody it has delegated to, decides on. */
export const DECIDED: readonly ActionKind[] = [ActionKind.LETTER, ActionKind.CONSULTATION_RESPONSE];

export enum DecidedAs {
  BOARD = 'BOARD',
  DELEGATE = 'DELEGATE',
}
registerEnumType(DecidedAs, {
  name: 'DecidedAs',
  description: 'In whose name a letter was decided on.',
  valuesMap: { BOARD: { description: 'Styrelsen.' }, DELEGATE: { description: 'På delegation.' } },
});

/** One thing that is done toward government. What it says is the reviewed text in the slot `letter`. */
@ObjectType({ implements: () => [Node, EntryRow], description: 'Påverkansinsats: one thing done toward government.' })
@Entity('action')
@ProtectedBy('action')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'action_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['responsibleId'], ['id'], { name: 'action_responsible' })
@Check('action_entry_is_itself', 'id = entry_id')
@Check(
  'action_kind',
  `action_kind in ('LETTER','CONSULTATION_RESPONSE','REPORT','MEETING','HEARING','REFERENCE_GROUP')`,
)
@Check('action_decided_as', `decided_as is null or decided_as in ('BOARD','DELEGATE')`)
@Check(
  'decision_is_whole',
  '(decided_on is null) = (decided_as is null) and (decided_on is null) = (decided_by is null)',
)
@Check('delegate_names_the_delegation', `decided_as is distinct from 'DELEGATE' or delegation is not null`)
@Index('action_by_responsible', ['responsibleId'], { where: 'responsible_id is not null' })
@Index('action_by_due', ['dueOn'], { where: 'due_on is not null' })
export class Action extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => ActionState, { description: 'Where it stands.' })
  state!: ActionState;

  @Field(() => ActionKind, { description: 'What is done.' })
  @Column({ type: 'text' })
  actionKind!: ActionKind;

  @Field(() => String, { nullable: true, description: 'What it is for; Markdown, for its own people.' })
  @Column({ type: 'text', nullable: true })
  purpose!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is to be sent or held.' })
  @Column({ type: 'date', nullable: true })
  dueOn!: string | null;

  @Field(() => String, { nullable: true, description: "The recipient's reference, such as Ju2026/00123." })
  @Column({ type: 'text', nullable: true })
  theirReference!: string | null;

  @Field(() => String, { nullable: true, description: 'Own diary number.' })
  @Column({ type: 'text', nullable: true })
  diaryNumber!: string | null;

  @Column({ type: 'uuid', nullable: true })
  responsibleId!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was decided on.' })
  @Column({ type: 'date', nullable: true })
  decidedOn!: string | null;

  @Field(() => DecidedAs, { nullable: true, description: 'By the board or on delegation.' })
  @Column({ type: 'text', nullable: true })
  decidedAs!: DecidedAs | null;

  @Field(() => String, { nullable: true, description: 'Who decided: the board and its paragraph, or the office.' })
  @Column({ type: 'text', nullable: true })
  decidedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'The delegation that a delegate acted on.' })
  @Column({ type: 'text', nullable: true })
  delegation!: string | null;

  @Field(() => String, { nullable: true, description: 'Reservations and special statements; Markdown.' })
  @Column({ type: 'text', nullable: true })
  reservations!: string | null;

  /** SHA-256 of the text that was decided on: another text needs another decision. */
  @Column({ type: 'text', nullable: true })
  decidedHash!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was sent or held.' })
  @Column({ type: 'date', nullable: true })
  doneOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Who took part, of what was held.' })
  @Column({ type: 'text', nullable: true })
  participants!: string | null;

  @Field(() => String, { nullable: true, description: 'What came of it, in words; Markdown.' })
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: 'Said when it was cancelled.' })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed or cancelled.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check(
  'action_state',
  `kind <> 'ACTION' or state in ('PLANNED','PREPARING','SENT','HELD','RESPONDED','CLOSED','CANCELLED')`,
)(EntryRow);

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { File } from '../catalogue/entry-parts.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum DocumentKind {
  INCOMING = 'INCOMING',
  DRAWN_UP = 'DRAWN_UP',
  DISPATCHED = 'DISPATCHED',
}
registerEnumType(DocumentKind, {
  name: 'DocumentKind',
  description: 'How a document came to be one of the authority (TF 2 kap.).',
  valuesMap: {
    INCOMING: { description: 'Inkommen: from the sender named.' },
    DRAWN_UP: { description: 'Upprättad: made here and finished.' },
    DISPATCHED: { description: 'Expedierad: sent to the recipient named.' },
  },
});

export enum PartyRole {
  APPLICANT = 'APPLICANT',
  COUNTERPARTY = 'COUNTERPARTY',
  REPRESENTATIVE = 'REPRESENTATIVE',
  OTHER = 'OTHER',
}
registerEnumType(PartyRole, {
  name: 'PartyRole',
  description: 'How a party stands to a case.',
  valuesMap: {
    APPLICANT: { description: 'Sökande, klagande or anmälare.' },
    COUNTERPARTY: { description: 'Motpart.' },
    REPRESENTATIVE: { description: 'Ombud or ställföreträdare.' },
    OTHER: { description: 'Another, such as an authority that is heard.' },
  },
});

export enum CaseLogKind {
  RELEASE_REQUEST = 'RELEASE_REQUEST',
  LATE_DOCUMENT = 'LATE_DOCUMENT',
  APPEAL = 'APPEAL',
  OTHER = 'OTHER',
}
registerEnumType(CaseLogKind, {
  name: 'CaseLogKind',
  description: 'What the log of a case holds.',
  valuesMap: {
    RELEASE_REQUEST: { description: 'Begäran om utlämnande av allmän handling, and what came of it.' },
    LATE_DOCUMENT: { description: 'A document that came after the case was closed.' },
    APPEAL: { description: 'Överklagande, or what a court said of it.' },
    OTHER: { description: 'Anything else worth keeping.' },
  },
});

export enum ReleaseOutcome {
  PENDING = 'PENDING',
  RELEASED = 'RELEASED',
  PARTLY_RELEASED = 'PARTLY_RELEASED',
  REFUSED = 'REFUSED',
  REFUSED_BY_DECISION = 'REFUSED_BY_DECISION',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ReleaseOutcome, {
  name: 'ReleaseOutcome',
  description: 'What came of a request for a public document.',
  valuesMap: {
    PENDING: { description: 'Not tried yet: it is to be done promptly (TF 2 kap. 15 och 16 §§).' },
    RELEASED: { description: 'Released as a whole.' },
    PARTLY_RELEASED: { description: 'Released with parts masked.' },
    REFUSED: { description: 'Refused by the official; no written decision was asked for yet.' },
    REFUSED_BY_DECISION: { description: 'Refused by a written decision of the authority, which can be appealed.' },
    WITHDRAWN: { description: 'The request was taken back.' },
  },
});

export enum DecisionAppeal {
  APPEAL = 'APPEAL',
  LEGALITY_REVIEW = 'LEGALITY_REVIEW',
  NONE = 'NONE',
}
registerEnumType(DecisionAppeal, {
  name: 'DecisionAppeal',
  description: 'How a decision can be appealed.',
  valuesMap: {
    APPEAL: {
      description: 'Förvaltningsbesvär: by the party whom it concerns and whom it goes against (FL 41–42 §§).',
    },
    LEGALITY_REVIEW: { description: 'Laglighetsprövning: by any member of the municipality or region (KL 13 kap.).' },
    NONE: { description: 'It cannot be appealed.' },
  },
});

@ObjectType({
  implements: () => [Node],
  description:
    'Handling: a registered document of a case (OSL 5 kap. 2 §: date, number, sender or recipient, what it is).',
})
@Entity('case_document')
@ProtectedBy('case_document')
@ForeignKey(() => File, ['fileId'], ['id'], { name: 'case_document_file' })
@ForeignKey(() => Person, ['registeredById'], ['id'], { name: 'case_document_registrar' })
@Check('document_kind', `document_kind in ('INCOMING','DRAWN_UP','DISPATCHED')`)
@Check('sender_or_recipient_is_named', `document_kind = 'DRAWN_UP' or correspondent is not null`)
@Index('one_document_per_number', ['entryId', 'number'], { unique: true })
export class CaseDocument extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => Int, { description: 'Number within the case, from 1; never given twice.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => DocumentKind, { description: 'Incoming, drawn up or dispatched.' })
  @Column({ type: 'text' })
  documentKind!: DocumentKind;
  @Field(() => DateScalar, { description: 'The day it came in, was drawn up or sent.' })
  @Column({ type: 'date' })
  date!: string;
  @Field({ description: 'What it is about, in short.' })
  @Column({ type: 'text' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Sender of an incoming, recipient of a dispatched one.' })
  @Column({ type: 'text', nullable: true })
  correspondent!: string | null;
  @Field(() => String, { nullable: true, description: 'Class, where it differs from that of the case.' })
  @Column({ type: 'text', nullable: true })
  classCode!: string | null;
  @Column({ type: 'uuid', nullable: true })
  fileId!: string | null;
  @Column({ type: 'uuid' })
  registeredById!: string;
  @Field(() => Date, { description: 'When it was registered.' })
  @Moment()
  registeredAt!: Date;
}

@ObjectType({ description: 'Part: a party of a case.' })
@Entity('case_party')
@ProtectedBy('case_party')
@Check('party_role', `party_role in ('APPLICANT','COUNTERPARTY','REPRESENTATIVE','OTHER')`)
@Index('case_party_by_case', ['entryId', 'addedAt'])
export class CaseParty extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'Name, as much of it as the case needs.' })
  @Column({ type: 'text' })
  name!: string;
  @Field(() => PartyRole, { description: 'How it stands to the case.' })
  @Column({ type: 'text' })
  partyRole!: PartyRole;
  @Field(() => Date, { description: 'When it was added.' })
  @Moment()
  addedAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it ceased to be a party.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

@ObjectType({ description: 'Beslut: a decision of a case.' })
@Entity('case_decision')
@ProtectedBy('case_decision')
@ForeignKey(() => CaseDocument, ['documentId'], ['id'], { name: 'case_decision_document' })
@Check('decision_appeal', `appeal is null or appeal in ('APPEAL','LEGALITY_REVIEW','NONE')`)
@Check('appeal_needs_information', `appeal is distinct from 'APPEAL' or appeal_information is not null`)
@Check('expedited_to_somebody', '(expedited_on is null) = (expedited_to is null)')
@Check('expedited_when_decided', 'expedited_on is null or expedited_on >= decided_on')
@Index('case_decision_by_case', ['entryId', 'decidedOn'])
@Index('decision_not_expedited', ['entryId'], { where: 'expedited_on is null' })
export class CaseDecision extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => DateScalar, { description: 'The day.' })
  @Column({ type: 'date' })
  decidedOn!: string;
  @Field({ description: 'Who decided: the board and its paragraph, or a delegate by office.' })
  @Column({ type: 'text' })
  decidedBy!: string;
  @Field(() => String, { nullable: true, description: 'The delegation that it rests on (KL 6 kap. 37 §).' })
  @Column({ type: 'text', nullable: true })
  delegation!: string | null;
  @Field({ description: 'What was decided, Markdown.' })
  @Column({ type: 'text' })
  outcome!: string;
  @Field(() => DecisionAppeal, { nullable: true, description: 'How it can be appealed; null where nobody has said.' })
  @Column({ type: 'text', nullable: true })
  appeal!: DecisionAppeal | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What the party is told of how to appeal: to whom, within what time (FL 33 §). Always there with APPEAL.',
  })
  @Column({ type: 'text', nullable: true })
  appealInformation!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day it was sent to the parties; null = not yet.' })
  @Column({ type: 'date', nullable: true })
  expeditedOn!: string | null;
  @Field(() => String, { nullable: true, description: 'To whom it was sent, and how.' })
  @Column({ type: 'text', nullable: true })
  expeditedTo!: string | null;
  @Column({ type: 'uuid', nullable: true })
  documentId!: string | null;
  @Field(() => Date, { description: 'When it was registered.' })
  @Moment()
  registeredAt!: Date;
}

@ObjectType({ description: 'Tjänsteanteckning: a note of the case.' })
@Entity('case_note')
@ProtectedBy('case_note')
@ForeignKey(() => Person, ['authorId'], ['id'], { name: 'case_note_author' })
@Index('case_note_by_case', ['entryId', 'at'])
export class CaseNote extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'Markdown.' })
  @Column({ type: 'text' })
  body!: string;
  @Column({ type: 'uuid' })
  authorId!: string;
  @Field(() => Date, { description: 'When it was made.' })
  @Moment()
  at!: Date;
}

@ObjectType({
  description:
    'Sekretessmarkering (OSL 5 kap. 5 §): a reminder with provision, date and who; tried anew at every request.',
})
@Entity('case_mark')
@ProtectedBy('case_mark')
@ForeignKey(() => CaseDocument, ['documentId'], ['id'], { name: 'case_mark_document' })
@ForeignKey(() => Person, ['markedById'], ['id'], { name: 'case_mark_by' })
@Index('case_mark_by_case', ['entryId', 'markedAt'])
export class CaseMark extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  documentId!: string | null;
  @Field({ description: 'The provision of secrecy, such as 26 kap. 1 § OSL.' })
  @Column({ type: 'text' })
  ground!: string;
  @Column({ type: 'uuid' })
  markedById!: string;
  @Field(() => Date, { description: 'When it was made.' })
  @Moment()
  markedAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was lifted.' })
  @Moment({ nullable: true })
  liftedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  @Column({ type: 'text', nullable: true })
  liftReason!: string | null;
}

/** Append-only, also when the case is closed; a row that goes on from another names it. */
@ObjectType({ description: 'A line in the log of a case, which goes on after it is closed. Nothing in it is changed.' })
@Entity('case_log')
@ProtectedBy('case_log')
@ForeignKey(() => CaseLogEntry, ['followsId'], ['id'], { name: 'case_log_follows' })
@ForeignKey(() => Person, ['authorId'], ['id'], { name: 'case_log_author' })
@Check('case_log_kind', `log_kind in ('RELEASE_REQUEST','LATE_DOCUMENT','APPEAL','OTHER')`)
@Check(
  'release_outcome',
  `(log_kind = 'RELEASE_REQUEST') = (outcome is not null) and (outcome is null or outcome in ('PENDING','RELEASED','PARTLY_RELEASED','REFUSED','REFUSED_BY_DECISION','WITHDRAWN'))`,
)
@Check(
  'refusal_needs_a_ground',
  `outcome is null or outcome not in ('PARTLY_RELEASED','REFUSED','REFUSED_BY_DECISION') or ground is not null`,
)
@Index('case_log_by_case', ['entryId', 'at'])
@Index('one_sequel_per_log_entry', ['followsId'], { unique: true, where: 'follows_id is not null' })
@Index('pending_release', ['entryId'], { where: `outcome = 'PENDING'` })
export class CaseLogEntry extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => CaseLogKind, { description: 'What it is about.' })
  @Column({ type: 'text' })
  logKind!: CaseLogKind;
  @Field(() => DateScalar, { description: 'The day it happened.' })
  @Column({ type: 'date' })
  date!: string;
  @Field({ description: 'What was asked for, came in or was said.' })
  @Column({ type: 'text' })
  body!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Who asked, where it was said: nobody who asks for a public document need say who they are (TF 2:18).',
  })
  @Column({ type: 'text', nullable: true })
  requester!: string | null;
  @Field(() => ReleaseOutcome, { nullable: true, description: 'For a request: what came of it.' })
  @Column({ type: 'text', nullable: true })
  outcome!: ReleaseOutcome | null;
  @Field(() => String, { nullable: true, description: 'The provision that a refusal rests on.' })
  @Column({ type: 'text', nullable: true })
  ground!: string | null;
  @Column({ type: 'uuid', nullable: true })
  followsId!: string | null;
  @Column({ type: 'uuid' })
  authorId!: string;
  @Field(() => Date, { description: 'When it was written.' })
  @Moment()
  at!: Date;
}

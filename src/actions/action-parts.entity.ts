import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Claim } from '../goals/claim.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum ContactChannel {
  MEETING = 'MEETING',
  CALL = 'CALL',
  MAIL = 'MAIL',
  EVENT = 'EVENT',
  OTHER = 'OTHER',
}
registerEnumType(ContactChannel, {
  name: 'ContactChannel',
  description: 'How a contact was made.',
  valuesMap: {
    MEETING: { description: 'Möte.' },
    CALL: { description: 'Samtal.' },
    MAIL: { description: 'Brev or e-post.' },
    EVENT: { description: 'Konferens or besök.' },
    OTHER: { description: 'Annat.' },
  },
});

@ObjectType({ description: 'To whom an action is directed.' })
@Entity('action_recipient')
@ProtectedBy('action_recipient')
@ForeignKey(() => Organisation, ['organisationId'], ['id'], { name: 'action_recipient_organisation' })
@Index('recipient_by_action', ['entryId'])
@Index('recipient_by_organisation', ['organisationId'], { where: 'organisation_id is not null' })
export class ActionRecipient extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  organisationId!: string | null;
  @Field({ description: 'Name as it stands in the letter.' })
  @Column({ type: 'text' })
  name!: string;
  /** Ids of one millisecond have no order among them. */
  @Column({ type: 'int' })
  position!: number;
}

/**
 * In what order a letter makes its claims; the claims themselves are those of goals. When it is sent, what was said is
 * copied here: it stays as it was said, for all who may read the letter, whatever becomes of the goal.
 */
@ObjectType({ description: 'A claim as it was made in a letter that was sent.' })
@Entity('action_claim')
@ProtectedBy('action_claim')
@ForeignKey(() => Claim, ['claimId'], ['id'], { name: 'action_claim_claim' })
@Index('one_claim_per_action', ['entryId', 'claimId'], { unique: true })
@Index('action_by_claim', ['claimId'])
export class ActionClaim extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  claimId!: string;
  @Field(() => Int, { description: 'Its number in the letter, from 1.' })
  @Column({ type: 'int' })
  position!: number;
  @Field(() => String, { description: 'What was demanded.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  @Field(() => String, { nullable: true, description: 'The text of the claim, Markdown, where it had one.' })
  @Column({ type: 'text', nullable: true })
  text!: string | null;
  @Field(() => [String], { description: 'Provisions that it wanted changed: canonical ids.' })
  @Column({ type: 'text', array: true, default: '{}' })
  provisions!: string[];
}

@ObjectType({ description: 'What somebody answered.' })
@Entity('action_response')
@ProtectedBy('action_response')
@ForeignKey(() => Organisation, ['organisationId'], ['id'], { name: 'action_response_organisation' })
@Index('response_by_action', ['entryId', 'respondedOn'])
export class ActionResponse extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => DateScalar, { description: 'The day.' })
  @Column({ type: 'date' })
  respondedOn!: string;
  @Column({ type: 'uuid', nullable: true })
  organisationId!: string | null;
  @Field({ description: 'Who answered.' })
  @Column({ type: 'text' })
  respondent!: string;
  @Field({ description: 'What they said, in short; Markdown.' })
  @Column({ type: 'text' })
  summary!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Canonical id of a document in which it shows: prop/2022/23:97#s45.',
  })
  @Column({ type: 'text', nullable: true })
  document!: string | null;
  @Field(() => Date, { description: 'When it was registered.' })
  @Moment()
  registeredAt!: Date;
}

@ObjectType({ description: 'A contact with a body of government, in the log of an action. Nothing in it is changed.' })
@Entity('action_contact')
@ProtectedBy('action_contact')
@ForeignKey(() => Organisation, ['organisationId'], ['id'], { name: 'action_contact_organisation' })
@ForeignKey(() => Person, ['authorId'], ['id'], { name: 'action_contact_author' })
@Check('contact_channel', `channel in ('MEETING','CALL','MAIL','EVENT','OTHER')`)
@Index('contact_by_action', ['entryId', 'date'])
@Index('contact_by_organisation', ['organisationId', 'date'])
export class ActionContact extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => DateScalar, { description: 'The day.' })
  @Column({ type: 'date' })
  date!: string;
  @Column({ type: 'uuid' })
  organisationId!: string;
  @Field(() => ContactChannel, { description: 'How.' })
  @Column({ type: 'text' })
  channel!: ContactChannel;
  @Field(() => String, { nullable: true, description: 'With whom, by office.' })
  @Column({ type: 'text', nullable: true })
  people!: string | null;
  @Field({ description: 'What was said; Markdown.' })
  @Column({ type: 'text' })
  summary!: string;
  @Column({ type: 'uuid' })
  authorId!: string;
  @Field(() => Date, { description: 'When it was written.' })
  @Moment()
  at!: Date;
}

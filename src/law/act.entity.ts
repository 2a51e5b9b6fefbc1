import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum ActFamily {
  STATUTE = 'STATUTE',
  ORDINANCE = 'ORDINANCE',
  AGENCY_REGULATION = 'AGENCY_REGULATION',
  EU = 'EU',
}
registerEnumType(ActFamily, {
  name: 'ActFamily',
  description: 'Who made an act.',
  valuesMap: {
    STATUTE: { description: 'Lag: Riksdagen.' },
    ORDINANCE: { description: 'Förordning: the government.' },
    AGENCY_REGULATION: { description: 'Föreskrift: an authority.' },
    EU: { description: 'EU-rättsakt.' },
  },
});

export enum ActNameForm {
  FULL = 'FULL',
  SHORT = 'SHORT',
  ABBREVIATION = 'ABBREVIATION',
}
registerEnumType(ActNameForm, {
  name: 'ActNameForm',
  description: 'What kind of name an act is called by.',
  valuesMap: {
    FULL: { description: 'The name in its title.' },
    SHORT: { description: 'What it is called in running text, such as patientdatalagen.' },
    ABBREVIATION: { description: 'Such as PDL.' },
  },
});

export enum SuccessionKind {
  RENAMED = 'RENAMED',
  REPLACED = 'REPLACED',
  TASK_MOVED = 'TASK_MOVED',
  ENDED = 'ENDED',
}
registerEnumType(SuccessionKind, {
  name: 'SuccessionKind',
  description: 'How something gave way to something else.',
  valuesMap: {
    RENAMED: { description: 'The same thing under a new name.' },
    REPLACED: { description: 'Another took its place.' },
    TASK_MOVED: { description: 'One task moved; the rest stayed.' },
    ENDED: { description: 'It ended and nothing took its place.' },
  },
});

/** Names of acts are data that depend on the date; the texts of the acts come with the import of law sources. */
@ObjectType({
  implements: () => [Node],
  description: 'An act, by the names that it bears: which act a name means depends on the day it was written.',
})
@Entity('act')
@Check('act_family', `family in ('STATUTE','ORDINANCE','AGENCY_REGULATION','EU')`)
@Check('act_validity_in_order', 'valid_to is null or valid_from is null or valid_from < valid_to')
@Index('one_act_per_key', ['key'], { unique: true })
@ForeignKey(() => Act, ['successorId'], ['id'], { name: 'act_successor' })
export class Act {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;

  @Field({ description: 'Canonical id of the source, such as `sfs/2008:355` or `celex/32016R0679`.' })
  @Column({ type: 'text' })
  key!: string;

  @Field(() => ActFamily, { description: 'Who made it.' })
  @Column({ type: 'text' })
  family!: ActFamily;

  @Field({ description: 'Title with number.' })
  @Column({ type: 'text' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it applied; null when unknown.' })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer applied; null while it applies.' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ type: 'uuid', nullable: true })
  successorId!: string | null;

  @Field({ description: 'False when some value has not been checked.' })
  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'What to know of the values, in Swedish.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

@ObjectType({ description: 'A name of an act, and when the name meant this act.' })
@Entity('act_name')
@Check('act_name_form', `form in ('FULL','SHORT','ABBREVIATION')`)
@Check('act_name_validity_in_order', 'valid_to is null or valid_from is null or valid_from < valid_to')
@ForeignKey(() => Act, ['actId'], ['id'], { name: 'act_name_act' })
@Index('act_name_by_act', ['actId'])
@Index('act_name_by_text', ['text'])
export class ActName {
  @Id()
  id!: string;

  @Column({ type: 'uuid' })
  actId!: string;

  @Field({ description: 'The name.' })
  @Column({ type: 'text' })
  text!: string;

  @Field(() => ActNameForm, { description: 'What kind of name.' })
  @Column({ type: 'text' })
  form!: ActNameForm;

  @Field(() => DateScalar, { nullable: true, description: 'First day the name meant this act; null = from the start.' })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day the name meant another act.' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;
}

/** One side of a succession: an organisation (under a name), an act (or a fragment of it), or a word. */
export interface SuccessionPartyRow {
  organisationId?: string;
  actId?: string;
  /** Name that the organisation bore, or the word itself. */
  name?: string;
  fragment?: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'Something that gave way to something else on a day: an older text means what it meant then.',
})
@Entity('succession')
@Check('succession_kind', `kind in ('RENAMED','REPLACED','TASK_MOVED','ENDED')`)
@Index('one_succession_per_key', ['key'], { unique: true })
export class Succession {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;

  @Column({ type: 'text' })
  key!: string;

  @Field(() => SuccessionKind, { description: 'How.' })
  @Column({ type: 'text' })
  kind!: SuccessionKind;

  /** As JSON, because a row of a data file with its list of successors is one fact and is corrected as one. */
  @Column({ type: 'jsonb' })
  predecessor!: SuccessionPartyRow;

  @Column({ type: 'jsonb' })
  successors!: SuccessionPartyRow[];

  @Field(() => DateScalar, { description: 'First day of what followed.' })
  @Column({ type: 'date' })
  date!: string;

  @Field(() => String, { nullable: true, description: 'Which part of it, when not the whole.' })
  @Column({ type: 'text', nullable: true })
  part!: string | null;

  @Field({ description: 'False when some value has not been checked.' })
  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'What to know of it, in Swedish.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { LawEdition, LawSource } from './law-source.entity.js';
import { Provision, Wording } from './provision.entity.js';

export enum ProvisionChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REPEALED = 'REPEALED',
  RENUMBERED = 'RENUMBERED',
  /** The edition mended its text; the law is as before and nobody is told. */
  EDITORIAL = 'EDITORIAL',
  /** What had been announced has come or gone; nobody is told again. */
  LAPSED = 'LAPSED',
}
registerEnumType(ProvisionChangeKind, {
  name: 'ProvisionChangeKind',
  description: 'What became of a provision in a newer consolidation.',
  valuesMap: {
    ADDED: { description: 'It came.' },
    CHANGED: { description: 'It was given new words.' },
    REPEALED: { description: 'It went, or is to go.' },
    RENUMBERED: { description: 'It was given another number.' },
    EDITORIAL: { description: 'The edition mended its text; the law is as before.' },
    LAPSED: { description: 'What had been announced has come or gone.' },
  },
});

/** An act that amends an amending act (`… i 2025:729`): nothing of the text in force moves. */
export interface IndirectChange {
  act: string;
  inAct: string;
  fragments: string[];
}

/** What a newer consolidation brought. */
@ObjectType({ implements: () => [Node], description: 'What a newer consolidation of a source brought.' })
@Entity('change_set')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'change_set_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => LawEdition, ['editionId'], ['id'], { name: 'change_set_of_edition', onDelete: 'CASCADE' })
@Index('one_change_set_per_edition', ['editionId'], { unique: true })
@Index('change_set_by_source', ['sourceId', 'madeAt'])
export class ChangeSet {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** The newer. */
  @Column({ type: 'uuid' })
  editionId!: string;
  /** Number of the older. */
  @Field(() => Int, { description: 'Number of the older edition.' })
  @Column({ type: 'int' })
  fromEdition!: number;
  @Field(() => Date, { description: 'When the newer edition was read.' })
  @Moment()
  madeAt!: Date;
  @Field(() => Int, { description: 'Provisions that came.' })
  @Column({ type: 'int' })
  added!: number;
  @Field(() => Int, { description: 'Provisions that were given new words.' })
  @Column({ type: 'int' })
  changed!: number;
  @Field(() => Int, { description: 'Provisions that went, or are to go.' })
  @Column({ type: 'int' })
  repealed!: number;
  @Field(() => Int, { description: 'Provisions that were given another number.' })
  @Column({ type: 'int' })
  renumbered!: number;
  @Field(() => Int, { description: 'Texts that the edition mended; the law is as before.' })
  @Column({ type: 'int' })
  editorial!: number;
  @Field(() => Int, { description: 'What had been announced and has now come or gone.' })
  @Column({ type: 'int' })
  lapsed!: number;
  /** Acts that the newer register has and the older had not, in order. */
  @Field(() => [String], { description: 'Numbers of the acts that the newer register has and the older had not.' })
  @Column({ type: 'text', array: true, default: '{}' })
  newActs!: string[];
  @Column({ type: 'jsonb' })
  indirect!: IndirectChange[];
}

@ObjectType({ implements: () => [Node], description: 'What became of one provision in a newer consolidation.' })
@Entity('provision_change')
@ForeignKey(() => ChangeSet, ['changeSetId'], ['id'], { name: 'provision_change_of_set', onDelete: 'CASCADE' })
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'provision_change_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => Provision, ['provisionId'], ['id'], { name: 'provision_change_of_provision' })
@ForeignKey(() => Wording, ['beforeWordingId'], ['id'], { name: 'provision_change_before' })
@ForeignKey(() => Wording, ['afterWordingId'], ['id'], { name: 'provision_change_after' })
@Check('provision_change_kind', `kind in ('ADDED','CHANGED','REPEALED','RENUMBERED','EDITORIAL','LAPSED')`)
@Index('provision_change_in_order', ['changeSetId', 'ordinal'], { unique: true })
@Index('provision_change_by_provision', ['provisionId'])
@Index('provision_change_by_day', ['effectiveOn'], { where: 'effective_on is not null' })
export class ProvisionChange {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  changeSetId!: string;
  @Column({ type: 'int' })
  ordinal!: number;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** What it is about; for RENUMBERED the one under the old number. */
  @Column({ type: 'uuid' })
  provisionId!: string;
  @Field(() => ProvisionChangeKind, { description: 'What became of the provision.' })
  @Column({ type: 'text' })
  kind!: ProvisionChangeKind;
  @Field({ description: 'Place in the act.' })
  @Column({ type: 'text' })
  fragment!: string;
  /** For RENUMBERED: the new number. */
  @Field(() => String, { nullable: true, description: 'The new place of what was renumbered.' })
  @Column({ type: 'text', nullable: true })
  toFragment!: string | null;
  @Column({ type: 'uuid', nullable: true })
  toProvisionId!: string | null;
  /** The amending act, where note, marker or register names it. */
  @Field(() => String, { nullable: true, description: 'The amending act, where note, marker or register names it.' })
  @Column({ type: 'text', nullable: true })
  act!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day it takes force.' })
  @Column({ type: 'date', nullable: true })
  effectiveOn!: string | null;
  @Field({ description: 'The government has yet to decide the day.' })
  @Column({ type: 'boolean' })
  effectiveUndecided!: boolean;
  /** False only for a renumbering that also rewrites. */
  @Field({ description: 'False only for a renumbering that also rewrites.' })
  @Column({ type: 'boolean' })
  sameWords!: boolean;
  @Column({ type: 'uuid', nullable: true })
  beforeWordingId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  afterWordingId!: string | null;
  @Field(() => String, { nullable: true, description: 'Preparatory works of the act, as the register writes them.' })
  @Column({ type: 'text', nullable: true })
  preparatoryWorks!: string | null;
  @Column({ type: 'text', array: true, default: '{}' })
  documents!: string[];
}

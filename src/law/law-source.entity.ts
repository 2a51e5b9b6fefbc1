import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import type { NoteAction } from './register-notes.js';

/** A source is what its publisher says; nobody takes it through a workflow. A newer consolidation leads back to the same state. */
export enum LawSourceState {
  IMPORTED = 'IMPORTED',
}

/**
 * A legal source as its register describes it. Its title stands on the entry with the same id, whose ref is the canonical
 * id, and its text in the wordings. Public without exception: law is (URL 9 §), so row security lets everybody read.
 */
@ObjectType({
  implements: () => [Node, EntryRow],
  description: 'Rättskälla: a statute or ordinance with its wordings in time, its register and its amendments.',
})
@Entity('law_source')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'law_source_is_an_entry', onDelete: 'CASCADE' })
@Check('law_source_commencement_is_one', 'not (in_force_on is not null and in_force_undecided)')
@Index('one_law_source_per_key', ['key'], { unique: true })
@Index('law_source_by_designation', ['designation'])
export class LawSource {
  @Id()
  id!: string;

  /** Canonical: `sfs/2008:355`. */
  @Field({ description: 'Canonical id: `sfs/2008:355`.' })
  @Column({ type: 'text' })
  key!: string;
  /** `2008:355` */
  @Field({ description: 'Number: `2008:355`.' })
  @Column({ type: 'text' })
  designation!: string;
  /** `Lag`, `Förordning` … as the register says it. */
  @Field(() => String, { nullable: true, description: '`Lag`, `Förordning` … as the register says it.' })
  @Column({ type: 'text', nullable: true })
  form!: string | null;
  @Field(() => String, { nullable: true, description: 'Ministry that answers for it.' })
  @Column({ type: 'text', nullable: true })
  department!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Day it was issued.' })
  @Column({ type: 'date', nullable: true })
  issuedOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day in force; null when the government has yet to decide, or nothing is known.',
  })
  @Column({ type: 'date', nullable: true })
  inForceOn!: string | null;
  /** The government has yet to decide the day. */
  @Field({ description: 'The government has yet to decide the day it comes into force.' })
  @Column({ type: 'boolean' })
  inForceUndecided!: boolean;
  @Field({ description: 'The day it comes into force follows from transitional provisions or an act of introduction.' })
  @Column({ type: 'boolean' })
  inForceByTransition!: boolean;
  /** First day not in force. */
  @Field(() => DateScalar, { nullable: true, description: 'First day no longer in force; null while it is.' })
  @Column({ type: 'date', nullable: true })
  repealedOn!: string | null;
  @Field({ description: 'It is repealed from a day that the government has yet to decide.' })
  @Column({ type: 'boolean' })
  repealUndecided!: boolean;
  @Field({ description: 'Its end follows from transitional provisions: parts may still apply.' })
  @Column({ type: 'boolean' })
  repealByTransition!: boolean;
  /** Canonical id of the act that repeals it. */
  @Column({ type: 'text', nullable: true })
  repealedBy!: string | null;
  /** Limited in time until and with this day. */
  @Field(() => DateScalar, { nullable: true, description: 'Limited in time until and with this day.' })
  @Column({ type: 'date', nullable: true })
  limitedTo!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Preparatory works of the act itself, as the register writes them.',
  })
  @Column({ type: 'text', nullable: true })
  preparatoryWorks!: string | null;
  @Field(() => String, { nullable: true, description: 'EU acts it carries out, as the register writes them.' })
  @Column({ type: 'text', nullable: true })
  celex!: string | null;
  /** The last act worked into the text: `2025:1497`. */
  @Field(() => String, { nullable: true, description: 'The last amending act worked into the text: `2025:1497`.' })
  @Column({ type: 'text', nullable: true })
  consolidatedTo!: string | null;
  @Field(() => String, { nullable: true, description: 'What the register remarks.' })
  @Column({ type: 'text', nullable: true })
  remarks!: string | null;
  /** Section numbers run through the whole act, so that a fragment names no chapter (`P9`). */
  @Field({ description: 'Section numbers run through the whole act, so that a place names no chapter (`P9`).' })
  @Column({ type: 'boolean' })
  running!: boolean;
  /** What the edition says it has lost on the way to the text. */
  @Field(() => String, { nullable: true, description: 'What the edition says it has lost on the way to the text.' })
  @Column({ type: 'text', nullable: true })
  converted!: string | null;

  /** Number of the edition whose wordings are the text today. */
  @Field(() => Int, { description: 'Number of the edition that is read.' })
  @Column({ type: 'int' })
  edition!: number;
  @Column({ type: 'text' })
  recordHash!: string;
  @Field(() => Date, { description: 'When the latest edition was read.' })
  @Moment()
  importedAt!: Date;
}

// The states of its machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('law_source_state', `kind <> 'LAW_SOURCE' or state in ('IMPORTED')`)(EntryRow);

/** One consolidation that was read. Its text is that of the wordings it holds, one after the other. */
@ObjectType({ description: 'One consolidation of a source that was read here.' })
@Entity('law_edition')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_edition_of_source', onDelete: 'CASCADE' })
@Check('law_edition_number_from_one', 'number >= 1')
@Index('one_law_edition_per_number', ['sourceId', 'number'], { unique: true })
export class LawEdition {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  @Field(() => Int, { description: 'From 1, in the order they were read.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => String, { nullable: true, description: 'The last amending act worked in.' })
  @Column({ type: 'text', nullable: true })
  consolidatedTo!: string | null;
  /** SHA-256 of the text, to the character. */
  @Field({ description: 'SHA-256 of the text, to the character.' })
  @Column({ type: 'text' })
  textHash!: string;
  /** SHA-256 of everything the record says: the same record again changes nothing. */
  @Column({ type: 'text' })
  recordHash!: string;
  @Field(() => Date, { description: 'When it was read.' })
  @Moment()
  importedAt!: Date;
  @Column({ type: 'uuid', nullable: true })
  importId!: string | null;
  @Field(() => Int, { description: 'Pieces the text was cut into.' })
  @Column({ type: 'int' })
  pieces!: number;
  /** UTF-16 units. */
  @Field(() => Int, { description: 'Length of the text in UTF-16 units.' })
  @Column({ type: 'int' })
  characters!: number;
  @Column({ type: 'text', nullable: true })
  fileName!: string | null;
}

/** An act that amended the source, as the register lists it. */
@ObjectType({ implements: () => [Node], description: 'An act that amended a source, as the register lists it.' })
@Entity('amendment')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'amendment_of_source', onDelete: 'CASCADE' })
@Index('one_amendment_per_act', ['sourceId', 'act'], { unique: true })
@Index('amendment_by_act', ['act'])
export class Amendment {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** `2014:829` */
  @Field({ description: 'Number of the amending act: `2014:829`.' })
  @Column({ type: 'text' })
  act!: string;
  @Field(() => String, { nullable: true, description: 'Its title.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  /** The register's notes, verbatim. */
  @Field(() => String, { nullable: true, description: 'What the register notes of it, verbatim.' })
  @Column({ type: 'text', nullable: true })
  notes!: string | null;
  /** What was understood of them. */
  @Column({ type: 'jsonb' })
  actions!: NoteAction[];
  /** What was not, verbatim. */
  @Field(() => [String], { description: 'Parts of the notes that were not understood, verbatim.' })
  @Column({ type: 'text', array: true, default: '{}' })
  unparsed!: string[];
  @Field(() => DateScalar, { nullable: true, description: 'Day it comes into force.' })
  @Column({ type: 'date', nullable: true })
  inForceOn!: string | null;
  @Field({ description: 'The government has yet to decide the day.' })
  @Column({ type: 'boolean' })
  inForceUndecided!: boolean;
  @Field({ description: 'The day follows from transitional provisions or an act of introduction.' })
  @Column({ type: 'boolean' })
  inForceByTransition!: boolean;
  /** Verbatim. */
  @Field(() => String, { nullable: true, description: 'Preparatory works, as the register writes them.' })
  @Column({ type: 'text', nullable: true })
  preparatoryWorks!: string | null;
  /** Canonical ids found in it: `prop/2025/26:10`, `bet/2025/26:UbU5`, `rskr/2025/26:47`. */
  @Column({ type: 'text', array: true, default: '{}' })
  documents!: string[];
  @Field(() => String, { nullable: true, description: 'EU acts it carries out, as the register writes them.' })
  @Column({ type: 'text', nullable: true })
  celex!: string | null;
}

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { LawEdition, LawSource } from './law-source.entity.js';

/** Something of a source that was kept and not understood, until whoever keeps the catalogue has looked at it. */
@ObjectType({ description: 'Something of a legal source that was kept word for word and not understood.' })
@Entity('law_ledger')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_ledger_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => LawEdition, ['editionId'], ['id'], { name: 'law_ledger_of_edition', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['handledBy'], ['id'], { name: 'law_ledger_handled_by' })
@Check('law_ledger_handled_by_somebody', '(handled_at is null) = (handled_by is null)')
@Index('law_ledger_by_source', ['sourceId', 'id'])
@Index('law_ledger_open', ['id'], { where: 'handled_at is null' })
export class LawLedgerEntry {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => ID, { description: 'The source.' })
  @Column({ type: 'uuid' })
  sourceId!: string;
  @Column({ type: 'uuid' })
  editionId!: string;
  @Field(() => String, {
    description: 'Which kind of trouble: DUPLICATE, TABLE, UNKNOWN_MARKER, REGISTER_NOTE, RECORD …',
  })
  @Column({ type: 'text' })
  code!: string;
  @Field(() => String, { description: 'What was found and what became of it, in Swedish.' })
  /** In Swedish, as is everything that is said of Swedish law. */
  @Column({ type: 'text' })
  sentence!: string;
  @Field(() => String, { nullable: true, description: 'The nearest provision, or the amending act (L2014:829).' })
  @Column({ type: 'text', nullable: true })
  fragment!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Where in the text of the edition, in UTF-16 units; null for what is said of the record.',
  })
  /** In UTF-16 units of the edition's text; null for what is said of the record. */
  @Column({ type: 'int', nullable: true })
  place!: number | null;
  @Field(() => String, { nullable: true, description: 'The words themselves, at most 200 characters.' })
  /** The words themselves, at most 200 characters. */
  @Column({ type: 'text', nullable: true })
  excerpt!: string | null;
  @Field(() => Int, { description: 'Rises with every change: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Field(() => Date, { nullable: true, description: 'When somebody had looked at it.' })
  @Moment({ nullable: true })
  handledAt!: Date | null;
  @Column({ type: 'uuid', nullable: true })
  handledBy!: string | null;
  @Field(() => String, { nullable: true, description: 'What they noted.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

/** Records that were given together, by a person or at the command line. */
@ObjectType({ description: 'Records of the law that were given together, and how they fared.' })
@Entity('law_import')
@ForeignKey(() => Person, ['requestedBy'], ['id'], { name: 'law_import_requested_by' })
@Index('law_import_by_time', ['startedAt', 'id'])
export class LawImport {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  /** Null for the command line. */
  @Column({ type: 'uuid', nullable: true })
  requestedBy!: string | null;
  @Field(() => ID, {
    name: 'job',
    nullable: true,
    description: 'The job that does it: follow it with jobProgress. Null for an import at the command line.',
  })
  /** The job that does it, for imports through the API. */
  @Column({ type: 'uuid', nullable: true })
  jobId!: string | null;
  @Field(() => Date, { description: 'When it was asked for.' })
  @Moment()
  startedAt!: Date;
  @Field(() => Date, {
    nullable: true,
    description: 'When the last record was done; null while it runs, and for one that was cut off.',
  })
  @Moment({ nullable: true })
  finishedAt!: Date | null;
  @Field(() => Int, { description: 'How many records were given.' })
  @Column({ type: 'int' })
  total!: number;
  @Field(() => Int, { description: 'How many were read in.' })
  @Column({ type: 'int', default: 0 })
  imported!: number;
  @Field(() => Int, { description: 'How many were there already.' })
  @Column({ type: 'int', default: 0 })
  unchanged!: number;
  @Field(() => Int, { description: 'How many could not be read in; their sentences say why.' })
  @Column({ type: 'int', default: 0 })
  failed!: number;
}

export enum LawImportRecordState {
  WAITING = 'WAITING',
  IMPORTED = 'IMPORTED',
  UNCHANGED = 'UNCHANGED',
  FAILED = 'FAILED',
}
registerEnumType(LawImportRecordState, {
  name: 'LawImportRecordState',
  description: 'How a record fared.',
  valuesMap: {
    WAITING: { description: 'Its turn has not come.' },
    IMPORTED: { description: 'Read in, as a new source or a further edition of one.' },
    UNCHANGED: { description: 'Was there already, to the character.' },
    FAILED: { description: 'Could not be read in; nothing of it was kept.' },
  },
});

@ObjectType({ description: 'One record of an import.' })
@Entity('law_import_record')
@ForeignKey(() => LawImport, ['importId'], ['id'], { name: 'law_import_record_of_import', onDelete: 'CASCADE' })
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_import_record_source', onDelete: 'SET NULL' })
@ForeignKey(() => LawEdition, ['editionId'], ['id'], { name: 'law_import_record_edition', onDelete: 'SET NULL' })
@Check('law_import_record_state', `state in ('WAITING','IMPORTED','UNCHANGED','FAILED')`)
@Check('law_import_record_keeps_nothing_when_done', `state = 'WAITING' or content is null`)
@Index('law_import_record_in_order', ['importId', 'ordinal'], { unique: true })
export class LawImportRecord {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  importId!: string;
  @Column({ type: 'int' })
  ordinal!: number;
  @Field(() => String, { description: 'File name or address, as given.' })
  /** File name or address, as given. */
  @Column({ type: 'text' })
  name!: string;
  /** Gzip of what was given; emptied when it is done. Null for an address, which is fetched when its turn comes. */
  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;
  @Field(() => String, { name: 'expected', nullable: true, description: 'The act it was to be, such as sfs/2008:355.' })
  @Column({ type: 'text', nullable: true })
  expectedKey!: string | null;
  @Field(() => LawImportRecordState, { description: 'How it fared.' })
  @Column({ type: 'text' })
  state!: LawImportRecordState;
  @Field(() => ID, { nullable: true, description: 'The source it became, or was.' })
  @Column({ type: 'uuid', nullable: true })
  sourceId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  editionId!: string | null;
  @Field(() => [String], { description: 'What there is to say of it, in Swedish: why it failed, or what to look at.' })
  /** What there is to say of it, in Swedish. */
  @Column({ type: 'text', array: true, default: '{}' })
  sentences!: string[];
  @Field(() => Int, { description: 'Provisions that are new.' })
  @Column({ type: 'int', default: 0 })
  added!: number;
  @Field(() => Int, { description: 'Provisions that say something else.' })
  @Column({ type: 'int', default: 0 })
  changed!: number;
  @Field(() => Int, { description: 'Provisions that are repealed.' })
  @Column({ type: 'int', default: 0 })
  repealed!: number;
  @Field(() => Int, { description: 'Provisions with another number.' })
  @Column({ type: 'int', default: 0 })
  renumbered!: number;
  @Field(() => Int, { description: 'New lines in the ledger.' })
  @Column({ type: 'int', default: 0 })
  ledger!: number;
  @Field(() => Date, { nullable: true, description: 'When it was done.' })
  @Moment({ nullable: true })
  finishedAt!: Date | null;
}

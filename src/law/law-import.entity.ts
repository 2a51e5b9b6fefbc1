import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { LawEdition, LawSource } from './law-source.entity.js';

/** Something of a source that was kept and not understood, until whoever keeps the catalogue has looked at it. */
@Entity('law_ledger')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_ledger_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => LawEdition, ['editionId'], ['id'], { name: 'law_ledger_of_edition', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['handledBy'], ['id'], { name: 'law_ledger_handled_by' })
@Check('law_ledger_handled_by_somebody', '(handled_at is null) = (handled_by is null)')
@Index('law_ledger_by_source', ['sourceId', 'id'])
@Index('law_ledger_open', ['id'], { where: 'handled_at is null' })
export class LawLedgerEntry {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  @Column({ type: 'uuid' })
  editionId!: string;
  @Column({ type: 'text' })
  code!: string;
  /** In Swedish, as is everything that is said of Swedish law. */
  @Column({ type: 'text' })
  sentence!: string;
  @Column({ type: 'text', nullable: true })
  fragment!: string | null;
  /** In UTF-16 units of the edition's text; null for what is said of the record. */
  @Column({ type: 'int', nullable: true })
  place!: number | null;
  /** The words themselves, at most 200 characters. */
  @Column({ type: 'text', nullable: true })
  excerpt!: string | null;
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Moment({ nullable: true })
  handledAt!: Date | null;
  @Column({ type: 'uuid', nullable: true })
  handledBy!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

/** Records that were given together, by a person or at the command line. */
@Entity('law_import')
@ForeignKey(() => Person, ['requestedBy'], ['id'], { name: 'law_import_requested_by' })
@Index('law_import_by_time', ['startedAt', 'id'])
export class LawImport {
  @Id()
  id!: string;
  /** Null for the command line. */
  @Column({ type: 'uuid', nullable: true })
  requestedBy!: string | null;
  /** The job that does it, for imports through the API. */
  @Column({ type: 'uuid', nullable: true })
  jobId!: string | null;
  @Moment()
  startedAt!: Date;
  @Moment({ nullable: true })
  finishedAt!: Date | null;
  @Column({ type: 'int' })
  total!: number;
  @Column({ type: 'int', default: 0 })
  imported!: number;
  @Column({ type: 'int', default: 0 })
  unchanged!: number;
  @Column({ type: 'int', default: 0 })
  failed!: number;
}

export enum LawImportRecordState {
  WAITING = 'WAITING',
  IMPORTED = 'IMPORTED',
  UNCHANGED = 'UNCHANGED',
  FAILED = 'FAILED',
}

@Entity('law_import_record')
@ForeignKey(() => LawImport, ['importId'], ['id'], { name: 'law_import_record_of_import', onDelete: 'CASCADE' })
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_import_record_source', onDelete: 'SET NULL' })
@ForeignKey(() => LawEdition, ['editionId'], ['id'], { name: 'law_import_record_edition', onDelete: 'SET NULL' })
@Check('law_import_record_state', `state in ('WAITING','IMPORTED','UNCHANGED','FAILED')`)
@Check('law_import_record_keeps_nothing_when_done', `state = 'WAITING' or content is null`)
@Index('law_import_record_in_order', ['importId', 'ordinal'], { unique: true })
export class LawImportRecord {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  importId!: string;
  @Column({ type: 'int' })
  ordinal!: number;
  /** File name or address, as given. */
  @Column({ type: 'text' })
  name!: string;
  /** Gzip of what was given; emptied when it is done. Null for an address, which is fetched when its turn comes. */
  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;
  @Column({ type: 'text', nullable: true })
  expectedKey!: string | null;
  @Column({ type: 'text' })
  state!: LawImportRecordState;
  @Column({ type: 'uuid', nullable: true })
  sourceId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  editionId!: string | null;
  /** What there is to say of it, in Swedish. */
  @Column({ type: 'text', array: true, default: '{}' })
  sentences!: string[];
  @Column({ type: 'int', default: 0 })
  added!: number;
  @Column({ type: 'int', default: 0 })
  changed!: number;
  @Column({ type: 'int', default: 0 })
  repealed!: number;
  @Column({ type: 'int', default: 0 })
  renumbered!: number;
  @Column({ type: 'int', default: 0 })
  ledger!: number;
  @Moment({ nullable: true })
  finishedAt!: Date | null;
}

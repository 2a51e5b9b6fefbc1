import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import type { NoteAction } from './register-notes.js';

/** A source is what its publisher says; nobody takes it through a workflow. A newer consolidation leads back to the same state. */
export enum LawSourceState {
  IMPORTED = 'IMPORTED',
}

/**
 * A legal source as its register describes it. Its title stands on the entry with the same id, whose ref is the canonical
 * id, and its text in the wordings. Public without exception: law is (URL 9 §), so row security lets everybody read.
 */
@Entity('law_source')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'law_source_is_an_entry', onDelete: 'CASCADE' })
@Check('law_source_commencement_is_one', 'not (in_force_on is not null and in_force_undecided)')
@Index('one_law_source_per_key', ['key'], { unique: true })
@Index('law_source_by_designation', ['designation'])
export class LawSource {
  @Id()
  id!: string;

  /** Canonical: `sfs/2008:355`. */
  @Column({ type: 'text' })
  key!: string;
  /** `2008:355` */
  @Column({ type: 'text' })
  designation!: string;
  /** `Lag`, `Förordning` … as the register says it. */
  @Column({ type: 'text', nullable: true })
  form!: string | null;
  @Column({ type: 'text', nullable: true })
  department!: string | null;
  @Column({ type: 'date', nullable: true })
  issuedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  inForceOn!: string | null;
  /** The government has yet to decide the day. */
  @Column({ type: 'boolean' })
  inForceUndecided!: boolean;
  @Column({ type: 'boolean' })
  inForceByTransition!: boolean;
  /** First day not in force. */
  @Column({ type: 'date', nullable: true })
  repealedOn!: string | null;
  @Column({ type: 'boolean' })
  repealUndecided!: boolean;
  @Column({ type: 'boolean' })
  repealByTransition!: boolean;
  /** Canonical id of the act that repeals it. */
  @Column({ type: 'text', nullable: true })
  repealedBy!: string | null;
  /** Limited in time until and with this day. */
  @Column({ type: 'date', nullable: true })
  limitedTo!: string | null;

  @Column({ type: 'text', nullable: true })
  preparatoryWorks!: string | null;
  @Column({ type: 'text', nullable: true })
  celex!: string | null;
  /** The last act worked into the text: `2025:1497`. */
  @Column({ type: 'text', nullable: true })
  consolidatedTo!: string | null;
  @Column({ type: 'text', nullable: true })
  remarks!: string | null;
  /** Section numbers run through the whole act, so that a fragment names no chapter (`P9`). */
  @Column({ type: 'boolean' })
  running!: boolean;
  /** What the edition says it has lost on the way to the text. */
  @Column({ type: 'text', nullable: true })
  converted!: string | null;

  /** Number of the edition whose wordings are the text today. */
  @Column({ type: 'int' })
  edition!: number;
  @Column({ type: 'text' })
  recordHash!: string;
  @Moment()
  importedAt!: Date;
}

// The states of its machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('law_source_state', `kind <> 'LAW_SOURCE' or state in ('IMPORTED')`)(EntryRow);

/** One consolidation that was read. Its text is that of the wordings it holds, one after the other. */
@Entity('law_edition')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'law_edition_of_source', onDelete: 'CASCADE' })
@Check('law_edition_number_from_one', 'number >= 1')
@Index('one_law_edition_per_number', ['sourceId', 'number'], { unique: true })
export class LawEdition {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  @Column({ type: 'int' })
  number!: number;
  @Column({ type: 'text', nullable: true })
  consolidatedTo!: string | null;
  /** SHA-256 of the text, to the character. */
  @Column({ type: 'text' })
  textHash!: string;
  /** SHA-256 of everything the record says: the same record again changes nothing. */
  @Column({ type: 'text' })
  recordHash!: string;
  @Moment()
  importedAt!: Date;
  @Column({ type: 'uuid', nullable: true })
  importId!: string | null;
  @Column({ type: 'int' })
  pieces!: number;
  /** UTF-16 units. */
  @Column({ type: 'int' })
  characters!: number;
  @Column({ type: 'text', nullable: true })
  fileName!: string | null;
}

/** An act that amended the source, as the register lists it. */
@Entity('amendment')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'amendment_of_source', onDelete: 'CASCADE' })
@Index('one_amendment_per_act', ['sourceId', 'act'], { unique: true })
@Index('amendment_by_act', ['act'])
export class Amendment {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** `2014:829` */
  @Column({ type: 'text' })
  act!: string;
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  /** The register's notes, verbatim. */
  @Column({ type: 'text', nullable: true })
  notes!: string | null;
  /** What was understood of them. */
  @Column({ type: 'jsonb' })
  actions!: NoteAction[];
  /** What was not, verbatim. */
  @Column({ type: 'text', array: true, default: '{}' })
  unparsed!: string[];
  @Column({ type: 'date', nullable: true })
  inForceOn!: string | null;
  @Column({ type: 'boolean' })
  inForceUndecided!: boolean;
  @Column({ type: 'boolean' })
  inForceByTransition!: boolean;
  /** Verbatim. */
  @Column({ type: 'text', nullable: true })
  preparatoryWorks!: string | null;
  /** Canonical ids found in it: `prop/2025/26:10`, `bet/2025/26:UbU5`, `rskr/2025/26:47`. */
  @Column({ type: 'text', array: true, default: '{}' })
  documents!: string[];
  @Column({ type: 'text', nullable: true })
  celex!: string | null;
}

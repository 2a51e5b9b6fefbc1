import { Check, Column, Entity, Exclusion, ForeignKey, Index } from 'typeorm';
import { Id } from '../platform/graphql/columns.js';
import { LawSource } from './law-source.entity.js';

export enum ProvisionKind {
  CHAPTER = 'CHAPTER',
  SECTION = 'SECTION',
  ANNEX = 'ANNEX',
  /** A block of transitional provisions, named by its amending act: `L2014:829`. */
  AMENDING_ACT = 'AMENDING_ACT',
}

/** What a wording is in the text of the act. */
export enum WordingKind {
  /** What stands before the first piece. */
  ACT = 'ACT',
  PART = 'PART',
  CHAPTER = 'CHAPTER',
  HEADING = 'HEADING',
  SECTION = 'SECTION',
  ANNEX = 'ANNEX',
  TRANSITIONAL = 'TRANSITIONAL',
  AMENDING_ACT = 'AMENDING_ACT',
  TABLE = 'TABLE',
  /** Kept as it stood; the ledger says why. */
  VERBATIM = 'VERBATIM',
}

/** Where the day on which a wording begins was read. */
export enum ValidityBasis {
  /** `/Träder i kraft I:2027-01-01/` at the wording. */
  MARKER = 'MARKER',
  /** The commencement of the act in its change note, in the register. */
  REGISTER = 'REGISTER',
  /** It stands as first enacted: the commencement of the source. */
  ACT = 'ACT',
  /** The law does not say: the day on which the consolidation that had it first was read here. */
  EDITION = 'EDITION',
  /** Not known; it holds since some day before anything that is known. */
  UNKNOWN = 'UNKNOWN',
}

/** A piece inside a wording, children after their parent, in the order of the text. */
export interface WordingPart {
  kind: 'moment' | 'paragraph' | 'item' | 'continuation' | 'heading' | 'table' | 'verbatim';
  number: string | null;
  /** Canonical (`K6P2aS1N3`); null where the law has no way to point at it. */
  fragment: string | null;
  /** `[start, end)` in UTF-16 units of the wording's text, what is inside it included. */
  start: number;
  end: number;
  /** Where a row or point comes or goes for itself; a day or `undecided`. */
  from?: string;
  to?: string;
}

/** A chapter, section, annex or block of transitional provisions, whatever it says: its identity in the source, for ever. */
@Entity('provision')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'provision_of_source', onDelete: 'CASCADE' })
@Check('provision_kind', `kind in ('CHAPTER','SECTION','ANNEX','AMENDING_ACT')`)
@Index('one_provision_per_fragment', ['sourceId', 'fragment'], { unique: true })
export class Provision {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** Without `#`: `K6P2a`. */
  @Column({ type: 'text' })
  fragment!: string;
  @Column({ type: 'text' })
  kind!: ProvisionKind;
  /** `2a` */
  @Column({ type: 'text' })
  number!: string;
  /** Fragment of the chapter it stands in, also where sections run through the act. */
  @Column({ type: 'text', nullable: true })
  chapter!: string | null;
}

/**
 * What a piece of the law says, verbatim, in the editions `editionFrom` to `editionTo`, and on which days.
 *
 * Invariant (law-import.spec.ts): for every edition n, the texts of the wordings with `edition_from <= n` and
 * `edition_to is null or edition_to >= n` in the order of `position` are the edition's text, to the character.
 *
 * A wording that a later edition writes anew without the law having changed (a misprint mended, a marker set or taken away)
 * stays for the sake of its edition and leads with `replacedById` to the one that now stands for it. Versions of a provision
 * are the others.
 */
@Entity('wording')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'wording_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => Provision, ['provisionId'], ['id'], { name: 'wording_of_provision', onDelete: 'CASCADE' })
@ForeignKey(() => Wording, ['replacedById'], ['id'], { name: 'wording_replaced_by' })
@Check(
  'wording_kind',
  `kind in ('ACT','PART','CHAPTER','HEADING','SECTION','ANNEX','TRANSITIONAL','AMENDING_ACT','TABLE','VERBATIM')`,
)
@Check('wording_from_basis', `from_basis in ('MARKER','REGISTER','ACT','EDITION','UNKNOWN')`)
// Equal days: a wording that was announced and never came into force.
@Check('wording_validity_in_order', 'valid_to is null or valid_from is null or valid_from <= valid_to')
@Check(
  'wording_undecided_has_no_day',
  'not (from_undecided and valid_from is not null) and not (to_undecided and valid_to is not null)',
)
@Check('wording_editions_in_order', 'edition_to is null or edition_to >= edition_from')
@Exclusion(
  'one_wording_per_provision_and_day',
  `USING gist (provision_id WITH =, daterange(valid_from, valid_to) WITH &&)
   WHERE (replaced_by_id is null and not from_undecided and twin = 0)`,
  { deferrable: 'INITIALLY DEFERRED' },
)
@Index('wording_in_order', ['sourceId', 'position'])
@Index('wording_by_provision', ['provisionId', 'editionFrom'])
@Index('wording_replaced', ['replacedById'], { where: 'replaced_by_id is not null' })
@Index('wording_by_act', ['sourceId', 'act'])
export class Wording {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** Null for what nobody can point at: headings, parts, tables and text between provisions. */
  @Column({ type: 'uuid', nullable: true })
  provisionId!: string | null;
  @Column({ type: 'text' })
  kind!: WordingKind;
  @Column({ type: 'text', nullable: true })
  fragment!: string | null;
  @Column({ type: 'text', nullable: true })
  number!: string | null;
  /** Words of a heading, part, chapter or annex, white space folded. */
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  /** Verbatim with number, markers, change note and the white space behind; what is inside it included. */
  @Column({ type: 'text' })
  text!: string;
  @Column({ type: 'jsonb' })
  parts!: WordingPart[];
  /** SHA-256 of the words, white space folded, without number, markers and change note. */
  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;
  /** First day on which it no longer holds. */
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;
  @Column({ type: 'boolean' })
  fromUndecided!: boolean;
  @Column({ type: 'boolean' })
  toUndecided!: boolean;
  @Column({ type: 'text' })
  fromBasis!: ValidityBasis;
  /** Above 0 for a second wording of the same number that no day tells from the first: both are kept and shown. */
  @Column({ type: 'int', default: 0 })
  twin!: number;

  /** The act that brought it, from its change note: `2014:829`. */
  @Column({ type: 'text', nullable: true })
  act!: string | null;
  /** Only `Har upphävts genom …` is left. */
  @Column({ type: 'boolean' })
  repealed!: boolean;
  @Column({ type: 'text', nullable: true })
  repealedBy!: string | null;
  /** Where its words went when it was given another number. */
  @Column({ type: 'text', nullable: true })
  renamedTo!: string | null;
  /** For a heading: the section behind it. */
  @Column({ type: 'text', nullable: true })
  beforeFragment!: string | null;

  /** In the tree: 1 directly in the act. */
  @Column({ type: 'int' })
  depth!: number;
  @Column({ type: 'bigint' })
  position!: number;
  @Column({ type: 'int' })
  editionFrom!: number;
  @Column({ type: 'int', nullable: true })
  editionTo!: number | null;
  @Column({ type: 'uuid', nullable: true })
  replacedById!: string | null;
}

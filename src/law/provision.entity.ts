import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, Exclusion, ForeignKey, Index } from 'typeorm';
import { Id } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { LawSource } from './law-source.entity.js';

export enum ProvisionKind {
  CHAPTER = 'CHAPTER',
  SECTION = 'SECTION',
  ANNEX = 'ANNEX',
  /** A block of transitional provisions, named by its amending act: `L2014:829`. */
  AMENDING_ACT = 'AMENDING_ACT',
}
registerEnumType(ProvisionKind, {
  name: 'ProvisionKind',
  description: 'What a provision is.',
  valuesMap: {
    CHAPTER: { description: 'Kapitel.' },
    SECTION: { description: 'Paragraf.' },
    ANNEX: { description: 'Bilaga.' },
    AMENDING_ACT: { description: 'Övergångsbestämmelser of one act, named by it.' },
  },
});

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
registerEnumType(WordingKind, {
  name: 'WordingKind',
  description: 'What a wording is in the text of its act.',
  valuesMap: {
    ACT: { description: 'What stands before the first piece.' },
    PART: { description: 'Avdelning.' },
    CHAPTER: { description: 'Kapitel: its heading.' },
    HEADING: { description: 'Rubrik.' },
    SECTION: { description: 'Paragraf.' },
    ANNEX: { description: 'Bilaga.' },
    TRANSITIONAL: { description: 'The heading over the transitional provisions.' },
    AMENDING_ACT: { description: 'Övergångsbestämmelser of one act.' },
    TABLE: { description: 'A table between sections.' },
    VERBATIM: { description: 'Kept as it stood; the ledger says why.' },
  },
});

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
registerEnumType(ValidityBasis, {
  name: 'ValidityBasis',
  description: 'Where the day on which a wording begins was read.',
  valuesMap: {
    MARKER: { description: 'The marker at the wording: `/Träder i kraft I:2027-01-01/`.' },
    REGISTER: { description: 'The commencement of the act in its change note.' },
    ACT: { description: 'It stands as first enacted: the commencement of the source.' },
    EDITION: { description: 'The law does not say: the day the consolidation that had it first was read here.' },
    UNKNOWN: { description: 'Not known; since some day before anything that is known.' },
  },
});

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
@ObjectType({
  implements: () => [Node],
  description: 'Bestämmelse: a chapter, section, annex or block of transitional provisions, whatever it says on a day.',
})
@Entity('provision')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'provision_of_source', onDelete: 'CASCADE' })
@Check('provision_kind', `kind in ('CHAPTER','SECTION','ANNEX','AMENDING_ACT')`)
@Index('one_provision_per_fragment', ['sourceId', 'fragment'], { unique: true })
export class Provision {
  @Field(() => ID, { description: 'Opaque id, for ever, whatever the provision says.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** Without `#`: `K6P2a`. */
  @Field({ description: 'Place in the act: `K6P2a`.' })
  @Column({ type: 'text' })
  fragment!: string;
  @Field(() => ProvisionKind, { description: 'What it is.' })
  @Column({ type: 'text' })
  kind!: ProvisionKind;
  /** `2a` */
  @Field({ description: 'Its number: `2a`.' })
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
@ObjectType({
  implements: () => [Node],
  description: 'Lydelse: what a piece of the law says, verbatim, and on which days.',
})
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
  @Field(() => ID, { description: 'Opaque id; a citation is pinned to it.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** Null for what nobody can point at: headings, parts, tables and text between provisions. */
  @Column({ type: 'uuid', nullable: true })
  provisionId!: string | null;
  @Field(() => WordingKind, { description: 'What it is in the text of the act.' })
  @Column({ type: 'text' })
  kind!: WordingKind;
  @Field(() => String, { nullable: true, description: 'Place in the act; null for what nobody can point at.' })
  @Column({ type: 'text', nullable: true })
  fragment!: string | null;
  @Column({ type: 'text', nullable: true })
  number!: string | null;
  /** Words of a heading, part, chapter or annex, white space folded. */
  @Field(() => String, { nullable: true, description: 'Words of a heading, part, chapter or annex.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  /** Verbatim with number, markers, change note and the white space behind; what is inside it included. */
  @Field({ description: 'Verbatim, with number, markers and change note; hard line ends as the edition has them.' })
  @Column({ type: 'text' })
  text!: string;
  @Column({ type: 'jsonb' })
  parts!: WordingPart[];
  /** SHA-256 of the words, white space folded, without number, markers and change note. */
  @Column({ type: 'text' })
  hash!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it holds; null when that is not known, or not decided.',
  })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;
  /** First day on which it no longer holds. */
  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds; null while no end is known.' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;
  @Field({ description: 'It begins on a day that the government has yet to decide.' })
  @Column({ type: 'boolean' })
  fromUndecided!: boolean;
  @Field({ description: 'It ends on a day that the government has yet to decide.' })
  @Column({ type: 'boolean' })
  toUndecided!: boolean;
  @Field(() => ValidityBasis, { description: 'Where the day it begins was read.' })
  @Column({ type: 'text' })
  fromBasis!: ValidityBasis;
  /** Above 0 for a second wording of the same number that no day tells from the first: both are kept and shown. */
  @Field(() => Int, {
    description: 'Above 0 for a second wording under the same number that no day tells from the first.',
  })
  @Column({ type: 'int', default: 0 })
  twin!: number;

  /** The act that brought it, from its change note: `2014:829`. */
  @Field(() => String, { nullable: true, description: 'The act that brought it, from its change note: `2014:829`.' })
  @Column({ type: 'text', nullable: true })
  act!: string | null;
  /** Only `Har upphävts genom …` is left. */
  @Field({ description: 'Only that it has been repealed is left of it.' })
  @Column({ type: 'boolean' })
  repealed!: boolean;
  @Field(() => String, { nullable: true, description: 'The act that repeals it.' })
  @Column({ type: 'text', nullable: true })
  repealedBy!: string | null;
  /** Where its words went when it was given another number. */
  @Field(() => String, { nullable: true, description: 'Its new place when it was given another number.' })
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
  @Field(() => Int, { description: 'First edition that holds it.' })
  @Column({ type: 'int' })
  editionFrom!: number;
  @Field(() => Int, { nullable: true, description: 'Last edition that holds it; null = the newest still does.' })
  @Column({ type: 'int', nullable: true })
  editionTo!: number | null;
  @Column({ type: 'uuid', nullable: true })
  replacedById!: string | null;
}

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Revision } from '../catalogue/revision.entity.js';
import { LawSource } from '../law/law-source.entity.js';
import { Provision, Wording } from '../law/provision.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum CitationOrigin {
  EXTRACTED = 'EXTRACTED',
  CORRECTED = 'CORRECTED',
  HAND = 'HAND',
}
registerEnumType(CitationOrigin, {
  name: 'CitationOrigin',
  description: 'How a citation came to be known.',
  valuesMap: {
    EXTRACTED: { description: 'Found in the text by the program.' },
    CORRECTED: { description: 'Found in the text, and put right by a person.' },
    HAND: { description: 'Pointed out by a person, outside any text: what stops a barrier.' },
  },
});

/**
 * One place in a stored text that points at law. A child of its entry, and seen by whoever sees the text it stands in:
 * `shown` once the revision has been published (which is never undone), before that by its author's organisation.
 */
@ObjectType({ implements: () => [Node], description: 'A place in a text that points at law.' })
@Entity('citation')
@ProtectedBy('citation')
@ForeignKey(() => Revision, ['revisionId'], ['id'], { name: 'citation_in_revision', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['correctedBy'], ['id'], { name: 'citation_corrected_by' })
@Check('citation_origin', `origin in ('EXTRACTED','CORRECTED','HAND')`)
@Check('citation_span', `(origin = 'HAND') = (start_at is null) and (start_at is null) = (end_at is null)`)
@Check('citation_corrected_by_somebody', `(origin = 'CORRECTED') = (corrected_at is not null)`)
@Check('citation_without_target_says_why', 'target is not null or reason is not null')
@Index('one_citation_per_place', ['subjectId', 'field', 'startAt'], {
  unique: true,
  where: 'start_at is not null and not orphaned',
})
@Index('citation_by_entry', ['entryId', 'id'])
@Index('citation_by_source', ['sourceKey'], { where: 'source_key is not null' })
export class Citation extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  revisionId!: string | null;
  /** The revision, or the entry where the text is its own. */
  @Column({ type: 'uuid' })
  subjectId!: string;
  @Column({ type: 'uuid' })
  authorOrgId!: string;
  @Column({ type: 'boolean' })
  shown!: boolean;

  @Field({ description: 'In which field of the text: body, transitional, forWhom; text, facts; provisions.' })
  @Column({ type: 'text' })
  field!: string;
  @Field(() => Int, { nullable: true, name: 'start', description: 'First UTF-16 unit in the stored text.' })
  @Column({ type: 'int', nullable: true })
  startAt!: number | null;
  @Field(() => Int, { nullable: true, name: 'end', description: 'The unit after its last.' })
  @Column({ type: 'int', nullable: true })
  endAt!: number | null;
  @Field(() => String, { nullable: true, description: 'The words of the text.' })
  @Column({ type: 'text', nullable: true })
  words!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Canonical id with fragment, `sfs/2008:355#K6P2`; null where it is not known or is no citation.',
  })
  @Column({ type: 'text', nullable: true })
  target!: string | null;
  /** `sfs/2008:355` */
  @Column({ type: 'text', nullable: true })
  sourceKey!: string | null;
  /** The provision of the target: `K6P2a`, `K6`, `B1`; null for the whole act. */
  @Column({ type: 'text', nullable: true })
  place!: string | null;
  @Field(() => String, { nullable: true, description: 'For the first end of a range: the target of its last.' })
  @Column({ type: 'text', nullable: true })
  through!: string | null;
  @Column({ type: 'text', nullable: true })
  throughPlace!: string | null;
  /** Why there is no target: a reason of the engine, or `not-a-citation` by a person. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  /** The day whose law is meant: the stated one, else that of publication or writing. */
  @Column({ type: 'date' })
  asOf!: string;

  @Field(() => CitationOrigin, { description: 'How it came to be known.' })
  @Column({ type: 'text' })
  origin!: CitationOrigin;
  /** Before it was corrected. */
  @Column({ type: 'text', nullable: true })
  extractedTarget!: string | null;
  @Field({ description: 'A correction whose words the text no longer holds; it comes back if they do.' })
  @Column({ type: 'boolean', default: false })
  orphaned!: boolean;
  @Column({ type: 'uuid', nullable: true })
  correctedBy!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was corrected.' })
  @Moment({ nullable: true })
  correctedAt!: Date | null;
  @Field(() => Int, { description: 'Rises with every correction: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Moment()
  createdAt!: Date;
}

export enum PinScope {
  /** A section, annex or block of transitional provisions. */
  PROVISION = 'PROVISION',
  /** Any section of the chapter. */
  CHAPTER = 'CHAPTER',
  /** The whole act: never stale, its watchers are told. */
  ACT = 'ACT',
}

/** What a citation points at in the database of law: one row for each provision of a range, with the wording meant. */
@Entity('citation_pin')
@ProtectedBy('citation_pin')
@ForeignKey(() => Citation, ['citationId'], ['id'], { name: 'pin_of_citation', onDelete: 'CASCADE' })
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'pin_source', onDelete: 'CASCADE' })
@ForeignKey(() => Provision, ['provisionId'], ['id'], { name: 'pin_provision', onDelete: 'CASCADE' })
@ForeignKey(() => Wording, ['wordingId'], ['id'], { name: 'pin_wording' })
@Check('citation_pin_scope', `scope in ('PROVISION','CHAPTER','ACT')`)
@Check('citation_pin_names_its_provision', `(scope = 'ACT') = (provision_id is null)`)
@Index('citation_pin_by_provision', ['provisionId'])
@Index('citation_pin_by_source', ['sourceId', 'scope', 'chapter'])
@Index('citation_pin_by_subject', ['subjectId'])
@Index('citation_pin_by_wording', ['wordingId'], { where: 'wording_id is not null' })
export class CitationPin extends ProtectedColumns {
  @Column({ type: 'uuid', primary: true })
  citationId!: string;
  @Column({ type: 'int', primary: true })
  ordinal!: number;
  @Column({ type: 'uuid', nullable: true })
  revisionId!: string | null;
  @Column({ type: 'uuid' })
  subjectId!: string;
  @Column({ type: 'uuid' })
  authorOrgId!: string;
  @Column({ type: 'boolean' })
  shown!: boolean;
  /** A text that is published as holding, or a provision pointed out by hand: not the words of whoever asks. */
  @Column({ type: 'boolean' })
  leans!: boolean;
  @Column({ type: 'text' })
  scope!: PinScope;
  @Column({ type: 'uuid' })
  sourceId!: string;
  @Column({ type: 'text', nullable: true })
  chapter!: string | null;
  @Column({ type: 'uuid', nullable: true })
  provisionId!: string | null;
  /** In force on the day meant; null where none was, and for chapters and acts. */
  @Column({ type: 'uuid', nullable: true })
  wordingId!: string | null;
  @Column({ type: 'date' })
  asOf!: string;
  /** Renumbered: what it pointed at when it was written. */
  @Column({ type: 'uuid', nullable: true })
  movedFromId!: string | null;
}

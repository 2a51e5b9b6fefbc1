import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { Unit } from '../access/organisation.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { EntryRow } from './entry.entity.js';
import { ProtectedBy, ProtectedColumns } from './protected.js';

/**
 * Who else may see an entry: a named person (the only way to a RESTRICTED one) or an invited unit of the same or another
 * organisation.
 */
@Entity('entry_grant')
@ProtectedBy('entry_grant')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'entry_grant_person' })
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'entry_grant_unit' })
@Check('grant_names_a_person_or_a_unit', '(person_id is null) <> (unit_id is null)')
@Index('one_grant_per_person', ['entryId', 'personId'], { unique: true, where: 'person_id is not null' })
@Index('one_grant_per_unit', ['entryId', 'unitId'], { unique: true, where: 'unit_id is not null' })
@Index('grant_by_person', ['personId'], { where: 'person_id is not null' })
@Index('grant_by_unit', ['unitId'], { where: 'unit_id is not null' })
export class EntryGrant extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  unitId!: string | null;
  @Column({ type: 'text' })
  grantedBy!: string;
  @Moment({ default: () => 'now()' })
  grantedAt!: Date;
}

export enum LinkType {
  ASKS_IN = 'ASKS_IN',
  CONCERNS = 'CONCERNS',
  ANSWERED_BY = 'ANSWERED_BY',
  LIFTED_FROM = 'LIFTED_FROM',
  DUPLICATE_OF = 'DUPLICATE_OF',
  EVIDENCE_FOR = 'EVIDENCE_FOR',
  PURSUED_BY = 'PURSUED_BY',
  PART_OF = 'PART_OF',
  TRACKED_IN = 'TRACKED_IN',
  CHANGES = 'CHANGES',
  RESOLVED_BY = 'RESOLVED_BY',
  RELATED = 'RELATED',
  SUCCEEDS = 'SUCCEEDS',
}
registerEnumType(LinkType, {
  name: 'LinkType',
  description: 'How one entry stands to another; read both ways.',
  valuesMap: {
    ASKS_IN: { description: 'Question → case it is asked in.' },
    CONCERNS: { description: 'Question or case → barrier.' },
    ANSWERED_BY: { description: 'Question → guidance.' },
    LIFTED_FROM: { description: 'Guidance → question it was generalised from; staff only.' },
    DUPLICATE_OF: { description: 'Question → the one that answers it.' },
    EVIDENCE_FOR: { description: 'Anything → barrier it is evidence for.' },
    PURSUED_BY: { description: 'Barrier → goal.' },
    PART_OF: { description: 'Action → goal → measure.' },
    TRACKED_IN: { description: 'Goal → dossier.' },
    CHANGES: { description: 'Dossier → law source.' },
    RESOLVED_BY: { description: 'Barrier → guidance, dossier or law source.' },
    RELATED: { description: 'See also.' },
    SUCCEEDS: { description: 'Replaces an older one.' },
  },
});

/** A link shows only to those who see both ends: both ends' policy columns are copied here. */
@ObjectType('LinkRow', { description: 'A typed link.' })
@Entity('link')
@ForeignKey(
  () => EntryRow,
  ['fromId', 'fromKind', 'fromUnitId', 'fromVisibility'],
  ['id', 'kind', 'ownerUnitId', 'visibility'],
  {
    name: 'link_from_entry',
    onUpdate: 'CASCADE',
    onDelete: 'CASCADE',
  },
)
@ForeignKey(
  () => EntryRow,
  ['toId', 'toKind', 'toUnitId', 'toVisibility'],
  ['id', 'kind', 'ownerUnitId', 'visibility'],
  {
    name: 'link_to_entry',
    onUpdate: 'CASCADE',
    onDelete: 'CASCADE',
  },
)
@Check(
  'link_type',
  `type in ('ASKS_IN','CONCERNS','ANSWERED_BY','LIFTED_FROM','DUPLICATE_OF','EVIDENCE_FOR','PURSUED_BY','PART_OF','TRACKED_IN','CHANGES','RESOLVED_BY','RELATED','SUCCEEDS')`,
)
@Check('link_leads_elsewhere', 'from_id <> to_id')
@Index('one_link_per_type_and_pair', ['fromId', 'type', 'toId'], { unique: true })
@Index('link_by_target', ['toId', 'type'])
export class Link {
  @Id()
  id!: string;
  @Column({ type: 'text' })
  type!: LinkType;
  @Column({ type: 'uuid' })
  fromId!: string;
  @Column({ type: 'text' })
  fromKind!: string;
  @Column({ type: 'uuid' })
  fromUnitId!: string;
  @Column({ type: 'text' })
  fromVisibility!: string;
  @Column({ type: 'uuid' })
  toId!: string;
  @Column({ type: 'text' })
  toKind!: string;
  @Column({ type: 'uuid' })
  toUnitId!: string;
  @Column({ type: 'text' })
  toVisibility!: string;
  @Column({ type: 'text' })
  createdBy!: string;
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
}

@Entity('watch')
@ProtectedBy('watch')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'watch_person' })
@Index('one_watch_per_person', ['entryId', 'personId'], { unique: true })
@Index('watch_by_person', ['personId'])
export class Watch extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  personId!: string;
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
}

export enum Audience {
  SHARED = 'SHARED',
  INTERNAL = 'INTERNAL',
  UNIT = 'UNIT',
}
registerEnumType(Audience, {
  name: 'Audience',
  description: 'For whom a comment is.',
  valuesMap: {
    SHARED: { description: 'Everybody signed in who sees the entry.' },
    INTERNAL: { description: "Only the writer's own organisation: the association's notes never reach the asker." },
    UNIT: {
      description:
        'One unit and those who handle the entry at the association, such as whoever reported a barrier that all may read. Messages only.',
    },
  },
});

@ObjectType({
  implements: () => [Node],
  description: 'A message in the thread of an entry, or a comment on a passage of a revision.',
})
@Entity('comment')
@ProtectedBy('comment')
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'comment_unit' })
@Check('comment_audience', `audience in ('SHARED','INTERNAL','UNIT')`)
@Check('comment_to_a_unit_names_it', `(audience = 'UNIT') = (unit_id is not null)`)
@Check('comment_purpose', `purpose in ('COMMENT','INFORMATION_REQUEST','INFORMATION','REASON','REVIEW')`)
@Index('comment_by_entry', ['entryId', 'createdAt', 'id'])
export class Comment extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => Audience, { description: 'For whom.' })
  @Column({ type: 'text' })
  audience!: Audience;
  @Field({ description: 'COMMENT, INFORMATION_REQUEST, INFORMATION, REASON or REVIEW: what the message is part of.' })
  @Column({ type: 'text', default: 'COMMENT' })
  purpose!: string;
  @Field({ description: 'Markdown.' })
  @Column({ type: 'text' })
  body!: string;
  @Field(() => ID, { name: 'revision', nullable: true, description: 'The revision whose passage it is about.' })
  @Column({ type: 'uuid', nullable: true })
  revisionId!: string | null;
  @Field(() => String, { nullable: true, description: 'The passage it is about, verbatim.' })
  @Column({ type: 'text', nullable: true })
  quote!: string | null;
  @Field(() => String, { nullable: true, description: 'What stood just before the passage, to find it by.' })
  @Column({ type: 'text', nullable: true })
  quoteBefore!: string | null;
  @Field(() => String, { nullable: true, description: 'What stood just after the passage.' })
  @Column({ type: 'text', nullable: true })
  quoteAfter!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Round of review in or after which it was written; null before the first.',
  })
  @Column({ type: 'int', nullable: true })
  round!: number | null;
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  authorOrgId!: string | null;
  /** The unit that the association writes with: secrecy runs between boards, so that its neighbours read none of it. */
  @Column({ type: 'uuid', nullable: true })
  unitId!: string | null;
  @Field(() => Date, { description: 'When.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
}

@ObjectType({
  implements: () => [Node],
  description: 'An attached file: stored by content hash, served as an attachment only.',
})
@Entity('file')
@ProtectedBy('file')
@Check('file_audience', `audience in ('SHARED','INTERNAL')`)
@Index('file_by_entry', ['entryId', 'createdAt', 'id'])
@Index('file_by_hash', ['sha256'])
export class File extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'Name as given, path parts removed.' })
  @Column({ type: 'text' })
  name!: string;
  @Field({ description: 'Type found in the content, not the one claimed.' })
  @Column({ type: 'text' })
  mediaType!: string;
  @Field(() => Int, { description: 'Size in bytes.' })
  @Column({ type: 'int' })
  size!: number;
  @Field({ description: 'SHA-256 of the content, hexadecimal.' })
  @Column({ type: 'text' })
  sha256!: string;
  @Field(() => Audience, { description: 'For whom.' })
  @Column({ type: 'text', default: 'SHARED' })
  audience!: Audience;
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  authorOrgId!: string | null;
  @Field(() => Date, { description: 'When.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
}

@ObjectType({ description: 'A judgment, decision or act that no import sees, noted by hand on what it may touch.' })
@Entity('flag')
@ProtectedBy('flag')
@Check('flag_cause', `cause in ('JUDGMENT','JO_DECISION','IMY_DECISION','EU_ACT','AGENCY_REGULATION','OTHER')`)
@Index('flag_by_entry', ['entryId', 'createdAt'])
export class Flag extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'JUDGMENT, JO_DECISION, IMY_DECISION, EU_ACT, AGENCY_REGULATION or OTHER.' })
  @Column({ type: 'text' })
  cause!: string;
  @Field({ description: 'What it is, with its reference.' })
  @Column({ type: 'text' })
  note!: string;
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  @Field(() => Date, { description: 'When it was noted.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was looked at and settled.' })
  @Moment({ nullable: true })
  settledAt!: Date | null;
}

/** Every read of a RESTRICTED entry, written before the answer leaves: no log, no answer. */
@Entity('restricted_read')
@Index('restricted_read_by_entry', ['entryId', 'at'])
export class RestrictedRead {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  entryId!: string;
  @Column({ type: 'text' })
  principal!: string;
  @Column({ type: 'text' })
  requestId!: string;
  @Moment({ default: () => 'now()' })
  at!: Date;
}

import { Field, ID, Int, InterfaceType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation, Unit } from '../access/organisation.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { typeOfId } from '../platform/ids.js';

export enum EntryKind {
  QUESTION = 'QUESTION',
  GUIDANCE = 'GUIDANCE',
  BARRIER = 'BARRIER',
  CASE = 'CASE',
  GOAL = 'GOAL',
  ACTION = 'ACTION',
  DOSSIER = 'DOSSIER',
  LAW_SOURCE = 'LAW_SOURCE',
  MEASURE = 'MEASURE',
  REPORT = 'REPORT',
  TERM = 'TERM',
}
registerEnumType(EntryKind, {
  name: 'EntryKind',
  description: 'What kind of thing stands in the catalogue.',
  valuesMap: {
    QUESTION: { description: 'Rättsfråga: what a member asks, F-2026-42.' },
    GUIDANCE: { description: 'Vägledning: an answer for all, V-8.' },
    BARRIER: { description: 'Hinder, oklarhet or kunskapsbrist, H-17.' },
    CASE: { description: 'Ärende: a matter of a unit, Ä-2026-3.' },
    GOAL: { description: 'Påverkansmål, P-5.' },
    ACTION: { description: 'Påverkansinsats, A-2026-11.' },
    DOSSIER: { description: 'Lagstiftningsärende, L-4.' },
    LAW_SOURCE: { description: 'Rättskälla: a statute or other source of law.' },
    MEASURE: { description: 'Insats of the strategy.' },
    REPORT: { description: 'Yearly follow-up.' },
    TERM: { description: 'Begrepp.' },
  },
});

export enum Access {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
  PARTIES = 'PARTIES',
  OWN = 'OWN',
  RESTRICTED = 'RESTRICTED',
}
registerEnumType(Access, {
  name: 'Access',
  description:
    'Who is meant to see it. What is seen now also depends on the state: nothing is wider than PARTIES before its first publication.',
  valuesMap: {
    PUBLIC: { description: 'Everybody, without signing in.' },
    MEMBERS: { description: 'People of member organisations and of the association.' },
    PARTIES: { description: 'The unit that owns it, and staff whose role handles the kind.' },
    OWN: { description: 'Only the unit that owns it.' },
    RESTRICTED: {
      description: 'Only named people of the owner and assigned staff; needs a ground (e.g. OSL 26 kap. 1 §).',
    },
  },
});

/** What row security reads: follows from access and state, and is stored. */
export type Visibility = 'WORLD' | 'MEMBERS' | 'PARTIES' | 'OWN' | 'RESTRICTED';

/** A thing of the catalogue, whatever its kind. */
@InterfaceType('Entry', {
  implements: () => [Node],
  description: 'A thing in the catalogue: question, guidance, barrier … What people say aloud is its ref.',
  resolveType: (value: { id: string }) => typeOfId(value.id) ?? undefined,
})
@Entity('entry')
@Check(
  'entry_kind',
  `kind in ('QUESTION','GUIDANCE','BARRIER','CASE','GOAL','ACTION','DOSSIER','LAW_SOURCE','MEASURE','REPORT','TERM')`,
)
@Check('entry_access', `access in ('PUBLIC','MEMBERS','PARTIES','OWN','RESTRICTED')`)
@Check('entry_visibility', `visibility in ('WORLD','MEMBERS','PARTIES','OWN','RESTRICTED')`)
@Check('restricted_is_never_seen_wider', `access <> 'RESTRICTED' or visibility = 'RESTRICTED'`)
@Check('restricted_needs_a_ground', `access <> 'RESTRICTED' or access_ground is not null`)
@ForeignKey(() => Organisation, ['ownerOrgId'], ['id'], { name: 'entry_owner' })
@ForeignKey(() => Unit, ['ownerUnitId'], ['id'], { name: 'entry_owner_unit' })
@Index('one_entry_per_ref', ['ref'], { unique: true, where: 'ref is not null' })
@Index('one_entry_per_id_and_policy', ['id', 'kind', 'ownerUnitId', 'visibility'], { unique: true })
@Index('entry_by_kind', { synchronize: false })
@Index('entry_by_kind_public', { synchronize: false })
@Index('entry_by_owner', { synchronize: false })
export class EntryRow {
  @Field(() => ID, { description: 'Opaque, typed, lasting.' })
  @Id()
  id!: string;

  @Field(() => EntryKind, { description: 'What kind of thing it is.' })
  @Column({ type: 'text' })
  kind!: EntryKind;

  @Field(() => String, {
    nullable: true,
    description: 'What people say aloud (F-2026-42); given at first submission, for ever.',
  })
  @Column({ type: 'text', nullable: true })
  ref!: string | null;

  @Field({ description: 'Title.' })
  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'uuid' })
  ownerOrgId!: string;

  @Column({ type: 'uuid' })
  ownerUnitId!: string;

  @Field(() => Access, { description: 'Who is meant to see it.' })
  @Column({ type: 'text' })
  access!: Access;

  /** Why it is RESTRICTED, such as a provision of OSL; a reminder, tried again at every request. */
  @Column({ type: 'text', nullable: true })
  accessGround!: string | null;

  @Column({ type: 'text' })
  visibility!: Visibility;

  /** The state of the kind's own machine; each kind adds a CHECK with its states. */
  @Column({ type: 'text' })
  state!: string;

  @Field(() => Int, { description: 'Rises with every action on the thing: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;

  /** `person:<uuid>` who made it. Never shown for what was lifted. */
  @Column({ type: 'text' })
  createdBy!: string;

  @Field(() => Date, { description: 'When it was made.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Moment({ default: () => 'now()' })
  updatedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When something of it was first published.' })
  @Moment({ nullable: true })
  publishedAt!: Date | null;
}

/** After a merge the old ref leads to the new thing. */
@Entity('entry_redirect')
@ForeignKey(() => EntryRow, ['toId'], ['id'], { name: 'entry_redirect_to', onDelete: 'CASCADE' })
export class EntryRedirect {
  @Column({ type: 'text', primary: true })
  ref!: string;
  @Column({ type: 'uuid' })
  toId!: string;
  @Moment({ default: () => 'now()' })
  at!: Date;
}

/** Numbers for refs: one row a prefix and year. */
@Entity('ref_counter')
export class RefCounter {
  @Column({ type: 'text', primary: true })
  series!: string;
  @Column({ type: 'int' })
  last!: number;
}

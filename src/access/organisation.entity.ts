import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum OrganisationKind {
  MUNICIPALITY = 'MUNICIPALITY',
  REGION = 'REGION',
  JOINT_AUTHORITY = 'JOINT_AUTHORITY',
  MUNICIPAL_COMPANY = 'MUNICIPAL_COMPANY',
  ASSOCIATION = 'ASSOCIATION',
  MINISTRY = 'MINISTRY',
  AUTHORITY = 'AUTHORITY',
  COURT = 'COURT',
  OTHER = 'OTHER',
}
registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What an organisation is.',
  valuesMap: {
    MUNICIPALITY: { description: 'Kommun.' },
    REGION: { description: 'Region, formerly landsting.' },
    JOINT_AUTHORITY: { description: 'Kommunalförbund: an association of municipalities.' },
    MUNICIPAL_COMPANY: { description: 'Kommunalt bolag.' },
    ASSOCIATION: { description: 'The association of municipalities and regions (SKR, formerly SKL).' },
    MINISTRY: { description: 'Departement. Never a member.' },
    AUTHORITY: { description: 'Statlig myndighet.' },
    COURT: { description: 'Domstol.' },
    OTHER: { description: 'Anything else.' },
  },
});

/** Kinds whose people may be members of the service and sign on to barriers. */
export const MEMBER_KINDS: readonly OrganisationKind[] = [
  OrganisationKind.MUNICIPALITY,
  OrganisationKind.REGION,
  OrganisationKind.JOINT_AUTHORITY,
  OrganisationKind.MUNICIPAL_COMPANY,
];

@ObjectType({
  implements: () => [Node],
  description:
    'A municipality, a region, the association, a ministry or an authority, with its validity and successor.',
})
@Entity('organisation')
@Check(
  'organisation_kind',
  `kind in ('MUNICIPALITY','REGION','JOINT_AUTHORITY','MUNICIPAL_COMPANY','ASSOCIATION','MINISTRY','AUTHORITY','COURT','OTHER')`,
)
@Check('organisation_validity_in_order', 'valid_to is null or valid_from is null or valid_from < valid_to')
@Index('one_organisation_per_key', ['key'], { unique: true })
@Index('one_organisation_per_org_number', ['orgNumber'], { unique: true, where: 'org_number is not null' })
@Index('organisation_by_name', ['name', 'id'])
@ForeignKey(() => Organisation, ['successorId'], ['id'], { name: 'organisation_successor' })
export class Organisation {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;

  /** Stable key of the seed row. */
  @Column({ type: 'text' })
  key!: string;

  @Field(() => OrganisationKind, { description: 'What it is.' })
  @Column({ type: 'text' })
  kind!: OrganisationKind;

  @Field({ description: 'Full Swedish name.' })
  @Column({ type: 'text' })
  name!: string;

  @Field({ description: 'Name as people say it.' })
  @Column({ type: 'text' })
  shortName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Organisation number, ten digits with hyphen; checked on write.',
  })
  @Column({ type: 'text', nullable: true })
  orgNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of Statistics Sweden: four digits for a municipality, two for a region.',
  })
  @Column({ type: 'text', nullable: true })
  scbCode!: string | null;

  @Field(() => String, { nullable: true, description: 'County (län).' })
  @Column({ type: 'text', nullable: true })
  county!: string | null;

  @Field({ description: 'Whether a person has checked the row against its register.' })
  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  @Field({ description: "A municipality that also has a region's tasks (Gotland): it weighs once." })
  @Column({ type: 'boolean', default: false })
  regionalTasks!: boolean;

  /** Whether a question must have an APPROVER's yes before it leaves the organisation. */
  @Field({ description: "Whether questions need an approver's yes before they are sent." })
  @Column({ type: 'boolean', default: false })
  approvesSending!: boolean;

  @Field(() => String, { nullable: true, description: 'First day it existed under this identity (YYYY-MM-DD).' })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'First day it no longer exists (half-open, YYYY-MM-DD).' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ type: 'uuid', nullable: true })
  successorId!: string | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Moment({ default: () => 'now()' })
  updatedAt!: Date;
}

@ObjectType({ description: 'A name that the organisation had during a time.' })
@Entity('organisation_name')
@ForeignKey(() => Organisation, ['organisationId'], ['id'], {
  name: 'organisation_name_organisation',
  onDelete: 'CASCADE',
})
@Index('one_organisation_name_per_start', ['organisationId', 'name'], { unique: true })
export class OrganisationName {
  @Id()
  id!: string;

  @Column({ type: 'uuid' })
  organisationId!: string;

  @Field({ description: 'The name.' })
  @Column({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'First day (YYYY-MM-DD).' })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'First day it no longer applied.' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;
}

@ObjectType({
  implements: () => [Node],
  description:
    'A board (nämnd) or department. Each board is normally an authority of its own: things are owned per unit.',
})
@Entity('unit')
@ForeignKey(() => Organisation, ['organisationId'], ['id'], { name: 'unit_organisation' })
@Index('one_unit_per_key', ['organisationId', 'key'], { unique: true })
export class Unit {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;

  @Column({ type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'text' })
  key!: string;

  @Field({ description: 'Name of the board or department.' })
  @Column({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'First day.' })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'First day it no longer exists.' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ type: 'int', default: 1 })
  version!: number;
}

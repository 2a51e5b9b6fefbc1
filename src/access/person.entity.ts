import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { Organisation, Unit } from './organisation.entity.js';

export enum Role {
  SUBMITTER = 'SUBMITTER',
  APPROVER = 'APPROVER',
  ORG_ADMIN = 'ORG_ADMIN',
  LAWYER = 'LAWYER',
  REVIEWER = 'REVIEWER',
  ADVOCATE = 'ADVOCATE',
  CATALOGUER = 'CATALOGUER',
  AUDITOR = 'AUDITOR',
  ADMIN = 'ADMIN',
}
registerEnumType(Role, {
  name: 'Role',
  description:
    'What a person may do in an organisation. Granted here, never taken from a claim of an identity provider.',
  valuesMap: {
    SUBMITTER: { description: 'Member: asks questions, reports barriers.' },
    APPROVER: { description: 'Member: says yes before a question leaves, where the organisation wants that.' },
    ORG_ADMIN: { description: 'Member: manages its own people and units.' },
    LAWYER: { description: 'Staff: answers questions, writes guidance.' },
    REVIEWER: { description: 'Staff: reviews what another has written.' },
    ADVOCATE: { description: 'Staff: runs goals, actions and dossiers toward government.' },
    CATALOGUER: { description: 'Staff: keeps statutes and terms.' },
    AUDITOR: { description: 'Staff: reads the audit trail.' },
    ADMIN: { description: 'Staff: organisations, people, roles, subject areas, emergencies.' },
  },
});

export const STAFF_ROLES: readonly Role[] = [
  Role.LAWYER,
  Role.REVIEWER,
  Role.ADVOCATE,
  Role.CATALOGUER,
  Role.AUDITOR,
  Role.ADMIN,
];

@ObjectType({ implements: () => [Node], description: 'Somebody who uses the service.' })
@Entity('person')
@Index('one_person_per_email', ['email'], { unique: true })
export class Person {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;

  @Field({ description: 'Full name.' })
  @Column({ type: 'text' })
  name!: string;

  /** Lower case. Shown only to oneself, to one's own organisation's administrators and to ADMIN. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text', default: 'sv' })
  language!: string;

  @Moment({ nullable: true })
  disabledAt!: Date | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Moment({ default: () => 'now()' })
  createdAt!: Date;
}

@ObjectType({
  implements: () => [Node],
  description: 'A role that a person has in an organisation, in one unit or in all.',
})
@Entity('membership')
@Check(
  'membership_role',
  `role in ('SUBMITTER','APPROVER','ORG_ADMIN','LAWYER','REVIEWER','ADVOCATE','CATALOGUER','AUDITOR','ADMIN')`,
)
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'membership_person' })
@ForeignKey(() => Organisation, ['organisationId'], ['id'], { name: 'membership_organisation' })
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'membership_unit' })
@Index('one_open_membership_per_role', ['personId', 'unitId', 'role'], { unique: true, where: 'ended_at is null' })
@Index('membership_by_role', ['role', 'organisationId'], { where: 'ended_at is null' })
export class Membership {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;

  @Column({ type: 'uuid' })
  personId!: string;

  @Column({ type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'uuid' })
  unitId!: string;

  @Field(() => Role, { description: 'The role.' })
  @Column({ type: 'text' })
  role!: Role;

  @Field(() => Date, { description: 'Since when.' })
  @Moment({ default: () => 'now()' })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Until when; null while it holds.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

/** Which person an identity provider means: issuer and subject, never a personal number. */
@Entity('person_identity')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'person_identity_person' })
@Index('one_person_per_identity', ['issuer', 'subject'], { unique: true })
export class PersonIdentity {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'text' })
  issuer!: string;
  @Column({ type: 'text' })
  subject!: string;
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
}

/** A browser's session; the cookie holds a random token, the table its SHA-256. */
@Entity('session')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'session_person' })
@Index('one_session_per_token', ['tokenHash'], { unique: true })
export class Session {
  @Id()
  id!: string;
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;
  @Column({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'text' })
  issuer!: string;
  /** `acr` of the sign-in, as the issuer's map reads it. */
  @Column({ type: 'text', nullable: true })
  assurance!: string | null;
  @Column({ type: 'text', nullable: true })
  idToken!: string | null;
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Moment()
  expiresAt!: Date;
  @Moment({ nullable: true })
  revokedAt!: Date | null;
}

/** A bearer token for programs: hashed at rest, scoped, expiring. */
@Entity('access_token')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'access_token_person' })
@Index('one_access_token_per_hash', ['tokenHash'], { unique: true })
export class AccessToken {
  @Id()
  id!: string;
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;
  @Column({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'text' })
  label!: string;
  /** Permissions (`question:read` …) the token is narrowed to; null = all that the person has. */
  @Column({ type: 'text', array: true, nullable: true })
  scopes!: string[] | null;
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Moment()
  expiresAt!: Date;
  @Moment({ nullable: true })
  revokedAt!: Date | null;
}

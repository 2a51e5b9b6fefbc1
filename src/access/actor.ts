import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { createHash } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import { RequestContext } from '../platform/graphql/context.js';
import { Call, DatabaseContext, Principal } from '../platform/principal.js';
import { UserError } from '../platform/user-error.js';
import { OrganisationKind } from './organisation.entity.js';
import { Role } from './person.entity.js';

/**
 * Which kinds of entry a staff role handles: it sees them from PARTIES outwards. `seeds/reference/roles.json` says the same
 * to people; a spec compares the two.
 */
export const HANDLES: Partial<Record<Role, readonly string[]>> = {
  [Role.LAWYER]: ['QUESTION', 'GUIDANCE', 'BARRIER'],
  [Role.REVIEWER]: ['QUESTION', 'GUIDANCE', 'BARRIER', 'GOAL', 'ACTION', 'REPORT'],
  [Role.ADVOCATE]: ['BARRIER', 'GUIDANCE', 'GOAL', 'ACTION', 'DOSSIER', 'MEASURE', 'REPORT'],
  [Role.CATALOGUER]: ['LAW_SOURCE', 'TERM', 'GUIDANCE'],
  // Not a kind of entry: what the policies of the trail ask for. It opens no entry.
  [Role.AUDITOR]: ['AUDIT'],
  // Sees what may have to be published in an emergency, or assigned when it is RESTRICTED; writes none of it.
  [Role.ADMIN]: ['QUESTION', 'GUIDANCE', 'BARRIER', 'GOAL', 'ACTION', 'AUDIT'],
};

export interface ActorMembership {
  organisationId: string;
  organisationKind: OrganisationKind;
  unitId: string;
  role: Role;
}

export interface ActorFacts {
  personId: string;
  name: string;
  memberships: ActorMembership[];
  /** Null = everything the person may; else the permissions a token is narrowed to. */
  scopes: string[] | null;
  assurance: string | null;
  /** Session or token it came by, for sign-out and revocation. */
  sessionId: string | null;
  via: 'session' | 'token' | 'none';
}

/** Who acts in this request: a person with organisations, units and roles, or nobody. */
export class Actor implements Principal {
  readonly id: string;
  readonly personId: string | null;
  readonly context: DatabaseContext | null;
  readonly causer = undefined;
  call?: Call;

  constructor(
    private readonly facts: ActorFacts | null,
    readonly requestId?: string,
  ) {
    this.personId = facts?.personId ?? null;
    this.id = facts ? `person:${facts.personId}` : 'anonymous';
    this.context = facts ? contextOf(facts) : null;
  }

  get signedIn(): boolean {
    return this.facts !== null;
  }
  get name(): string {
    return this.facts?.name ?? '';
  }
  get memberships(): readonly ActorMembership[] {
    return this.facts?.memberships ?? [];
  }
  get scopes(): readonly string[] | null {
    return this.facts?.scopes ?? null;
  }
  get assurance(): string | null {
    return this.facts?.assurance ?? null;
  }
  get sessionId(): string | null {
    return this.facts?.sessionId ?? null;
  }
  get via(): ActorFacts['via'] {
    return this.facts?.via ?? 'none';
  }

  has(...roles: Role[]): boolean {
    return this.memberships.some((membership) => roles.includes(membership.role));
  }
  hasIn(unitId: string, ...roles: Role[]): boolean {
    return this.memberships.some((m) => m.unitId === unitId && (roles.length === 0 || roles.includes(m.role)));
  }
  hasInOrganisation(organisationId: string, ...roles: Role[]): boolean {
    return this.memberships.some(
      (m) => m.organisationId === organisationId && (roles.length === 0 || roles.includes(m.role)),
    );
  }
  /** Works at the association. */
  get staff(): boolean {
    return this.memberships.some((m) => m.organisationKind === OrganisationKind.ASSOCIATION);
  }
  /** The association's organisation, for staff. */
  get staffMembership(): ActorMembership | null {
    return this.memberships.find((m) => m.organisationKind === OrganisationKind.ASSOCIATION) ?? null;
  }
  /** Whether a narrowed token still reaches this permission. */
  reaches(permission: string): boolean {
    const scopes = this.scopes;
    if (scopes === null) return true;
    const noun = permission.slice(0, permission.indexOf(':'));
    return scopes.includes(permission) || scopes.includes(`${noun}:*`);
  }

  /** The same actor within one mutation call that carries an idempotency key. */
  calling(call: Call | undefined): Actor {
    const copy = new Actor(this.facts, this.requestId);
    copy.call = call;
    return copy;
  }
}

export const NOBODY = new Actor(null);

function contextOf(facts: ActorFacts): DatabaseContext {
  const kinds = new Set(facts.memberships.flatMap((m) => HANDLES[m.role] ?? []));
  return {
    person: facts.personId,
    organisations: [...new Set(facts.memberships.map((m) => m.organisationId))],
    units: [...new Set(facts.memberships.map((m) => m.unitId))],
    kinds: [...kinds],
    member: facts.memberships.length > 0,
    systemKinds: [],
  };
}

const KEY = /^[A-Za-z0-9_-]{8,128}$/;

/**
 * The actor of this call. In a mutation it carries the idempotency key (from the input or the header) together with the
 * response path and a hash of the input, so that `transact` can answer a replay.
 */
export const CurrentActor = createParamDecorator((_: unknown, host: ExecutionContext): Actor => {
  const graphql = GqlExecutionContext.create(host);
  const context = graphql.getContext<RequestContext<Actor>>();
  const info = graphql.getInfo<GraphQLResolveInfo>();
  if (info.operation.operation !== 'mutation') return context.principal;
  return context.principal.calling(
    callOf(graphql.getArgs<{ input?: Record<string, unknown> }>(), info, context.idempotencyKey),
  );
});

function callOf(
  args: { input?: Record<string, unknown> },
  info: GraphQLResolveInfo,
  header: string | null,
): Call | undefined {
  const { idempotencyKey, ...input } = args.input ?? {};
  const key = (idempotencyKey as string | null | undefined) ?? header;
  if (key === null || key === undefined) return undefined;
  if (!KEY.test(key)) throw new UserError('IDEMPOTENCY_KEY_INVALID', 'input.idempotencyKey');
  const inputHash = createHash('sha256')
    .update(`${info.fieldName}\0${canonical(input)}`)
    .digest('hex');
  return { key, path: String(info.path.key), inputHash };
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') {
    const object = value as Record<string, unknown>;
    return `{${Object.keys(object)
      .sort()
      .filter((k) => object[k] !== undefined)
      .map((k) => `${JSON.stringify(k)}:${canonical(object[k])}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

import { Field, Mutation, ObjectType, Query, Resolver, Args, ID, InputType } from '@nestjs/graphql';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { ActionInput, payloadOf } from '../platform/graphql/payload.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { membershipsOfPerson, personById } from './access.loaders.js';
import { Actor, CurrentActor } from './actor.js';
import { Can, Permission, PERMISSION, permits } from './can.js';
import { Membership, Person } from './person.entity.js';
import { SessionService } from './sessions.service.js';
import { TokenService } from './tokens.service.js';

@ObjectType({ description: 'Who is signed in.' })
export class Viewer {
  @Field(() => Person, { description: 'The person.' })
  person!: Person;
  @Field(() => [Membership], { description: 'Roles held now.' })
  memberships!: Membership[];
  @Field(() => [String], { description: 'Operations that this request may ask for at all, as noun:verb, in order.' })
  permissions!: string[];
  @Field({ description: 'Language of messages to the person.' })
  language!: string;
  @Field(() => String, { nullable: true, description: 'Level of assurance of the sign-in; null for a token.' })
  assurance!: string | null;
}

@ObjectType('Session', { description: "One's sign-in in a browser." })
export class SessionView {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;
  @Field({ description: 'Identity provider.' })
  issuer!: string;
  @Field(() => String, { nullable: true, description: 'Level of assurance.' })
  assurance!: string | null;
  @Field(() => Date, { description: 'Signed in.' })
  createdAt!: Date;
  @Field(() => Date, { description: 'Ends by itself.' })
  expiresAt!: Date;
  @Field({ description: 'Whether it is the one of this request.' })
  current!: boolean;
}

@ObjectType('AccessToken', { description: 'A bearer token for a program. Its secret was shown once and is not kept.' })
export class TokenView {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;
  @Field({ description: 'What it is for.' })
  label!: string;
  @Field(() => [String], { nullable: true, description: 'What it is narrowed to; null = all that its person may.' })
  scopes!: string[] | null;
  @Field(() => Date, { description: 'Made.' })
  createdAt!: Date;
  @Field(() => Date, { description: 'Ends by itself.' })
  expiresAt!: Date;
}

@InputType({ description: 'Which session to end.' })
export class SessionRevokeInput extends ActionInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
}

@InputType({ description: 'Which token to end.' })
export class TokenRevokeInput extends ActionInput {
  @Field(() => ID, { description: 'The token.' })
  id!: string;
}

@InputType({ description: "A token for a program of one's own." })
export class TokenIssueInput extends ActionInput {
  @Field({ description: 'What it is for.' })
  label!: string;
  @Field(() => String, { nullable: true, description: 'How long it holds: 30m, 1h (when left out), 7d; 90d at most.' })
  expiresIn?: string | null;
  @Field(() => [String], { nullable: true, description: 'Narrowed to these: question:read, question:* …' })
  scopes?: string[] | null;
}

const SessionRevokePayload = payloadOf('SessionRevoke', {
  sessions: { type: () => [SessionView], description: 'What is left.' },
});
const TokenRevokePayload = payloadOf('TokenRevoke', {
  tokens: { type: () => [TokenView], description: 'What is left.' },
});
const TokenIssuePayload = payloadOf('TokenIssue', {
  secret: { type: () => String, description: 'The token itself: shown now and never again, not even to a replay.' },
  tokens: { type: () => [TokenView], description: "One's tokens now." },
});

/** Oneself: who one is here, where one is signed in, which programs act as one. */
@Resolver(() => Viewer)
export class ViewerResolver {
  private permissions: Permission[] | null = null;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly reflector: Reflector,
    private readonly sessionService: SessionService,
    private readonly tokenService: TokenService,
  ) {}

  @Query(() => Viewer, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  @Can.anyone('viewer:read')
  async viewer(@CurrentActor() actor: Actor, @Ctx() context: RequestContext): Promise<Viewer | null> {
    if (!actor.personId) return null;
    const person = await context.load(personById, actor.personId);
    if (!person) return null;
    return {
      person,
      memberships: (await context.load(membershipsOfPerson, person.id)) ?? [],
      permissions: this.permissionsOf(actor),
      language: person.language,
      assurance: actor.assurance,
    };
  }

  @Query(() => [SessionView], { description: "One's sign-ins that still hold, the newest first." })
  @Can('session:read')
  sessions(@CurrentActor() actor: Actor): Promise<SessionView[]> {
    return this.sessionsOf(actor);
  }

  @Query(() => [TokenView], { description: "One's tokens that still hold, the newest first." })
  @Can('token:read')
  tokens(@CurrentActor() actor: Actor): Promise<TokenView[]> {
    return this.tokenService.list(actor);
  }

  @Mutation(() => SessionRevokePayload, { description: "Ends one of one's sign-ins, from its next request on." })
  @Can('session:revoke')
  async sessionRevoke(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which.' }) input: SessionRevokeInput,
  ): Promise<object> {
    if (!isId(input.id, 'Session')) throw notFound('input.id');
    await this.sessionService.revoke(actor, input.id);
    return { sessions: await this.sessionsOf(actor) };
  }

  @Mutation(() => TokenIssuePayload, {
    description: 'A bearer token for a program. Only from a browser, not by a token.',
  })
  @Can('token:issue')
  async tokenIssue(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'For what, for how long.' }) input: TokenIssueInput,
  ): Promise<object> {
    const { token } = await this.tokenService.issue(actor, input);
    return { secret: token, tokens: await this.tokenService.list(actor) };
  }

  @Mutation(() => TokenRevokePayload, { description: "Ends one of one's tokens, from its next request on." })
  @Can('token:revoke')
  async tokenRevoke(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which.' }) input: TokenRevokeInput,
  ): Promise<object> {
    if (!isId(input.id, 'AccessToken')) throw notFound('input.id');
    await this.tokenService.revoke(actor, input.id);
    return { tokens: await this.tokenService.list(actor) };
  }

  private async sessionsOf(actor: Actor): Promise<SessionView[]> {
    const rows = await this.sessionService.list(actor);
    return rows.map((row) => ({ ...row, current: row.id === actor.sessionId }));
  }

  /** Every `@Can` of the program, read once: the guard and this list cannot disagree. */
  private permissionsOf(actor: Actor): string[] {
    this.permissions ??= [...this.modules.values()]
      .flatMap((module) => [...module.providers.values()])
      .flatMap(({ metatype }) => {
        const prototype = (metatype as { prototype?: Record<string, unknown> } | null)?.prototype;
        if (!prototype) return [];
        return Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }) => {
          const found =
            typeof value === 'function'
              ? this.reflector.get<Permission | undefined>(PERMISSION, value as () => unknown)
              : undefined;
          return found ? [found] : [];
        });
      });
    return [...new Set(this.permissions.filter((one) => permits(one, actor)).map(({ name }) => name))].sort();
  }
}

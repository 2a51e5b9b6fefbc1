import { Args, ArgsType, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById, personById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation, OrganisationKind } from '../access/organisation.entity.js';
import { Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { page, PageArgs, Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { hasMessage, say } from '../platform/i18n/messages.js';
import { typeOfId } from '../platform/ids.js';
import { UserError } from '../platform/user-error.js';
import { historyOfEntry, HistoryRow } from './audit.loaders.js';
import {
  ActorKind,
  AuditActor,
  AuditEvent,
  AuditEventConnection,
  AuditFact,
  AuditValue,
  HistoryEvent,
} from './audit.types.js';

@ArgsType()
export class AuditTrailArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Events of this entry.' })
  entryId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Events of this entry, organisation, person …; instead of entryId.' })
  subject?: string | null;
}

interface Line {
  causer: string | null;
  request: string | null;
  facts: Record<string, unknown>;
  values: Record<string, string | null>;
}

const lineOf = (event: AuditEvent): Line => JSON.parse(event.line) as Line;

@Resolver(() => AuditEvent)
export class AuditResolver {
  constructor(private readonly seal: CursorSeal) {}

  @Query(() => AuditEventConnection, { description: 'The audit trail, newest first; of one thing, or of everything.' })
  @Can('audit:read', Role.AUDITOR, Role.ADMIN)
  auditTrail(@Args() args: AuditTrailArgs, @Ctx() context: RequestContext<Actor>): Promise<Page<AuditEvent>> {
    const subject = args.subject ?? args.entryId ?? null;
    if (subject !== null && typeOfId(subject) === null)
      throw new UserError('AUDIT_SUBJECT', args.subject ? 'subject' : 'entryId');
    return page<AuditEvent>(
      context,
      this.seal,
      {
        name: 'audit_trail',
        select: `select a.subject_id as subject, a.seq, a.at, a.action, a.actor as "actorId", a.actor_org as "actorOrgId",
                        a.line, encode(a.hash, 'hex') as hash`,
        from: 'from audit_event a',
        where: subject === null ? [] : ['a.subject_id = $1'],
        values: subject === null ? [] : [subject],
        order:
          subject === null
            ? [
                { sql: 'a.at', property: 'at', type: 'timestamptz', direction: 'desc' },
                { sql: 'a.subject_id', property: 'subject', type: 'uuid', direction: 'desc' },
                { sql: 'a.seq', property: 'seq', type: 'int', direction: 'desc' },
              ]
            : [{ sql: 'a.seq', property: 'seq', type: 'int', direction: 'desc' }],
        choice: { subject },
      },
      args,
    );
  }

  @ResolveField(() => AuditActor)
  async actor(@Parent() event: AuditEvent, @Ctx() context: RequestContext): Promise<AuditActor> {
    const [kind = '', id = ''] = split(event.actorId);
    const person = kind === 'person' ? await context.load(personById, id) : null;
    return { id: event.actorId, kind: KINDS[kind] ?? ActorKind.SYSTEM, person };
  }

  @ResolveField(() => Organisation, { nullable: true })
  organisation(@Parent() event: AuditEvent, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return event.actorOrgId ? context.load(organisationById, event.actorOrgId) : null;
  }

  @ResolveField(() => String, { nullable: true })
  causer(@Parent() event: AuditEvent): string | null {
    return lineOf(event).causer;
  }

  @ResolveField(() => String, { nullable: true })
  requestId(@Parent() event: AuditEvent): string | null {
    return lineOf(event).request;
  }

  @ResolveField(() => String)
  text(@Parent() event: AuditEvent, @Ctx() context: RequestContext<Actor>): string {
    return inWords(event.action, context);
  }

  @ResolveField(() => [AuditFact])
  facts(@Parent() event: AuditEvent): AuditFact[] {
    return Object.entries(lineOf(event).facts).map(([name, value]) => ({
      name,
      value: value === null ? null : String(value),
    }));
  }

  @ResolveField(() => [AuditValue])
  values(@Parent() event: AuditEvent): AuditValue[] {
    return Object.entries(lineOf(event).values).map(([name, hash]) => ({ name, hash }));
  }
}

const KINDS: Record<string, ActorKind> = {
  person: ActorKind.PERSON,
  service: ActorKind.SERVICE,
  system: ActorKind.SYSTEM,
  anonymous: ActorKind.ANONYMOUS,
};

function split(actor: string): [string, string] {
  const at = actor.indexOf(':');
  return at < 0 ? [actor, ''] : [actor.slice(0, at), actor.slice(at + 1)];
}

/** `Entry.history`, given from above: the catalogue does not know the trail. */
@Resolver(() => EntryRow)
export class EntryHistoryResolver {
  @ResolveField(() => [HistoryEvent], {
    description: 'What has happened to it, oldest first; the newest 200. Nothing to those who have not signed in.',
  })
  async history(@Parent() entry: EntryRow, @Ctx() context: RequestContext<Actor>): Promise<HistoryEvent[]> {
    const rows = (await context.load(historyOfEntry, entry.id)) ?? [];
    return Promise.all(rows.map((row) => show(row, context)));
  }
}

/** Every action has its words (the build looks); one of an older version that is gone says its code. */
function inWords(action: string, context: RequestContext<Actor>): string {
  const code = `EVENT_${action}`;
  return hasMessage(code) ? say(code, context.language) : action;
}

async function show(row: HistoryRow, context: RequestContext<Actor>): Promise<HistoryEvent> {
  return {
    seq: row.seq,
    at: row.at,
    action: row.action,
    text: inWords(row.action, context),
    actorName: await nameOf(row, context),
    fromState: row.from,
    toState: row.to,
  };
}

/**
 * Names stay at home: an asker sees which organisation did something and not which lawyer. Staff see who asked, since
 * they write to them, and colleagues see each other.
 */
async function nameOf(row: HistoryRow, context: RequestContext<Actor>): Promise<string> {
  const [kind, id] = split(row.actor);
  if (kind === 'system') return say('HISTORY_SYSTEM', context.language);
  const reader = context.principal;
  const home = row.actorOrgId !== null && reader.hasInOrganisation(row.actorOrgId);
  if (kind === 'person' && (home || reader.staff || id === reader.personId)) {
    const person = await context.load(personById, id);
    if (person) return person.name;
  }
  if (row.actorOrgKind === OrganisationKind.ASSOCIATION) return say('HISTORY_ASSOCIATION', context.language);
  return row.actorOrgName ?? say('HISTORY_SOMEBODY', context.language);
}

import { DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AccessModule } from './access/access.module.js';
import { Actor, NOBODY } from './access/actor.js';
import { ActorService } from './access/actor.service.js';
import { CanGuard } from './access/can.js';
import { PublicAddress } from './access/public-address.js';
import { ActionsModule } from './actions/actions.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BarriersModule } from './barriers/barriers.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { CasesModule } from './cases/cases.module.js';
import { FileModule } from './catalogue/file.module.js';
import { RestrictedReads } from './catalogue/restricted-reads.js';
import { ReferencesModule } from './citations/references.module.js';
import { CitationsModule } from './citations/citations.module.js';
import { ENTITIES } from './entities.js';
import { GoalsModule } from './goals/goals.module.js';
import { DossiersModule } from './dossiers/dossiers.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { GuidanceModule } from './guidance/guidance.module.js';
import { LawModule } from './law/law.module.js';
import { Clock } from './platform/clock.js';
import { CONFIG, Config } from './platform/config.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { DatabaseModule, DatabaseUrls } from './platform/database/database.module.js';
import { Changes } from './platform/database/changes.js';
import { Reads } from './platform/database/reads.js';
import { RequestContext } from './platform/graphql/context.js';
import { CursorSeal } from './platform/graphql/cursor.js';
import { GRAPHQL_OPTIONS, graphqlModule, GraphqlOptions } from './platform/graphql/graphql.module.js';
import { UserErrorInterceptor } from './platform/graphql/user-error.interceptor.js';
import { HttpModule } from './platform/http/http.module.js';
import { limitRequest } from './platform/http/request-limits.js';
import { languageOf } from './platform/i18n/messages.js';
import './platform/i18n/platform.messages.js';
import { JobRegistryModule, JobsModule } from './platform/jobs/jobs.module.js';
import { LOGGER } from './platform/logging.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { QuestionsModule } from './questions/questions.module.js';
import { ReviewModule } from './review/review.module.js';
import { StrategyModule } from './strategy/strategy.module.js';
import { MIGRATIONS } from '../migrations/index.js';

export interface AppOptions {
  config: Config;
  urls: DatabaseUrls;
  logger: Logger;
  /** Whether this process also runs jobs. */
  work: boolean;
  /** Tests fix it. */
  clock?: Clock;
  /** Where the built pages lie, when not in dist/web; null for none. */
  pages?: string | null;
}

/** Clock, settings, logger, cursors: what every module may ask for. */
@Global()
@Module({})
class PlatformModule {
  static register({ config, logger, clock }: AppOptions): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: Clock, useValue: clock ?? new Clock() },
        { provide: CursorSeal, useValue: new CursorSeal(config.secretKey) },
      ],
      exports: [CONFIG, LOGGER, Clock, CursorSeal],
    };
  }
}

/** Joins access and catalogue to the GraphQL platform, which knows neither. */
@Module({
  imports: [AccessModule, CatalogueModule],
  providers: [
    {
      provide: GRAPHQL_OPTIONS,
      inject: [CONFIG, LOGGER, Reads, ActorService, RestrictedReads, Changes, Clock, PublicAddress],
      useFactory: (
        config: Config,
        logger: Logger,
        reads: Reads,
        actors: ActorService,
        restricted: RestrictedReads,
        changes: Changes,
        clock: Clock,
        address: PublicAddress,
      ): GraphqlOptions => ({
        limits: config.graphql,
        introspection: config.graphql.introspection,
        logger,
        schemaFile: true,
        contextFor: async (request, reply) => {
          const language = languageOf(request.headers['accept-language']);
          const limited = limitRequest(request);
          const { actor, refused } = limited ? { actor: NOBODY, refused: limited } : await actorOf(actors, request);
          const header = request.headers['idempotency-key'];
          const context = new RequestContext<Actor>(
            actor,
            reads,
            language,
            request.id,
            request,
            reply as FastifyReply,
            typeof header === 'string' ? header : null,
          );
          context.refused = refused;
          return context;
        },
        subscriptions: {
          changes,
          clock,
          // GET: nothing is changed, and no page of another origin comes this far with a cookie.
          identify: (headers, language) =>
            actors.fromRequest({ headers: { ...headers, 'accept-language': language }, method: 'GET' }),
          ownOrigin: (origin) => origin === new URL(address.url).origin,
        },
        beforeAnswer: (context) => restricted.flush(context as RequestContext<Actor>),
      }),
    },
  ],
  exports: [GRAPHQL_OPTIONS],
})
class GraphqlWiringModule {}

async function actorOf(
  actors: ActorService,
  request: FastifyRequest,
): Promise<{ actor: Actor; refused: RequestContext['refused'] }> {
  try {
    return { actor: await actors.fromRequest(request), refused: null };
  } catch (error) {
    // What access refuses it says itself; anything else is the database being away.
    const { extensions, message } = error as { extensions?: { code?: string }; message: string };
    const code = extensions?.code;
    return { actor: NOBODY, refused: code ? { code, message } : { code: 'UNAVAILABLE' } };
  }
}

/** The only list of modules, in dependency order: reading it is reading the architecture. */
@Module({})
export class AppModule {
  static register(options: AppOptions): DynamicModule {
    const { config, urls, work } = options;
    return {
      module: AppModule,
      imports: [
        PlatformModule.register(options),
        JobRegistryModule,
        DatabaseModule.register(urls, ENTITIES),
        JobsModule.register({
          useFactory: () => ({
            database: { connectionString: urls.queue },
            redisUrl: config.redisUrl,
            work,
            concurrency: config.jobs.concurrency,
          }),
        }),
        HttpModule.register({
          migrations: MIGRATIONS.map(({ name }) => name),
          pages: options.pages === undefined ? join(config.projectRoot, 'dist', 'web') : options.pages,
        }),
        AccessModule,
        PrivacyModule,
        CalendarModule,
        CatalogueModule,
        FileModule,
        AuditModule,
        NotificationsModule,
        InboxModule,
        ReviewModule,
        LawModule,
        ReferencesModule,
        CitationsModule,
        QuestionsModule,
        CasesModule,
        BarriersModule,
        GuidanceModule,
        GoalsModule,
        DossiersModule,
        ActionsModule,
        StrategyModule,
        graphqlModule([GraphqlWiringModule as never]),
      ],
      providers: [
        { provide: APP_GUARD, useClass: CanGuard },
        { provide: APP_INTERCEPTOR, useClass: UserErrorInterceptor },
      ],
    };
  }
}

import { DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { RequestContext } from './context.js';
import { formatErrors, RequestError } from './errors.js';
import { limitCost, limitRules, limitSource, Limits } from './limits.js';
import { prepared } from './prepared.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubscriptionOptions, subscriptionsOver } from './subscriptions.js';
import './node.js';

export interface GraphqlOptions {
  limits: Limits;
  introspection: boolean;
  logger: Logger;
  /** Makes the context; must not throw. A failed sign-in is kept in `refused` and said before anything is parsed. */
  contextFor: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Runs before the answer leaves; a throw turns the answer into UNAVAILABLE. */
  beforeAnswer: (context: RequestContext) => Promise<void>;
  subscriptions: Pick<SubscriptionOptions, 'changes' | 'clock' | 'identify' | 'ownOrigin'>;
  /** Path of the generated schema; only set when it is being generated. */
  schemaFile: string | true;
}

/** Token for the options, since they come from config, access and catalogue. */
export const GRAPHQL_OPTIONS = Symbol('GRAPHQL_OPTIONS');

function refusal({ refused, language }: RequestContext): GraphQLError {
  const { code, params, message } = refused!;
  return message ? new GraphQLError(message, { extensions: { code } }) : new RequestError(code, language, params);
}

function noIntrospection(): GraphQLError {
  return new GraphQLError('Introspection is switched off here', { extensions: { code: 'BAD_USER_INPUT' } });
}

function overWebSocket(): GraphQLError {
  return new GraphQLError('A subscription goes over WebSocket', { extensions: { code: 'BAD_USER_INPUT' } });
}

export function graphqlModule(imports: DynamicModule['imports'] = []): DynamicModule {
  const module = GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    imports,
    inject: [GRAPHQL_OPTIONS],
    useFactory: (options: GraphqlOptions): MercuriusDriverConfig => {
      const socket = subscriptionsOver({ ...options, ...options.subscriptions });
      return {
        autoSchemaFile: options.schemaFile,
        sortSchema: true,
        path: '/graphql',
        jit: 1,
        graphiql: false,
        allowBatchedQueries: false,
        subscription: socket.subscription,
        scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
        resolvers: { DateTime: DateTimeScalar, Date: DateScalar },
        inheritResolversFromInterfaces: true,
        context: options.contextFor,
        validationRules: limitRules(options.limits),
        errorFormatter: (execution: ExecutionResult, context: unknown) => {
          const { language = 'sv', requestId = '' } = (context ?? {}) as Partial<RequestContext>;
          return formatErrors(execution, language, requestId, options.logger) as never;
        },
        hooks: {
          preParsing: async (_schema: GraphQLSchema, source: string, context: unknown) => {
            const request = context as RequestContext;
            if (request.refused) throw refusal(request);
            limitSource(source, options.limits);
            if (!options.introspection && /\b__(schema|type)\b/.test(source)) throw noIntrospection();
          },
          preExecution: async (
            schema: GraphQLSchema,
            document: DocumentNode,
            _context: unknown,
            variables: unknown,
          ) => {
            // Over HTTP there is nobody to tell afterwards.
            if (document.definitions.some((one) => 'operation' in one && one.operation === 'subscription'))
              throw overWebSocket();
            const given = variables as Record<string, unknown> | null | undefined;
            limitCost(schema, document, given, options.limits);
            return prepared(document, given);
          },
          onResolution: async (execution: ExecutionResult, context: unknown) => {
            const request = context as RequestContext;
            try {
              await options.beforeAnswer(request);
            } catch (error) {
              options.logger.error({ err: error, requestId: request.requestId }, 'the answer was held back');
              const refused = execution as { data?: unknown; errors?: unknown };
              refused.data = null;
              refused.errors = [
                {
                  message: new RequestError('UNAVAILABLE', request.language).message,
                  extensions: { code: 'UNAVAILABLE' },
                },
              ];
              request.reply?.code(503);
            }
          },
          ...socket.hooks,
        } as never,
      } as unknown as MercuriusDriverConfig;
    },
  });
  @Module({})
  class GraphqlPlatformModule {}
  return { module: GraphqlPlatformModule, imports: [module] };
}

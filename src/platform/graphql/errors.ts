import { randomUUID } from 'node:crypto';
import { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { Language, say } from '../i18n/messages.js';
import { UserError } from '../user-error.js';

/** Top-level codes of `api.md`; everything else that is thrown is a fault and leaves as INTERNAL with a reference. */
const TOP_LEVEL = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'TOO_COMPLEX',
  'UNAVAILABLE',
  'INTERNAL',
]);
const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  TOO_COMPLEX: 400,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};
/** SQLSTATE classes that mean "the database is away": connection lost, shutting down, too many connections. */
const AWAY = /^(08|57P|53)/;

/** A top-level failure that is not the caller's input. */
export class RequestError extends GraphQLError {
  constructor(code: string, language: Language, params: Record<string, unknown> = {}) {
    super(say(code, language, params), { extensions: { code: TOP_LEVEL.has(code) ? code : 'BAD_USER_INPUT' } });
  }
}

export interface Formatted {
  statusCode: number;
  response: { data: ExecutionResult['data']; errors: GraphQLFormattedError[] };
}

/**
 * Turns what was thrown into what may be said. A fault is logged whole, under a reference, and leaves as that reference
 * only: neither SQL nor values, nor which library it was.
 */
export function formatErrors(
  execution: ExecutionResult,
  language: Language,
  requestId: string,
  log: Logger,
): Formatted {
  const errors = (execution.errors ?? []).flatMap((error) => {
    const nested = (error.originalError as { errors?: readonly Error[] } | undefined)?.errors;
    return Array.isArray(nested) ? (nested as Error[]) : [error];
  });
  const said = errors.map((error) => one(error, language, requestId, log));
  const first = said[0]?.extensions?.code as string | undefined;
  const transport = clientStatus(execution.errors?.[0]?.originalError);
  return {
    statusCode: execution.data ? 200 : (transport ?? STATUS[first ?? ''] ?? 200),
    response: { data: execution.data ?? null, errors: said },
  };
}

/** Fastify and Mercurius refuse by themselves what is no GraphQL request: an array, a mutation over GET, a wrong type. */
function clientStatus(error: unknown): number | null {
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  const theirs = typeof code === 'string' && /^(FST_|MER_)/.test(code);
  return theirs && typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null;
}

function one(error: Error, language: Language, requestId: string, log: Logger): GraphQLFormattedError {
  const graphql = error instanceof GraphQLError ? error : null;
  const where = graphql ? { locations: graphql.locations, path: graphql.path } : {};
  const original = graphql?.originalError ?? error;
  if (original instanceof UserError) {
    const code = TOP_LEVEL.has(original.code) ? original.code : 'BAD_USER_INPUT';
    return {
      message: say(original.code, language, original.params),
      ...where,
      extensions: { code, reason: original.code, field: original.path },
    };
  }
  const code = graphql?.extensions?.code;
  if (typeof code === 'string' && TOP_LEVEL.has(code))
    return { message: graphql!.message, ...where, extensions: { code } };
  const thrown = graphql && graphql.originalError === undefined;
  if (error.message === 'Operation cannot be performed via a GET request')
    return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
  // Errors of graphql-js itself (syntax, unknown field, wrong variable) are about the request and hold nothing of ours.
  if (thrown) return { message: withoutSuggestions(graphql.message), ...where, extensions: { code: 'BAD_USER_INPUT' } };
  if (clientStatus(original) !== null)
    return { message: original.message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  const sqlstate = (original as { code?: unknown }).code;
  const away =
    (typeof sqlstate === 'string' &&
      (AWAY.test(sqlstate) || sqlstate === 'ECONNREFUSED' || sqlstate === 'ECONNRESET')) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(original.message);
  const reference = randomUUID().slice(0, 8);
  log.error({ err: original, reference, requestId }, 'fault');
  const out = away ? 'UNAVAILABLE' : 'INTERNAL';
  return { message: say(out, language, { reference }), ...where, extensions: { code: out, reference } };
}

/** The schema is open, but hints by spelling cost time on hostile input and say nothing that the schema does not. */
function withoutSuggestions(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}

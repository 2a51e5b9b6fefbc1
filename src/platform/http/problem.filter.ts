import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Logger } from 'pino';
import { languageOf, say } from '../i18n/messages.js';
import { UserError } from '../user-error.js';

/** RFC 9457. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  detail?: string;
  code?: string;
  requestId: string;
  reference?: string;
}

const STATUS: Record<string, number> = {
  NOT_FOUND: 404,
  CONFLICT: 409,
  WRONG_STATE: 409,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  TOO_COMPLEX: 400,
  UNAVAILABLE: 503,
  INTERNAL: 500,
  BODY_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  FILE_TYPE: 415,
};

/**
 * Errors of everything that is not GraphQL, in one shape. A fault is logged whole under a reference and leaves as that
 * reference only. Errors of resolvers pass through untouched (`platform/graphql/errors.ts` says those); Nest's own filter
 * would first have logged them as they are, with whatever text they hold.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() !== 'http') throw error;
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    if (reply.sent) return;
    const problem = problemOf(error, request, this.logger);
    void reply
      .code(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}

export function problemOf(error: unknown, request: FastifyRequest, logger: Logger): Problem {
  const language = languageOf(request.headers['accept-language']);
  const requestId = String(request.id);
  const make = (status: number, more: Partial<Problem> = {}): Problem => ({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...more,
    requestId,
  });
  if (error instanceof UserError) {
    return make(STATUS[error.code] ?? 400, { code: error.code, detail: say(error.code, language, error.params) });
  }
  if (error instanceof GraphQLError) {
    const code = String(error.extensions.code);
    return make(STATUS[code] ?? 400, { code, detail: error.message });
  }
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    // The sentences of Fastify and Nest quote the address or the body; the status says it all.
    if (status === 404) return make(404, { code: 'NOT_FOUND', detail: say('NOT_FOUND', language) });
    return make(status);
  }
  if (error instanceof HttpException && error.getStatus() === 503) {
    return make(503, { code: 'UNAVAILABLE', detail: say('UNAVAILABLE', language) });
  }
  const reference = randomUUID().slice(0, 8);
  logger.error({ err: error, reference, requestId }, 'fault');
  return make(500, { code: 'INTERNAL', detail: say('INTERNAL', language, { reference }), reference });
}

import { Injectable } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { Clock } from '../platform/clock.js';
import { Reads } from '../platform/database/reads.js';
import { languageOf, say } from '../platform/i18n/messages.js';
import './access.messages.js';
import { Actor } from './actor.js';
import { actorByPerson, actorBySession, actorByToken } from './actor.queries.js';
import { SESSION_COOKIE } from './sessions.service.js';
import { secretHash } from './sign-in.seal.js';

/** A Fastify request, or the upgrade request of a subscription. */
export interface IncomingRequest {
  headers: IncomingHttpHeaders;
  method?: string;
  id?: unknown;
}

/** A browser sends no header of its own across origins without asking first, and nobody here answers that question. */
export const REQUEST_HEADER = 'x-lagrum-request';

@Injectable()
export class ActorService {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  /**
   * Who asks: `Authorization: Bearer lgr_…`, else the session cookie, else nobody. A program whose token no longer works
   * is told so; a browser whose session has ended reads on as the public. Every POST by cookie must carry the header
   * that no other site can send; nothing is changed by GET.
   *
   * @throws GraphQLError UNAUTHENTICATED for a bearer token that does not work, FORBIDDEN without the header
   */
  async fromRequest(request: IncomingRequest): Promise<Actor> {
    const requestId = typeof request.id === 'string' ? request.id : undefined;
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer +([\w.~+/=-]{1,200})$/i.exec(authorization)?.[1];
      const facts = token ? await actorByToken(this.reads, secretHash(token), this.clock.now()) : null;
      if (!facts) throw refusal('UNAUTHENTICATED', 'BEARER_INVALID', request);
      return new Actor(facts, requestId);
    }
    const cookie = cookieOf(request, SESSION_COOKIE);
    const facts = cookie ? await actorBySession(this.reads, secretHash(cookie), this.clock.now()) : null;
    if (facts && request.method !== 'GET' && request.method !== 'HEAD') requireCsrfHeader(request);
    return new Actor(facts, requestId);
  }

  /** For the command line and jobs that act for somebody; null when there is no such person or the account is closed. */
  async ofPerson(personId: string): Promise<Actor | null> {
    const facts = await actorByPerson(this.reads, personId);
    return facts ? new Actor(facts) : null;
  }
}

/**
 * For everything that changes something and came by cookie: another site's form can send the cookie (older browsers
 * ignore SameSite), but not the header.
 *
 * @throws GraphQLError FORBIDDEN
 */
export function requireCsrfHeader(request: IncomingRequest): void {
  if (request.headers[REQUEST_HEADER] !== '1') throw refusal('FORBIDDEN', 'CSRF_HEADER_MISSING', request);
}

export function cookieOf(request: IncomingRequest, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) {
      const value = part.slice(at + 1).trim();
      return /^[\w.-]{1,4000}$/.test(value) ? value : null;
    }
  }
  return null;
}

function refusal(code: string, message: string, { headers }: IncomingRequest): GraphQLError {
  return new GraphQLError(say(message, languageOf(headers['accept-language'])), { extensions: { code } });
}

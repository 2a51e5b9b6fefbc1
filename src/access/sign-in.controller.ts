import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { cookieOf, requireCsrfHeader } from './actor.service.js';
import { OidcClient, PendingSignIn, SignInRefused } from './oidc.client.js';
import { PublicAddress } from './public-address.js';
import { SESSION_COOKIE, SessionService } from './sessions.service.js';
import { choicePage, Failure, failurePage, PAGE_HEADERS, unknownPersonPage } from './sign-in.pages.js';
import { Seal } from './sign-in.seal.js';
import { SignInService } from './sign-in.service.js';

export const PENDING_COOKIE = '__Host-lagrum-login';
const PENDING_MS = 600_000;
const STATUS: Record<Failure, number> = {
  EXPIRED: 400,
  REFUSED: 400,
  ASSURANCE: 403,
  UNAVAILABLE: 503,
  UNKNOWN_ISSUER: 404,
  NOTHING: 503,
};

/** The browser's way in and out. Programs bring a bearer token instead. */
@Controller()
export class SignInController {
  private readonly seal: Seal;

  constructor(
    private readonly oidc: OidcClient,
    private readonly people: SignInService,
    private readonly sessions: SessionService,
    private readonly address: PublicAddress,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.seal = new Seal(config.secretKey, 'pending');
  }

  /** `GET /login[?issuer=…][&return=/path]` */
  @Get('login')
  async login(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = request.query as Record<string, unknown>;
    const returnTo = relativePath(query.return);
    const issuers = this.oidc.issuers();
    const chosen = typeof query.issuer === 'string' ? query.issuer : issuers.length === 1 ? issuers[0]!.key : null;
    if (issuers.length === 0) return fail(reply, 'NOTHING');
    if (chosen === null) return show(reply, 200, choicePage(issuers, returnTo));
    try {
      const { url, pending } = await this.oidc.begin(chosen, this.callbackUrl, returnTo);
      setCookie(reply, PENDING_COOKIE, this.seal.close(JSON.stringify(pending)), PENDING_MS / 1000);
      redirect(reply, url.href);
    } catch (error) {
      fail(reply, reasonOf(error));
    }
  }

  /** Where the issuer sends the browser back. Its pending sign-in counts once, whatever comes of it. */
  @Get('login/callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const pending = this.pendingOf(cookieOf(request, PENDING_COOKIE));
    clearCookie(reply, PENDING_COOKIE);
    if (!pending) return fail(reply, 'EXPIRED');
    try {
      const claims = await this.oidc.finish(new URL(request.url, this.address.url), pending);
      const personId = await this.people.personFor(claims);
      if (!personId) return show(reply, 403, unknownPersonPage(claims.email));
      const { issuer, acr: assurance, idToken } = claims;
      const before = cookieOf(request, SESSION_COOKIE);
      const { token, expiresAt } = await this.sessions.open({ personId, issuer, assurance, idToken }, before);
      setCookie(reply, SESSION_COOKIE, token, Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1000));
      redirect(reply, pending.returnTo);
    } catch (error) {
      fail(reply, reasonOf(error));
    }
  }

  /** `POST /logout` → `{ "redirect": … }`: where the issuer ends its own session, or null. */
  @Post('logout')
  async logout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      requireCsrfHeader(request);
    } catch (error) {
      const problem = { type: 'about:blank', title: 'Forbidden', status: 403, detail: (error as Error).message };
      return void reply.code(403).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
    }
    const token = cookieOf(request, SESSION_COOKIE);
    const ended = token ? await this.sessions.close(token) : null;
    clearCookie(reply, SESSION_COOKIE);
    const url = ended && (await this.oidc.endSessionUrl(ended.issuer, ended.idToken, `${this.address.url}/`));
    reply.header('cache-control', 'no-store').send({ redirect: url });
  }

  private get callbackUrl(): string {
    return `${this.address.url}/login/callback`;
  }

  private pendingOf(cookie: string | null): PendingSignIn | null {
    const text = cookie && this.seal.open(cookie);
    if (!text) return null;
    const pending = JSON.parse(text) as PendingSignIn;
    return this.clock.now().getTime() - pending.startedAt < PENDING_MS ? pending : null;
  }
}

/**
 * Only a path on this server: `//host` and `/\host` are other servers to a browser, which also drops tabs and newlines
 * before it looks.
 */
export function relativePath(given: unknown): string {
  if (typeof given !== 'string' || given.length > 2_000) return '/';
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes('\\')) return '/';
  const url = new URL(given, 'http://own.invalid');
  // As given and not as resolved: `/.//host` resolves to the path `//host`, which would be another server next time.
  return url.host === 'own.invalid' && !/^\/(login|logout)\b/.test(url.pathname) ? given : '/';
}

function reasonOf(error: unknown): Failure {
  if (error instanceof SignInRefused) return error.reason;
  throw error;
}

function fail(reply: FastifyReply, failure: Failure): void {
  show(reply, STATUS[failure], failurePage(failure));
}

function show(reply: FastifyReply, status: number, html: string): void {
  reply.code(status).headers(PAGE_HEADERS).send(html);
}

function redirect(reply: FastifyReply, to: string): void {
  reply.code(303).headers({ location: to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).send('');
}

/** Written here and not through a plugin: the attributes are what the `__Host-` prefix demands, never an option. */
function setCookie(reply: FastifyReply, name: string, value: string, seconds: number): void {
  reply.header('set-cookie', `${name}=${value}; Max-Age=${seconds}; Path=/; Secure; HttpOnly; SameSite=Lax`);
}

function clearCookie(reply: FastifyReply, name: string): void {
  setCookie(reply, name, '', 0);
}

import { Controller, Get, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { CONFIG, type Config } from '../config.js';
import { languageOf } from '../i18n/messages.js';
import { landingPage, LANDING_STYLE } from './landing.page.js';
import { Pages } from './pages.js';
import { pagePolicy } from './request-hooks.js';

export const PAGES = Symbol('PAGES');

const YEAR = 'public, max-age=31536000, immutable';

/**
 * The browser application: one document for every page of it, and the files it is made of. Whatever else has an address
 * here has a route of its own, which comes first; this one takes what is left.
 */
@Controller()
export class PagesController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PAGES) private readonly pages: Pages | null,
  ) {}

  @Get()
  async front(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (this.pages) return this.document(request, reply, 200);
    const asked = (request.query as Record<string, unknown>).lang;
    const language = asked === 'sv' || asked === 'en' ? asked : languageOf(request.headers['accept-language']);
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('vary', 'accept-language')
      .send(landingPage(language, this.config.identity.demo));
  }

  @Get('assets/:name')
  async asset(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (name === 'landing.css') {
      await reply
        .header('content-type', 'text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=3600')
        .send(LANDING_STYLE);
      return;
    }
    const asset = this.pages?.asset(name);
    if (!asset) throw new NotFoundException();
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const [encoding, body] =
      asset.brotli && /\bbr\b/.test(accepted)
        ? ['br', asset.brotli]
        : asset.gzip && /\bgzip\b/.test(accepted)
          ? ['gzip', asset.gzip]
          : [null, asset.plain];
    if (encoding) reply.header('content-encoding', encoding);
    // The name holds the hash of the content: another content has another name.
    await reply.headers({ 'content-type': asset.type, 'cache-control': YEAR, vary: 'accept-encoding' }).send(body);
  }

  /**
   * Deep links. A person who follows a link to nothing gets the application, which says so and helps on, with the status
   * that robots understand; a program gets the problem that it gets everywhere.
   */
  @Get('*')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = request.url.split('?', 1)[0]!;
    const reads = String(request.headers.accept ?? '').includes('text/html');
    if (!this.pages || !reads || PROGRAMS.test(path)) throw new NotFoundException();
    return this.document(request, reply, this.pages.has(decoded(path)) ? 200 : 404);
  }

  private async document(request: FastifyRequest, reply: FastifyReply, status: number): Promise<void> {
    // Without either nobody is signed in, and the application need not ask; with one of them it has to.
    const reader = request.headers.cookie || request.headers.authorization ? 'somebody' : 'nobody';
    const nonce = randomBytes(16).toString('base64');
    await reply
      .code(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy(nonce),
        // Asked for anew each time: it names the files of this release. No ETag, since the nonce is new each time.
        // What somebody had on the screen is not kept for the next, not even for the browser's back button.
        'cache-control': reader === 'nobody' ? 'no-cache' : 'no-store',
        vary: 'cookie, authorization',
      })
      .send(this.pages!.document(nonce, this.config.identity.demo, reader));
  }
}

/** Addresses of programs: an unknown one among them is no page that somebody mistyped. */
const PROGRAMS = /^\/(graphql|health|metrics|login|logout|export|files|assets|data|feeds|calendar|api-info)(\/|$)/;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

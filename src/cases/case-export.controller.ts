import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { permits } from '../access/can.js';
import { RestrictedReads } from '../catalogue/restricted-reads.js';
import { STANDALONE_CSP } from '../catalogue/standalone-page.js';
import { Clock } from '../platform/clock.js';
import { Reads } from '../platform/database/reads.js';
import { RequestContext } from '../platform/graphql/context.js';
import { languageOf } from '../platform/i18n/messages.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { caseRegister } from './case-export.js';

const EXPORT = { name: 'case:export', roles: null, anyone: false };

/** The register of a case as a page for the unit's own files, or to hand to whoever asks what there is in it. */
@Controller('export')
export class CaseExportController {
  constructor(
    private readonly actors: ActorService,
    private readonly reads: Reads,
    private readonly restricted: RestrictedReads,
    private readonly clock: Clock,
  ) {}

  /** `?full=1` with what stands under a secrecy mark, for those who work with it; without, what may be shown. */
  @Get('case/:file')
  async register(
    @Param('file') file: string,
    @Query('full') full: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = file.replace(/\.html$/, '');
    if (!isId(id, 'Case') || file === id) throw notFound();
    const actor = await this.actors.fromRequest(request);
    if (!permits(EXPORT, actor)) throw new UserError(actor.signedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED');
    const language = languageOf(request.headers['accept-language']);
    const context = new RequestContext<Actor>(actor, this.reads, language, String(request.id), request, reply);
    const exported = await caseRegister(context, id, this.clock.now(), full === '1');
    if (!exported) throw notFound();
    // No log, no answer: what is RESTRICTED leaves only after its reading is written down.
    await this.restricted.flush(context);
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-disposition', `attachment; filename="dagboksblad-${exported.name}.html"`)
      .header('content-security-policy', STANDALONE_CSP)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(exported.html);
  }
}

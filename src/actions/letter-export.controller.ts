import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { permits } from '../access/can.js';
import { entryIdByRef } from '../catalogue/entry.queries.js';
import { RestrictedReads } from '../catalogue/restricted-reads.js';
import { STANDALONE_CSP } from '../catalogue/standalone-page.js';
import { Clock } from '../platform/clock.js';
import { Reads } from '../platform/database/reads.js';
import { RequestContext } from '../platform/graphql/context.js';
import { languageOf } from '../platform/i18n/messages.js';
import { typeOfId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { letterDocx, letterHtml, letterOf } from './letter.js';

const FILE = /^(A-\d{4}-\d{1,9})\.(docx|html)$/i;
const EXPORT = { name: 'action:export', roles: null, anyone: true };
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A letter as a file: what was sent for anybody who may read it, what is being written for its own people. */
@Controller('export')
export class LetterExportController {
  constructor(
    private readonly actors: ActorService,
    private readonly reads: Reads,
    private readonly restricted: RestrictedReads,
    private readonly clock: Clock,
  ) {}

  @Get('action/:file')
  async letter(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [, ref, format] = FILE.exec(file) ?? [];
    if (!ref || !format) throw notFound();
    const actor = await this.actors.fromRequest(request);
    if (!permits(EXPORT, actor)) throw new UserError(actor.signedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED');
    const language = languageOf(request.headers['accept-language']);
    const context = new RequestContext<Actor>(actor, this.reads, language, String(request.id), request, reply);
    const id = await entryIdByRef(this.reads, context, ref.toUpperCase());
    if (!id || typeOfId(id) !== 'Action') throw notFound();
    const letter = await letterOf(context, id, this.clock.now());
    if (!letter) throw notFound();
    const word = format.toLowerCase() === 'docx';
    const body = word ? await letterDocx(letter) : letterHtml(letter);
    // No log, no answer: what is RESTRICTED leaves only after its reading is written down.
    await this.restricted.flush(context);
    await reply
      .header('content-type', word ? DOCX : 'text/html; charset=utf-8')
      .header('content-disposition', `attachment; filename="${letter.ref}.${word ? 'docx' : 'html'}"`)
      .header('content-security-policy', STANDALONE_CSP)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(body);
  }
}

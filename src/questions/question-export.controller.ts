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
import { exportedQuestion, exportHtml, exportText } from './question-export.js';

const REF = /^(F-\d{4}-\d{1,9})\.(html|txt)$/i;
const EXPORT = { name: 'question:export', roles: null, anyone: false };

/**
 * The question with its answer as a file for the municipality's own diary: with it, what is private here becomes part of a
 * public document there, and can be kept for as long as the asker's own rules demand. Read as the same actor as in the
 * API, so whoever may not see the question is answered as if it were not there.
 */
@Controller('export')
export class QuestionExportController {
  constructor(
    private readonly actors: ActorService,
    private readonly reads: Reads,
    private readonly restricted: RestrictedReads,
    private readonly clock: Clock,
  ) {}

  @Get('question/:file')
  async question(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, ref, format] = REF.exec(file) ?? [];
    if (!ref || !format) throw notFound();
    const actor = await this.actors.fromRequest(request);
    if (!permits(EXPORT, actor)) throw new UserError(actor.signedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED');
    const language = languageOf(request.headers['accept-language']);
    const context = new RequestContext<Actor>(actor, this.reads, language, String(request.id), request, reply);
    const id = await entryIdByRef(this.reads, context, ref.toUpperCase());
    if (!id || typeOfId(id) !== 'Question') throw notFound();
    const exported = await exportedQuestion(context, id, this.clock.now());
    if (!exported) throw notFound();
    const html = format.toLowerCase() === 'html';
    const body = html ? exportHtml(exported) : exportText(exported);
    // No log, no answer: what is RESTRICTED leaves only after its reading is written down.
    await this.restricted.flush(context);
    await reply
      .header('content-type', html ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${exported.ref}.${html ? 'html' : 'txt'}"`)
      .header('content-security-policy', STANDALONE_CSP)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(body);
  }
}

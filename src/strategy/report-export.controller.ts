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
import { REPORT_FORMATS, reportFile, type ReportFormat } from './report-files.js';
import { commentsOfReport, reportById } from './report.loaders.js';
import { documentOf } from './report-view.js';

const FILE = /^(U-\d{4}-\d{1,9})\.(docx|xlsx|html)$/i;
const EXPORT = { name: 'report:export', roles: null, anyone: true };

/** A follow-up as a file: an approved one for anybody, a draft, marked as such, for the association's own people. */
@Controller('export')
export class ReportExportController {
  constructor(
    private readonly actors: ActorService,
    private readonly reads: Reads,
    private readonly restricted: RestrictedReads,
    private readonly clock: Clock,
  ) {}

  @Get('report/:file')
  async report(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [, ref, given] = FILE.exec(file) ?? [];
    if (!ref || !given) throw notFound();
    const format = given.toLowerCase() as ReportFormat;
    const actor = await this.actors.fromRequest(request);
    if (!permits(EXPORT, actor)) throw new UserError(actor.signedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED');
    const language = languageOf(request.headers['accept-language']);
    const context = new RequestContext<Actor>(actor, this.reads, language, String(request.id), request, reply);
    const id = await entryIdByRef(this.reads, context, ref.toUpperCase());
    if (!id || typeOfId(id) !== 'Report') throw notFound();
    const report = await context.load(reportById, id);
    const comments = await context.load(commentsOfReport, id);
    const document = report && documentOf(report, comments?.body ?? null, this.clock.now());
    if (!document) throw notFound();
    const body = await reportFile(document, format);
    await this.restricted.flush(context);
    await reply
      .header('content-type', REPORT_FORMATS[format])
      .header('content-disposition', `attachment; filename="${report.ref}.${format}"`)
      .header('content-security-policy', STANDALONE_CSP)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(body);
  }
}

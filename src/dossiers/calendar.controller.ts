import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NOBODY } from '../access/actor.js';
import { PublicAddress } from '../access/public-address.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Language, languageOf, say } from '../platform/i18n/messages.js';
import { UserError } from '../platform/user-error.js';
import { calendarText, CalendarRow, datesOf, publicDates } from './calendar-events.js';
import { CalendarTokens } from './calendar-tokens.service.js';

const PUBLIC = 'remisser.ics';
const SECRET = /^([A-Za-z0-9_-]{43})\.ics$/;
/** Calendar programs keep an address that answers 404 and ask on; 410 tells them and their owner that it is gone. */
const GONE = 410;

/** Calendars for programs: the public one of remisser, and those that a secret address opens. */
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly tokens: CalendarTokens,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly address: PublicAddress,
  ) {}

  @Get(':file')
  async calendar(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    if (file === PUBLIC) {
      const rows = await publicDates(this.db.reads, { principal: NOBODY }, this.clock.today());
      return this.send(request, reply, rows, {
        name: say('CALENDAR_PUBLIC', language),
        language,
        cache: 'public, max-age=900',
      });
    }
    const secret = SECRET.exec(file)?.[1];
    if (!secret) throw new UserError('NOT_FOUND');
    try {
      const { token, actor } = await this.tokens.open(secret);
      const rows = await datesOf(this.db.reads, actor, token, this.clock.today());
      await this.send(request, reply, rows, { name: token.label, language, cache: 'private, no-cache' });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await reply
        .code(error.code === 'CALENDAR_REVOKED' ? GONE : 404)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(
          JSON.stringify({
            type: 'about:blank',
            title: error.code === 'CALENDAR_REVOKED' ? 'Gone' : 'Not Found',
            status: error.code === 'CALENDAR_REVOKED' ? GONE : 404,
            code: error.code,
            detail: say(error.code, language),
            requestId: String(request.id),
          }),
        );
    }
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    rows: CalendarRow[],
    { name, language, cache }: { name: string; language: Language; cache: string },
  ): Promise<void> {
    const { body, tag } = calendarText(rows, { name, language, address: this.address.url });
    reply
      .header('etag', tag)
      .header('cache-control', cache)
      .header('vary', 'Accept-Language')
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer');
    const known = (request.headers['if-none-match'] ?? '')
      .split(',')
      .some((one) => one.trim().replace(/^W\//, '') === tag);
    if (known) {
      await reply.code(304).send();
      return;
    }
    await reply.header('content-type', 'text/calendar; charset=utf-8').send(body);
  }
}

import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { newSecret, secretHash } from '../access/sign-in.seal.js';
import { personOf } from '../catalogue/entries.service.js';
import { Database } from '../platform/database/database.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { CalendarScope, CalendarToken } from './calendar-token.entity.js';
import { CalendarTokenCreateInput, CalendarTokenRevokeInput } from './calendar.inputs.js';

/** A person has a handful of programs; more than this is a leak. */
const MOST_TOKENS = 20;
const COLUMNS = `id, person_id as "personId", scope, unit_id as "unitId", label, created_at as "createdAt",
  revoked_at as "revokedAt"`;

/** Whose calendar a secret opens, and as whom it is read. */
export interface OpenedCalendar {
  token: Omit<CalendarToken, 'tokenHash'>;
  actor: Actor;
}

/** Secret addresses of calendars: programs that show them cannot sign in. */
@Injectable()
export class CalendarTokens {
  constructor(
    private readonly db: Database,
    private readonly actors: ActorService,
    private readonly gate: PrivacyGate,
  ) {}

  /**
   * The secret is given once and its hash kept; a replay with the same idempotency key has the token's id only.
   */
  async create(actor: Actor, input: CalendarTokenCreateInput): Promise<{ id: string; secret: string | null }> {
    let secret: string | null = null;
    const { id } = await this.db.transact(actor, async (tx) => {
      const personId = personOf(actor);
      if (input.scope === CalendarScope.UNIT && !input.unit) throw new UserError('REQUIRED', 'input.unit');
      if (input.scope === CalendarScope.PERSON && input.unit) throw new UserError('CALENDAR_UNIT_OF_ONE', 'input.unit');
      if (input.unit && !(isId(input.unit, 'Unit') && actor.hasIn(input.unit))) throw notFound('input.unit');
      const rule = { max: 100, path: 'input.label', singleLine: true, required: true };
      const { label } = this.gate.pass({ label: { text: input.label, rule } }, null, { restricted: false });
      const [count] = await tx.query<{ n: number }>(
        'select count(*)::int as n from calendar_token where person_id = $1 and revoked_at is null',
        [personId],
      );
      if (count!.n >= MOST_TOKENS) throw new UserError('CALENDAR_TOO_MANY', null, { max: MOST_TOKENS });
      const made = newId('CalendarToken', tx.now.getTime());
      const fresh = newSecret();
      await tx.insert(CalendarToken, {
        id: made,
        personId,
        scope: input.scope,
        unitId: input.unit ?? null,
        tokenHash: secretHash(fresh),
        label: label!,
        createdAt: tx.now,
        revokedAt: null,
      });
      await tx.record({
        subject: personId,
        action: 'calendar-token.created',
        audience: 'INTERNAL',
        facts: { token: made, scope: input.scope, unit: input.unit ?? null },
      });
      secret = fresh;
      return { id: made };
    });
    return { id, secret };
  }

  revoke(actor: Actor, input: CalendarTokenRevokeInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const row = isId(input.id, 'CalendarToken')
        ? await tx.one(
            'update calendar_token set revoked_at = coalesce(revoked_at, $3) where id = $1 and person_id = $2 returning id',
            [input.id, personOf(actor), tx.now],
          )
        : null;
      if (!row) throw notFound('input.id');
      await tx.record({
        subject: personOf(actor),
        action: 'calendar-token.revoked',
        audience: 'INTERNAL',
        facts: { token: input.id },
      });
      return { id: input.id };
    });
  }

  /** One's own, the newest first, also those revoked; never their secret. */
  async list(actor: Actor): Promise<Omit<CalendarToken, 'tokenHash'>[]> {
    if (!actor.personId) return [];
    return this.db.reads.all<Omit<CalendarToken, 'tokenHash'>>(
      actor,
      'calendar_tokens_of_person',
      `select ${COLUMNS} from calendar_token where person_id = $1 order by created_at desc, id desc limit 100`,
      [actor.personId],
    );
  }

  /**
   * What a secret opens, read as its person and only for as long as the person may: whoever has left the unit, or whose
   * account is closed, has no calendar of it.
   *
   * @throws UserError NOT_FOUND, CALENDAR_REVOKED
   */
  async open(secret: string): Promise<OpenedCalendar> {
    const [token] = await this.db.reads.plain<Omit<CalendarToken, 'tokenHash'>>(
      'calendar_token_by_secret',
      `select ${COLUMNS} from calendar_token where token_hash = $1`,
      [secretHash(secret)],
    );
    if (!token) throw new UserError('CALENDAR_UNKNOWN');
    if (token.revokedAt) throw new UserError('CALENDAR_REVOKED');
    const actor = await this.actors.ofPerson(token.personId);
    if (!actor || (token.unitId && !actor.hasIn(token.unitId))) throw new UserError('CALENDAR_REVOKED');
    return { token, actor };
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { systemPrincipal } from '../platform/principal.js';
import { notFound, UserError } from '../platform/user-error.js';
import { lifetime, shortText, tokenScopes } from './access.texts.js';
import { Actor } from './actor.js';
import { AccessToken } from './person.entity.js';
import { newSecret, secretHash } from './sign-in.seal.js';

export interface TokenRequest {
  /** What it is for, in the owner's words. */
  label: string;
  /** `30m`, `1h`, `7d`; at most `90d`; one hour when not said. */
  expiresIn?: string | null;
  /** Permissions it is narrowed to; none = everything its person may. */
  scopes?: readonly string[] | null;
}

export interface IssuedToken {
  id: string;
  /** Given only now: the table holds its hash. */
  token: string;
  expiresAt: Date;
  scopes: string[] | null;
}

/** So that a token found in a log or a repository is known for what it is. */
export const TOKEN_PREFIX = 'lgr_';

@Injectable()
export class TokenService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * A token for oneself. A token cannot make another: one that leaked would live for ever.
   *
   * The secret is not kept for a replay with the same idempotency key: the second answer has the token's id only.
   */
  async issue(actor: Actor, request: TokenRequest): Promise<{ id: string; token: string | null }> {
    if (actor.via !== 'session') throw new UserError('TOKEN_BY_SESSION_ONLY');
    let issued: IssuedToken | null = null;
    const { id } = await this.database.transact(actor, async (tx) => {
      issued = await this.insert(tx, actor.personId!, request);
      return { id: issued.id };
    });
    return { id, token: (issued as IssuedToken | null)?.token ?? null };
  }

  /**
   * For the command line, which has the database itself and needs no actor: a token as whoever has the address. The
   * event stands in that person's own audit chain.
   *
   * @throws UserError PERSON_UNKNOWN, TOKEN_SCOPE_INVALID, TOKEN_LIFETIME_INVALID
   */
  async issueForEmail(email: string, request: TokenRequest): Promise<IssuedToken> {
    let issued: IssuedToken | null = null;
    await this.database.transact(systemPrincipal('token', [], 'command-line'), async (tx) => {
      const person = await tx.one<{ id: string }>('select id from person where email = $1 and disabled_at is null', [
        email.trim().toLowerCase(),
      ]);
      if (!person) throw new UserError('PERSON_UNKNOWN', 'person');
      issued = await this.insert(tx, person.id, request);
    });
    return issued!;
  }

  /** One's own that still work, the newest first; never their secret. */
  async list(actor: Actor): Promise<AccessToken[]> {
    if (!actor.personId) return [];
    return this.database.reads.all<AccessToken>(
      actor,
      'tokens_of_person',
      `select id, label, scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
       from access_token where person_id = $1 and revoked_at is null and expires_at > $2
       order by created_at desc, id desc limit 100`,
      [actor.personId, this.clock.now()],
    );
  }

  async revoke(actor: Actor, id: string): Promise<{ id: string }> {
    return this.database.transact(actor, async (tx) => {
      const row = await tx.one(
        'update access_token set revoked_at = coalesce(revoked_at, $3) where id = $1 and person_id = $2 returning id',
        [id, actor.personId, tx.now],
      );
      if (!row) throw notFound('input.id');
      await tx.record({
        subject: actor.personId!,
        action: 'token.revoked',
        facts: { token: id },
        audience: 'INTERNAL',
      });
      return { id };
    });
  }

  private async insert(tx: Tx, personId: string, request: TokenRequest): Promise<IssuedToken> {
    const scopes = tokenScopes(request.scopes, 'input.scopes');
    const expiresAt = new Date(tx.now.getTime() + lifetime(request.expiresIn ?? '1h', 'input.expiresIn'));
    const token = `${TOKEN_PREFIX}${newSecret()}`;
    const id = newId('AccessToken', tx.now.getTime());
    await tx.insert(AccessToken, {
      id,
      tokenHash: secretHash(token),
      personId,
      label: shortText(request.label, 'input.label', 100),
      scopes,
      createdAt: tx.now,
      expiresAt,
    });
    await tx.record({
      subject: personId,
      action: 'token.issued',
      facts: { token: id, expiresAt: expiresAt.toISOString(), scopes },
      audience: 'INTERNAL',
    });
    return { id, token, expiresAt, scopes };
  }
}

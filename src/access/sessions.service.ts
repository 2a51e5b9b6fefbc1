import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { Principal } from '../platform/principal.js';
import { notFound } from '../platform/user-error.js';
import { Actor } from './actor.js';
import { Session } from './person.entity.js';
import { newSecret, Seal, secretHash } from './sign-in.seal.js';

/** `__Host-`: the browser sends it to this host only, over TLS (localhost counts), and no subdomain can set it. */
export const SESSION_COOKIE = '__Host-lagrum';

export interface NewSession {
  personId: string;
  /** Issuer as stored with the identity. */
  issuer: string;
  assurance: string | null;
  idToken: string | null;
}

/** What signing out leaves for the issuer: nothing when the session was already gone. */
export interface EndedSession {
  issuer: string;
  idToken: string | null;
}

/** The sessions of browsers: absolute expiry, revocable, nothing kept in memory. */
@Injectable()
export class SessionService {
  private readonly seal: Seal;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.seal = new Seal(config.secretKey, 'id-token');
  }

  /**
   * A session with a new random token, whatever cookie the browser had before (no fixation): that one's session ends.
   *
   * @returns the token for the cookie, given only here, and when it stops working
   */
  async open(session: NewSession, previousToken: string | null): Promise<{ token: string; expiresAt: Date }> {
    const token = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + this.config.identity.sessionHours * 3_600_000);
    await this.database.transact(personPrincipal(session.personId), async (tx) => {
      if (previousToken)
        await tx.query('update session set revoked_at = $2 where token_hash = $1 and revoked_at is null', [
          secretHash(previousToken),
          tx.now,
        ]);
      const id = newId('Session', tx.now.getTime());
      await tx.insert(Session, {
        id,
        tokenHash: secretHash(token),
        personId: session.personId,
        issuer: session.issuer,
        assurance: session.assurance,
        // It names the person in clear: sealed, since it is needed only when signing out at the issuer.
        idToken: session.idToken === null ? null : this.seal.close(session.idToken),
        createdAt: tx.now,
        expiresAt,
      });
      await tx.record({
        subject: session.personId,
        action: 'person.signedIn',
        facts: { session: id, issuer: session.issuer, assurance: session.assurance },
        audience: 'INTERNAL',
      });
    });
    return { token, expiresAt };
  }

  /** Ends the session of this cookie. Null when there was none, or it had ended. */
  async close(token: string): Promise<EndedSession | null> {
    const found = await this.database.reads.plain<{ id: string; personId: string }>(
      'session_to_close',
      'select id, person_id as "personId" from session where token_hash = $1',
      [secretHash(token)],
    );
    if (!found[0]) return null;
    const { id, personId } = found[0];
    let ended: EndedSession | null = null;
    await this.database.transact(personPrincipal(personId), async (tx) => {
      const row = await tx.one<{ issuer: string; idToken: string | null }>(
        `update session set revoked_at = $2 where id = $1 and revoked_at is null and expires_at > $2
         returning issuer, id_token as "idToken"`,
        [id, tx.now],
      );
      if (!row) return;
      await tx.record({ subject: personId, action: 'person.signedOut', facts: { session: id }, audience: 'INTERNAL' });
      ended = { issuer: row.issuer, idToken: row.idToken === null ? null : this.seal.open(row.idToken) };
    });
    return ended;
  }

  /** The person's sessions that still work, the newest first. */
  async list(actor: Actor): Promise<Session[]> {
    if (!actor.personId) return [];
    return this.database.reads.all<Session>(
      actor,
      'sessions_of_person',
      `select id, issuer, assurance, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
       from session where person_id = $1 and revoked_at is null and expires_at > $2
       order by created_at desc, id desc limit 100`,
      [actor.personId, this.clock.now()],
    );
  }

  /** One's own only; without effect for whoever has the cookie from the next request on. */
  async revoke(actor: Actor, id: string): Promise<{ id: string }> {
    return this.database.transact(actor, async (tx) => {
      const row = await tx.one(
        'update session set revoked_at = coalesce(revoked_at, $3) where id = $1 and person_id = $2 returning id',
        [id, actor.personId, tx.now],
      );
      if (!row) throw notFound('input.id');
      await tx.record({
        subject: actor.personId!,
        action: 'session.revoked',
        facts: { session: id },
        audience: 'INTERNAL',
      });
      return { id };
    });
  }
}

/** Somebody who is just signing in or out: themselves, before any role is looked up. */
export function personPrincipal(personId: string): Principal {
  return {
    id: `person:${personId}`,
    personId,
    context: { person: personId, organisations: [], units: [], kinds: [], member: false, systemKinds: [] },
  };
}

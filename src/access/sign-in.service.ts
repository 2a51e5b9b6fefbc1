import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { PersonIdentity } from './person.entity.js';
import { Claims } from './oidc.client.js';
import { personPrincipal } from './sessions.service.js';

/** Finds who signed in. People are invited here; nobody comes in by being known elsewhere, and no claim gives a role. */
@Injectable()
export class SignInService {
  constructor(private readonly database: Database) {}

  /**
   * The person of this identity: by issuer and subject, else by verified e-mail address, which then binds the identity
   * for good. A person who already has another identity at the same issuer is not found by address: addresses are
   * given to new people, subjects are not.
   *
   * @returns null when nobody was invited, or the account is closed
   */
  async personFor(claims: Claims): Promise<string | null> {
    const known = await this.database.reads.plain<{ personId: string; disabled: boolean }>(
      'person_by_identity',
      `select p.id as "personId", p.disabled_at is not null as disabled
       from person_identity i join person p on p.id = i.person_id where i.issuer = $1 and i.subject = $2`,
      [claims.issuer, claims.subject],
    );
    if (known[0]) return known[0].disabled ? null : known[0].personId;
    if (!claims.email) return null;
    const invited = await this.database.reads.plain<{ id: string }>(
      'person_by_email',
      'select id from person where email = $1 and disabled_at is null',
      [claims.email],
    );
    return invited[0] ? this.bind(invited[0].id, claims) : null;
  }

  private async bind(personId: string, { issuer, subject, email }: Claims): Promise<string | null> {
    let bound: string | null = null;
    await this.database.transact(personPrincipal(personId), async (tx) => {
      // Locked, so that two first sign-ins at once bind one identity.
      const person = await tx.one(
        'select id from person where id = $1 and email = $2 and disabled_at is null for update',
        [personId, email],
      );
      const other = await tx.one<{ subject: string }>(
        'select subject from person_identity where person_id = $1 and issuer = $2',
        [personId, issuer],
      );
      if (!person || (other && other.subject !== subject)) return;
      bound = personId;
      if (other) return;
      const id = newId('Person', tx.now.getTime());
      await tx.insert(PersonIdentity, { id, personId, issuer, subject, createdAt: tx.now });
      await tx.record({ subject: personId, action: 'identity.bound', facts: { issuer }, audience: 'INTERNAL' });
    });
    return bound;
  }
}

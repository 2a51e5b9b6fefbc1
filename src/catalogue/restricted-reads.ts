import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Database } from '../platform/database/database.js';
import { RequestContext } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import { RestrictedRead } from './entry-parts.entity.js';

/**
 * A read of a RESTRICTED entry is logged in a write of its own before the answer leaves: no log, no answer. Rows note
 * themselves while they are read (`Reads`, column `visibility`); who reads their own is logged too, since the log is
 * about who has seen it.
 */
@Injectable()
export class RestrictedReads {
  constructor(private readonly db: Database) {}

  async flush(context: RequestContext<Actor>): Promise<void> {
    if (context.restricted.size === 0) return;
    const ids = [...context.restricted];
    context.restricted.clear();
    const principal = {
      ...context.principal,
      id: context.principal.id,
      personId: context.principal.personId,
      context: context.principal.context,
      call: undefined,
    };
    await this.db.transact(principal, async (tx) => {
      await tx.insert(
        RestrictedRead,
        ids.map((entryId) => ({
          id: newId('AuditEvent'),
          entryId,
          principal: principal.id,
          requestId: context.requestId,
          at: tx.now,
        })),
      );
    });
  }
}

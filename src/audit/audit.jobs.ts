import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { SigningKey } from './signing-key.js';

export const CHECKPOINT = declareJob({ kind: 'audit.checkpoint', every: 3_600 });
export const SWEEP = declareJob({ kind: 'expired.sweep', every: 3_600 });

/** A replay is answered for two days; who was signed in is of use to whoever looks into something for a month. */
const IDEMPOTENCY_HOURS = 48;
const EXPIRED_DAYS = 30;
const BATCH = 5_000;

@Injectable()
export class AuditJobs {
  private readonly log = new Logger('Audit');
  private readonly key: SigningKey;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = new SigningKey(config.auditSigningKey);
  }

  /** Also says the digest in the log, which is kept elsewhere: there nobody who rules the database can take it back. */
  @OnJob(CHECKPOINT)
  async checkpoint(job: Job): Promise<void> {
    const made = await job.effect('sign', async (tx) => {
      const id = newId('Checkpoint', tx.now.getTime());
      const begun = await tx.one<{ number: string; previous: Buffer; events: string; heads: string; digest: Buffer }>(
        'select * from audit_checkpoint_begin($1)',
        [id],
      );
      const statement = {
        number: Number(begun!.number),
        at: tx.now,
        events: Number(begun!.events),
        heads: Number(begun!.heads),
        previous: begun!.previous,
        digest: begun!.digest,
      };
      await tx.query(
        `insert into audit_checkpoint (id, number, at, events, heads, previous, digest, key_id, signature)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          statement.number,
          statement.at,
          statement.events,
          statement.heads,
          statement.previous,
          statement.digest,
          this.key.id,
          this.key.sign(statement),
        ],
      );
      return { id, number: statement.number, digest: statement.digest.toString('hex'), events: statement.events };
    });
    if (made)
      this.log.log({
        checkpoint: made.number,
        digest: made.digest,
        events: made.events,
        msg: 'audit checkpoint signed',
      });
  }

  @OnJob(SWEEP)
  async sweep(job: Job): Promise<void> {
    await job.effect('sweep', async (tx) => {
      const hours = (n: number) => new Date(tx.now.getTime() - n * 3_600_000);
      await deleteOld(
        tx,
        `delete from idempotency where ctid = any(array(select ctid from idempotency where created_at < $1 limit ${BATCH}))`,
        hours(IDEMPOTENCY_HOURS),
      );
      for (const table of ['session', 'access_token']) {
        await deleteOld(
          tx,
          `delete from ${table} where id in (select id from ${table} where expires_at < $1 or revoked_at < $1 limit ${BATCH})`,
          hours(EXPIRED_DAYS * 24),
        );
      }
    });
  }
}

async function deleteOld(tx: Tx, sql: string, before: Date): Promise<void> {
  while ((await tx.query(`${sql} returning 1`, [before])).length === BATCH);
}

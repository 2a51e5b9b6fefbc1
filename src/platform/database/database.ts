import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, QueryRunner } from 'typeorm';
import { Clock } from '../clock.js';
import { JobRegistry } from '../jobs/registry.js';
import { Call, Principal } from '../principal.js';
import { UserError } from '../user-error.js';
import { contextSql } from './context.js';
import { Reads } from './reads.js';
import { Outcome, Tx } from './transaction.js';

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

/** A job or a request acts through `transact`; everything that only looks goes through `reads`. */
@Injectable()
export class Database {
  constructor(
    private readonly source: DataSource,
    readonly reads: Reads,
    private readonly clock: Clock,
    private readonly registry: JobRegistry,
  ) {}

  /**
   * One transaction for one action: idempotency row, the work, audit and outbox; nothing leaves before the commit.
   * A replay with the same key and the same input answers as the first time without doing it again. Serialisation
   * failures and deadlocks are tried again, since nothing of a rolled-back try is left.
   */
  async transact<T extends Outcome | void>(principal: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const runner = this.source.createQueryRunner();
      try {
        return await this.once(runner, principal, work);
      } catch (error) {
        if (attempt < ATTEMPTS && RETRIED.has((error as { code?: string }).code ?? '')) continue;
        throw asUserError(error);
      } finally {
        await runner.release();
      }
    }
  }

  private async once<T extends Outcome | void>(
    runner: QueryRunner,
    principal: Principal,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    await runner.startTransaction();
    try {
      if (principal.context) await runner.query(contextSql(principal.context));
      const tx = new Tx(principal, this.clock.now(), runner, this.registry);
      if (principal.call) {
        const replay = await reserve(tx, principal.id, principal.call);
        if (replay) {
          await runner.rollbackTransaction();
          return replay as T;
        }
      }
      const outcome = await work(tx);
      if (principal.call) await keep(tx, principal.id, principal.call, outcome ?? { id: '' });
      await runner.commitTransaction();
      return outcome;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }
}

async function reserve(tx: Tx, principal: string, call: Call): Promise<Outcome | null> {
  const mine = await tx.one(
    `insert into idempotency (principal, key, path, input_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1 as mine`,
    [principal, call.key, call.path, call.inputHash, tx.now],
  );
  if (mine) return null;
  const before = await tx.one<{ input_hash: string; outcome: Outcome | null }>(
    'select input_hash, outcome from idempotency where principal = $1 and key = $2 and path = $3',
    [principal, call.key, call.path],
  );
  if (!before || before.input_hash !== call.inputHash) {
    throw new UserError('IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey');
  }
  return before.outcome ?? { id: '' };
}

async function keep(tx: Tx, principal: string, call: Call, outcome: Outcome): Promise<void> {
  await tx.query('update idempotency set outcome = $4 where principal = $1 and key = $2 and path = $3', [
    principal,
    call.key,
    call.path,
    outcome,
  ]);
}

/**
 * What the database refuses although the program let it through, in words: a row policy answers as a missing thing, a
 * broken rule names itself by its constraint (constraints are named after the rule they keep).
 */
function asUserError(error: unknown): unknown {
  const { code, constraint } = error as pg.DatabaseError;
  if (code === '42501' && /row-level security/.test((error as Error).message)) return new UserError('NOT_FOUND');
  if (code === '23505' && constraint) return new UserError('RULE_BROKEN', null, { rule: constraint });
  if (code === '23514' && constraint) return new UserError('RULE_BROKEN', null, { rule: constraint });
  return error;
}

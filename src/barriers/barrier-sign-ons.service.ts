import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { actingUnit, personOf } from '../catalogue/entries.service.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { under } from '../catalogue/protected.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision } from '../privacy/gate.js';
import { BarrierSignOn } from './barrier-parts.entity.js';
import {
  BarrierSignOnContentInput,
  BarrierSignOnInput,
  BarrierSignOnUpdateInput,
  BarrierSignOnWithdrawInput,
} from './barrier.inputs.js';
import { BarrierRow, SIGN_ON_SELECT, SignOnRow } from './barrier.queries.js';
import { BARRIER_MEMBERS, memberUnits, namesIn } from './barrier.relations.js';
import { BarrierService } from './barrier.service.js';

type Content = Pick<BarrierSignOn, 'process' | 'volumePerYear' | 'costSek' | 'words' | 'showName'>;

/**
 * "This stops us too." A unit signs on once; its organisation counts once. The trail of a sign-on stays with the member:
 * in the history that everybody reads there is nothing of it.
 */
@Injectable()
export class BarrierSignOns {
  constructor(
    private readonly db: Database,
    private readonly barriers: BarrierService,
  ) {}

  signOn(actor: Actor, input: BarrierSignOnInput): Promise<{ id: string; signOn: string }> {
    return this.db.transact(actor, async (tx) => {
      const barrier = await this.barriers.takeLocked(tx, actor, input.id, 'signOn');
      const unit = actingUnit(actor, input.unitId, [...BARRIER_MEMBERS]);
      if (!memberUnits(actor).some((one) => one.unitId === unit.unitId))
        throw new UserError('SIGN_ON_BY_MEMBERS', 'input.unitId', {}, barrier.id);
      const signOn = await this.add(tx, actor, barrier, unit, input, input.personalData, 'input');
      await this.barriers.reckon(tx, barrier.id);
      return { id: barrier.id, signOn };
    });
  }

  update(actor: Actor, input: BarrierSignOnUpdateInput): Promise<{ id: string; signOn: string }> {
    return this.db.transact(actor, async (tx) => {
      const { barrier, signOn } = await this.take(tx, actor, input);
      const given = {
        process: input.process === undefined ? signOn.process : input.process,
        volumePerYear: input.volumePerYear === undefined ? signOn.volumePerYear : input.volumePerYear,
        costSek: input.costSek === undefined ? signOn.costSek : input.costSek,
        words: input.words === undefined ? signOn.words : input.words,
        showName: input.showName ?? signOn.showName,
      };
      const content = this.content(barrier, given, input.personalData, 'input');
      await this.put(tx, signOn, input.expectedVersion, content);
      await tx.record({
        subject: barrier.id,
        action: 'barrier.sign-on-changed',
        audience: 'INTERNAL',
        facts: { signOn: signOn.id, showName: content.showName },
        values: { process: content.process, words: content.words },
      });
      await this.barriers.reckon(tx, barrier.id);
      return { id: barrier.id, signOn: signOn.id };
    });
  }

  withdraw(actor: Actor, input: BarrierSignOnWithdrawInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const { barrier, signOn } = await this.take(tx, actor, input);
      await this.put(tx, signOn, input.expectedVersion, { withdrawnAt: tx.now });
      await tx.record({
        subject: barrier.id,
        action: 'barrier.sign-on-withdrawn',
        audience: 'INTERNAL',
        facts: { signOn: signOn.id },
      });
      await this.barriers.reckon(tx, barrier.id);
      return { id: barrier.id };
    });
  }

  /** Within another action; whoever calls it has locked the barrier, and reckons afterwards. */
  async add(
    tx: Tx,
    actor: Actor,
    barrier: BarrierRow,
    unit: { organisationId: string; unitId: string },
    given: BarrierSignOnContentInput,
    decision: PersonalDataDecision | null | undefined,
    path: string,
  ): Promise<string> {
    const there = await tx.one<{ id: string }>(
      'select id from barrier_sign_on where entry_id = $1 and unit_id = $2 and withdrawn_at is null',
      [barrier.id, unit.unitId],
    );
    if (there) throw new UserError('SIGN_ON_ALREADY', 'input.id', {}, barrier.id);
    const content = this.content(barrier, given, decision, path);
    const id = newId('Link');
    await tx.insert(BarrierSignOn, {
      id,
      ...under(barrier as unknown as EntryRow),
      orgId: unit.organisationId,
      unitId: unit.unitId,
      signedById: personOf(actor),
      version: 1,
      ...content,
      signedAt: tx.now,
      updatedAt: tx.now,
    });
    await tx.record({
      subject: barrier.id,
      action: 'barrier.signed-on',
      audience: 'INTERNAL',
      facts: { signOn: id, showName: content.showName },
      values: { process: content.process, words: content.words },
    });
    await tx.emit('barrier.signed-on', { entryId: barrier.id, signOnId: id });
    return id;
  }

  /** What everybody may read does not name whoever reported it, unless they agreed to be shown. */
  async naming(tx: Tx, barrier: BarrierRow, texts: readonly (string | null)[]): Promise<Blocker[]> {
    if (!barrier.reporterUnitId) return [];
    const row = await tx.one<{ names: string[]; agreed: boolean }>(
      `select array[o.name, o.short_name, u.name] as names,
              exists (select 1 from barrier_sign_on s where s.entry_id = $1 and s.org_id = o.id and s.show_name
                        and s.withdrawn_at is null) as agreed
         from unit u join organisation o on o.id = u.organisation_id where u.id = $2`,
      [barrier.id, barrier.reporterUnitId],
    );
    if (!row || row.agreed) return [];
    // A board's name alone ("Socialnämnden") points out nobody; with the organisation's it does.
    const what = namesIn(row.names.slice(0, 2), texts);
    return what.length ? [{ code: 'BARRIER_NAMES_REPORTER', params: { what } }] : [];
  }

  private async take(
    tx: Tx,
    actor: Actor,
    input: { id: string; expectedVersion: number },
  ): Promise<{ barrier: BarrierRow; signOn: SignOnRow }> {
    const find = (): Promise<SignOnRow | null> =>
      tx.one<SignOnRow>(`select ${SIGN_ON_SELECT} from barrier_sign_on s where s.id = $1`, [input.id]);
    const seen = isId(input.id, 'Link') ? await find() : null;
    if (!seen) throw notFound('input.id');
    await this.barriers.lock(tx, seen.entryId);
    // What was merged in between stands on another barrier now.
    const signOn = (await find())!;
    const barrier = await this.barriers.load(tx, signOn.entryId);
    if (!actor.hasIn(signOn.unitId, ...BARRIER_MEMBERS)) throw new UserError('FORBIDDEN', 'input.id', {}, barrier.id);
    if (signOn.withdrawnAt) throw new UserError('SIGN_ON_WITHDRAWN', 'input.id', {}, barrier.id);
    if (signOn.version !== input.expectedVersion) {
      throw new UserError(
        'CONFLICT',
        'input.expectedVersion',
        { expected: input.expectedVersion, actual: signOn.version, state: null },
        barrier.id,
      );
    }
    return { barrier, signOn };
  }

  private async put(tx: Tx, signOn: SignOnRow, version: number, set: Partial<BarrierSignOn>): Promise<void> {
    await tx.guard(BarrierSignOn, { id: signOn.id, version }, set);
  }

  private content(
    barrier: BarrierRow,
    given: BarrierSignOnContentInput,
    decision: PersonalDataDecision | null | undefined,
    path: string,
  ): Content {
    for (const name of ['volumePerYear', 'costSek'] as const) {
      const figure = given[name];
      if (figure != null && figure < 0) throw new UserError('SIGN_ON_NOT_NEGATIVE', `${path}.${name}`, {}, barrier.id);
    }
    return {
      process: this.barriers.text(
        barrier,
        given.process,
        { path: `${path}.process`, max: 300, singleLine: true },
        decision,
      ),
      volumePerYear: given.volumePerYear ?? null,
      costSek: given.costSek ?? null,
      words: this.barriers.text(barrier, given.words, { path: `${path}.words`, max: 10_000 }, decision),
      showName: given.showName ?? false,
    };
  }
}

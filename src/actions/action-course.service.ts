import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { personOf } from '../catalogue/entries.service.js';
import { under } from '../catalogue/protected.js';
import { Revision, RevisionState } from '../catalogue/revision.entity.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { requireCanonicalId } from '../citations/canonical-id.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { DecidedAs } from './action.entity.js';
import { ActionContact, ActionResponse } from './action-parts.entity.js';
import {
  ActionCancelInput,
  ActionCloseInput,
  ActionDecideInput,
  ActionHoldInput,
  ActionLogContactInput,
  ActionRecordResponseInput,
  ActionSendInput,
  ActionStepInput,
} from './action.inputs.js';
import { ActionAction } from './action.machine.js';
import { ActionRow } from './action.queries.js';
import { actionBlockers } from './action.relations.js';
import { ActionService, MAX_BODY } from './action.service.js';

const MOST_RESPONSES = 200;
type Letter = Pick<Revision, 'state' | 'contentHash'>;

/** The way of an action: prepared, decided on, sent or held, answered, closed; or cancelled. */
@Injectable()
export class ActionCourse {
  constructor(
    private readonly db: Database,
    private readonly gate: PrivacyGate,
    private readonly actions: ActionService,
  ) {}

  prepare(actor: Actor, input: ActionStepInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'prepare', input.expectedVersion);
      await this.actions.step(tx, action, { action: 'prepare', event: 'begun', version: input.expectedVersion });
      return { id: action.id };
    });
  }

  /** Of the text that stands approved now: if it is changed afterwards, the decision falls. */
  decide(actor: Actor, input: ActionDecideInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'decide', input.expectedVersion);
      const letters = await this.require(tx, action, 'decide');
      const texts = this.pass(action, input.personalData, {
        decidedBy: {
          text: input.decidedBy,
          rule: { path: 'input.decidedBy', max: 200, required: true, singleLine: true },
        },
        delegation: { text: input.delegation, rule: { path: 'input.delegation', max: 300, singleLine: true } },
        reservations: { text: input.reservations, rule: { path: 'input.reservations', max: MAX_BODY } },
      });
      const delegated = input.decidedAs === DecidedAs.DELEGATE;
      if (delegated && !texts.delegation) throw new UserError('DELEGATION_REQUIRED', 'input.delegation', {}, action.id);
      // The one that is to go out, when there is both one that stands and one that is to take its place.
      const text = letters.find(({ state }) => state === RevisionState.APPROVED) ?? published(letters)!;
      const decidedOn = day(input.decidedOn, tx, 'input.decidedOn');
      await this.actions.step(tx, action, {
        action: 'decide',
        event: 'decided',
        version: input.expectedVersion,
        set: {
          decidedOn,
          decidedAs: input.decidedAs,
          decidedBy: texts.decidedBy,
          delegation: delegated ? texts.delegation : null,
          reservations: texts.reservations,
          decidedHash: text.contentHash,
        },
        facts: { decidedOn, decidedAs: input.decidedAs, text: text.contentHash },
        values: { decidedBy: texts.decidedBy, reservations: texts.reservations },
      });
      return { id: action.id };
    });
  }

  send(actor: Actor, input: ActionSendInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'send', input.expectedVersion);
      await this.require(tx, action, 'send');
      const doneOn = day(input.sentOn, tx, 'input.sentOn');
      if (action.decidedOn && doneOn < action.decidedOn)
        throw new UserError('SENT_BEFORE_DECIDED', 'input.sentOn', { decidedOn: action.decidedOn }, action.id);
      await this.finish(tx, action, 'send', 'sent', input.expectedVersion, { doneOn });
      await this.keepClaims(tx, action.id);
      return { id: action.id };
    });
  }

  hold(actor: Actor, input: ActionHoldInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'hold', input.expectedVersion);
      await this.require(tx, action, 'hold');
      const texts = this.pass(action, input.personalData, {
        participants: { text: input.participants, rule: { path: 'input.participants', max: 2_000, required: true } },
        outcome: { text: input.outcome, rule: { path: 'input.outcome', max: MAX_BODY, required: true } },
      });
      const doneOn = day(input.heldOn, tx, 'input.heldOn');
      await this.finish(tx, action, 'hold', 'held', input.expectedVersion, { doneOn, ...texts });
      await this.keepClaims(tx, action.id);
      return { id: action.id };
    });
  }

  recordResponse(actor: Actor, input: ActionRecordResponseInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'recordResponse', input.expectedVersion);
      const known = input.organisation
        ? await this.actions.organisationName(tx, input.organisation, 'input.organisation')
        : null;
      const texts = this.pass(action, input.personalData, {
        respondent: {
          text: input.respondent,
          rule: { path: 'input.respondent', max: 200, singleLine: true, required: known === null },
        },
        summary: { text: input.summary, rule: { path: 'input.summary', max: MAX_BODY, required: true } },
      });
      const document = input.document ? requireCanonicalId(input.document, 'input.document').id : null;
      const respondedOn = day(input.respondedOn, tx, 'input.respondedOn');
      if (action.doneOn && respondedOn < action.doneOn)
        throw new UserError('ANSWERED_BEFORE_ASKED', 'input.respondedOn', { doneOn: action.doneOn }, action.id);
      const id = newId('ActionPart');
      await this.actions.step(tx, action, {
        action: 'recordResponse',
        event: 'responded',
        version: input.expectedVersion,
        facts: { response: id, respondedOn, document },
        values: { summary: texts.summary },
      });
      const row = await tx.one<{ n: number }>('select count(*)::int as n from action_response where entry_id = $1', [
        action.id,
      ]);
      if (row!.n >= MOST_RESPONSES) throw new UserError('TOO_MANY', 'input.id', { max: MOST_RESPONSES }, action.id);
      await tx.insert(ActionResponse, {
        id,
        ...under(action),
        respondedOn,
        organisationId: input.organisation ?? null,
        respondent: texts.respondent ?? known!,
        summary: texts.summary!,
        document,
        registeredAt: tx.now,
      });
      return { id: action.id };
    });
  }

  logContact(actor: Actor, input: ActionLogContactInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.action, 'logContact');
      await this.actions.organisationName(tx, input.organisation, 'input.organisation');
      const texts = this.pass(action, input.personalData, {
        people: { text: input.people, rule: { path: 'input.people', max: 500, singleLine: true } },
        summary: { text: input.summary, rule: { path: 'input.summary', max: MAX_BODY, required: true } },
      });
      const date = day(input.date, tx, 'input.date');
      const id = newId('ActionPart');
      await this.actions.step(tx, action, {
        action: 'logContact',
        event: 'contact-logged',
        silent: true,
        facts: { contact: id, organisation: input.organisation, channel: input.channel, date },
        values: { summary: texts.summary },
      });
      await tx.insert(ActionContact, {
        id,
        ...under(action),
        date,
        organisationId: input.organisation,
        channel: input.channel,
        people: texts.people,
        summary: texts.summary!,
        authorId: personOf(actor),
        at: tx.now,
      });
      return { id: action.id };
    });
  }

  close(actor: Actor, input: ActionCloseInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'close', input.expectedVersion);
      const rule = { path: 'input.outcome', max: MAX_BODY };
      const { outcome } = this.pass(action, input.personalData, { outcome: { text: input.outcome, rule } });
      await this.actions.step(tx, action, {
        action: 'close',
        event: 'closed',
        version: input.expectedVersion,
        set: { endedAt: tx.now, ...(outcome ? { outcome } : {}) },
        values: { outcome },
      });
      return { id: action.id };
    });
  }

  cancel(actor: Actor, input: ActionCancelInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.actions.take(tx, actor, input.id, 'cancel', input.expectedVersion);
      const rule = { path: 'input.reason', max: 4_000, required: true };
      const { reason } = this.pass(action, input.personalData, { reason: { text: input.reason, rule } });
      await this.actions.step(tx, action, {
        action: 'cancel',
        event: 'cancelled',
        version: input.expectedVersion,
        set: { endedAt: tx.now, reason },
        values: { reason },
      });
      return { id: action.id };
    });
  }

  /** What was said stays as it was said, and is read by whoever may read the letter. */
  private async keepClaims(tx: Tx, actionId: string): Promise<void> {
    await tx.query(
      `update action_claim x set title = c.title, provisions = c.provisions,
         text = (select r.body from revision r where r.entry_id = c.entry_id and r.slot = 'claim:' || c.id
                  and r.language = 'sv' and r.state = 'PUBLISHED')
         from claim c where c.id = x.claim_id and x.entry_id = $1`,
      [actionId],
    );
  }

  /** Done: from now on it is for those it is meant for. */
  private async finish(
    tx: Tx,
    action: ActionRow,
    does: 'send' | 'hold',
    event: string,
    version: number,
    set: { doneOn: string; participants?: string | null; outcome?: string | null },
  ): Promise<void> {
    await this.actions.step(tx, action, {
      action: does,
      event,
      version,
      entry: { publishedAt: tx.now, visibility: visibilityOf(action.access, { draft: false, published: true }) },
      set,
      facts: { doneOn: set.doneOn },
      values: { outcome: set.outcome ?? null },
    });
  }

  /** @throws UserError the first reason why not */
  private async require(tx: Tx, action: ActionRow, does: ActionAction): Promise<Letter[]> {
    const letters = await tx.query<Letter>(
      `select state, content_hash as "contentHash" from revision
        where entry_id = $1 and slot = 'letter' and language = 'sv' and state in ('APPROVED','PUBLISHED')`,
      [action.id],
    );
    const row = await tx.one<{ n: number }>('select count(*)::int as n from action_recipient where entry_id = $1', [
      action.id,
    ]);
    const [blocker] = actionBlockers(does, action, letters, row!.n);
    if (blocker) throw new UserError(blocker.code, 'input.id', blocker.params ?? {}, action.id);
    return letters;
  }

  private pass<K extends string>(
    action: ActionRow,
    decision: PersonalDataDecision | null | undefined,
    fields: Parameters<PrivacyGate['pass']>[0] & Record<K, unknown>,
  ): Record<K, string | null> {
    return this.gate.pass(fields, decision, { restricted: action.visibility === 'RESTRICTED' });
  }
}

const published = (letters: readonly Letter[]): Letter | undefined =>
  letters.find(({ state }) => state === RevisionState.PUBLISHED);

/** A day that has been: what is to come is not registered as done. */
function day(given: string | null | undefined, tx: Tx, path: string): string {
  const today = stockholmDate(tx.now);
  const date = given ?? today;
  if (date > today) throw new UserError('DATE_AHEAD', path, { today });
  return date;
}

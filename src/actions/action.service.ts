import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { stockholmDate } from '../calendar/working-days.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { under } from '../catalogue/protected.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { Action, ActionState } from './action.entity.js';
import { ActionClaim, ActionRecipient } from './action-parts.entity.js';
import { ActionPlanInput, ActionRecipientInput, ActionUpdateInput } from './action.inputs.js';
import { ActionAction, actionMachine } from './action.machine.js';
import { ACTION_FROM, ACTION_SELECT, ActionRow } from './action.queries.js';
import { requireAction } from './action.relations.js';

export const MAX_BODY = 20_000;
const MOST_RECIPIENTS = 20;
const MOST_CLAIMS = 50;
const MOST_GOALS = 20;
const TITLE = { path: 'input.title', max: 300, singleLine: true };

type OwnColumns = Omit<Partial<Action>, 'id' | 'entryId' | 'kind' | 'ownerUnitId' | 'visibility' | 'state'>;

export interface ActionStep {
  action: ActionAction;
  /** Past tense; `action.<event>` in the trail and to those who listen. */
  event: string;
  /** For the trail only: nothing follows from it. */
  silent?: boolean;
  version?: number;
  entry?: Partial<Pick<EntryRow, 'title' | 'visibility' | 'publishedAt'>>;
  set?: OwnColumns;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
}

/** Planning and changing an action, and what every other act on one is made of. */
@Injectable()
export class ActionService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
  ) {}

  plan(actor: Actor, input: ActionPlanInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const membership = actor.memberships.find(({ role }) => role === Role.ADVOCATE);
      if (!membership) throw new UserError('FORBIDDEN');
      const texts = this.texts(input, input.title, { restricted: false });
      if (!texts.title) throw new UserError('REQUIRED', 'input.title');
      const entry = await this.entries.create(tx, {
        kind: EntryKind.ACTION,
        title: texts.title,
        ownerOrgId: membership.organisationId,
        ownerUnitId: membership.unitId,
        access: Access[input.access ?? 'PUBLIC'],
        state: ActionState.PLANNED,
        draft: false,
      });
      await tx.insert(Action, {
        id: entry.id,
        ...under(entry),
        actionKind: input.kind,
        purpose: texts.purpose,
        dueOn: input.dueOn ?? null,
        theirReference: texts.theirReference,
        diaryNumber: texts.diaryNumber,
        responsibleId: personOf(actor),
      });
      const ref = await this.entries.nextRef(tx, EntryKind.ACTION, stockholmDate(tx.now));
      const now = await this.entries.step(tx, entry, {
        from: [ActionState.PLANNED],
        set: { ref },
        action: 'action.planned',
        facts: { ref, kind: input.kind, dueOn: input.dueOn ?? null },
      });
      await this.setRecipients(tx, now, input.recipients, input.personalData);
      await this.setClaims(tx, now, input.claims);
      if (input.subjectAreas?.length) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      const goals = [...new Set(input.goals ?? [])];
      if (goals.length > MOST_GOALS) throw new UserError('TOO_MANY', 'input.goals', { max: MOST_GOALS });
      for (const id of goals)
        await this.entries.link(
          tx,
          now,
          LinkType.PART_OF,
          await this.entries.load(tx, id, EntryKind.GOAL, 'input.goals'),
        );
      if (input.dossier) {
        const dossier = await this.entries.load(tx, input.dossier, EntryKind.DOSSIER, 'input.dossier');
        await this.entries.link(tx, now, LinkType.RELATED, dossier);
      }
      await tx.emit('action.planned', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  update(actor: Actor, input: ActionUpdateInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const action = await this.take(tx, actor, input.id, 'update', input.expectedVersion);
      const texts = this.texts(input, input.title, { restricted: action.visibility === 'RESTRICTED' });
      if (input.title !== undefined && !texts.title) throw new UserError('REQUIRED', 'input.title', {}, action.id);
      if (input.responsible) await this.requireAdvocate(tx, action, input.responsible);
      const set: OwnColumns = {
        purpose: input.purpose === undefined ? action.purpose : texts.purpose,
        dueOn: input.dueOn === undefined ? action.dueOn : input.dueOn,
        theirReference: input.theirReference === undefined ? action.theirReference : texts.theirReference,
        diaryNumber: input.diaryNumber === undefined ? action.diaryNumber : texts.diaryNumber,
        responsibleId: input.responsible === undefined ? action.responsibleId : input.responsible,
      };
      const now = await this.step(tx, action, {
        action: 'update',
        event: 'updated',
        silent: true,
        version: input.expectedVersion,
        entry: texts.title ? { title: texts.title } : {},
        set,
        facts: { dueOn: set.dueOn ?? null, responsible: set.responsibleId ?? null },
        values: { title: texts.title },
      });
      if (input.recipients) await this.setRecipients(tx, now, input.recipients, input.personalData);
      if (input.claims) await this.setClaims(tx, now, input.claims);
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      return { id: action.id };
    });
  }

  // ---- What every act is made of; all join the caller's transaction ----

  async load(tx: Tx, id: string, path = 'input.id'): Promise<ActionRow> {
    const action = isId(id, 'Action')
      ? await tx.one<ActionRow>(`select ${ACTION_SELECT} ${ACTION_FROM} where a.id = $1`, [id])
      : null;
    if (!action) throw notFound(path);
    return action;
  }

  async take(tx: Tx, actor: Actor, id: string, does: ActionAction, version?: number): Promise<ActionRow> {
    const action = await this.load(tx, id, version === undefined ? 'input.action' : 'input.id');
    requireAction(does, action, actor, version);
    return action;
  }

  /** Guarded step of the entry with its trail, own columns, and the event. Names come from the program only. */
  async step(tx: Tx, action: ActionRow, step: ActionStep): Promise<ActionRow> {
    const rule = actionMachine.rule(step.action);
    const entry = await this.entries.step(tx, action, {
      version: step.version,
      from: rule.from,
      set: { ...(rule.to ? { state: rule.to } : {}), ...step.entry },
      action: `action.${step.event}`,
      facts: step.facts,
      values: step.values,
    });
    const columns = Object.entries(step.set ?? {});
    if (columns.length > 0) {
      const names = columns.map(([name], i) => `${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${i + 2}`);
      await tx.query(`update action set ${names.join(', ')} where id = $1`, [
        action.id,
        ...columns.map(([, value]) => value as unknown),
      ]);
    }
    if (!step.silent) await tx.emit(`action.${step.event}`, { entryId: action.id });
    return { ...action, ...entry, ...step.set } as ActionRow;
  }

  /** The name that stands in a letter for an organisation, as it is called now. */
  async organisationName(tx: Tx, id: string, path: string): Promise<string> {
    const row = isId(id, 'Organisation')
      ? await tx.one<{ name: string }>('select name from organisation where id = $1', [id])
      : null;
    if (!row) throw notFound(path);
    return row.name;
  }

  private texts(
    input: ActionPlanInput | ActionUpdateInput,
    title: string | null | undefined,
    seen: { restricted: boolean },
  ) {
    return this.gate.pass(
      {
        title: { text: title, rule: TITLE },
        purpose: { text: input.purpose, rule: { path: 'input.purpose', max: MAX_BODY } },
        theirReference: {
          text: input.theirReference,
          rule: { path: 'input.theirReference', max: 100, singleLine: true },
        },
        diaryNumber: { text: input.diaryNumber, rule: { path: 'input.diaryNumber', max: 60, singleLine: true } },
      },
      input.personalData,
      seen,
    );
  }

  private async setRecipients(
    tx: Tx,
    action: EntryRow,
    given: readonly ActionRecipientInput[] | null | undefined,
    decision: PersonalDataDecision | null | undefined,
  ): Promise<void> {
    const recipients = given ?? [];
    if (recipients.length > MOST_RECIPIENTS)
      throw new UserError('TOO_MANY', 'input.recipients', { max: MOST_RECIPIENTS });
    await tx.query('delete from action_recipient where entry_id = $1', [action.id]);
    const rows: Pick<ActionRecipient, 'organisationId' | 'name'>[] = [];
    for (const [i, one] of recipients.entries()) {
      const path = `input.recipients.${i}`;
      const rule = { path: `${path}.name`, max: 200, singleLine: true, required: !one.organisation };
      const { name } = this.gate.pass({ name: { text: one.name, rule } }, decision, { restricted: false });
      const known = one.organisation ? await this.organisationName(tx, one.organisation, `${path}.organisation`) : null;
      rows.push({ organisationId: one.organisation ?? null, name: name ?? known! });
    }
    await tx.insert(
      ActionRecipient,
      rows.map((row, i) => ({ id: newId('ActionPart'), ...under(action), ...row, position: i + 1 })),
    );
  }

  /** Claims of goals that this actor sees; in the order given. */
  private async setClaims(tx: Tx, action: EntryRow, given: readonly string[] | null | undefined): Promise<void> {
    const ids = [...new Set(given ?? [])];
    if (ids.length > MOST_CLAIMS) throw new UserError('TOO_MANY', 'input.claims', { max: MOST_CLAIMS });
    const known = await tx.query<{ id: string }>('select id from claim where id::text = any($1)', [ids]);
    if (known.length !== ids.length) throw notFound('input.claims');
    await tx.query('delete from action_claim where entry_id = $1', [action.id]);
    await tx.insert(
      ActionClaim,
      ids.map((claimId, i) => ({ id: newId('ActionPart'), ...under(action), claimId, position: i + 1 })),
    );
  }

  private async requireAdvocate(tx: Tx, action: ActionRow, personId: string): Promise<void> {
    const holder = isId(personId, 'Person')
      ? await tx.one(
          `select 1 from membership m join person p on p.id = m.person_id
            where m.person_id = $1 and m.organisation_id = $2 and m.role = $3 and m.ended_at is null and p.disabled_at is null`,
          [personId, action.ownerOrgId, Role.ADVOCATE],
        )
      : null;
    if (!holder) throw new UserError('NOT_AN_ADVOCATE', 'input.responsible', {}, action.id);
  }
}

import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { stockholmDate } from '../calendar/working-days.js';
import { actingUnit, Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind } from '../catalogue/entry.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { EntryParts } from '../catalogue/parts.service.js';
import { under } from '../catalogue/protected.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { Question, QuestionState, Urgency } from './question.entity.js';
import {
  QuestionActionInput,
  QuestionApproveSendingInput,
  QuestionDraftInput,
  QuestionSubmitInput,
  QuestionUpdateInput,
} from './question.inputs.js';
import { QuestionRow } from './question.queries.js';
import { MAX_REASON, QuestionService, refusal } from './question.service.js';

type Content = Pick<
  Question,
  | 'text'
  | 'facts'
  | 'urgency'
  | 'wishedDate'
  | 'diaryNumber'
  | 'service'
  | 'deIdentified'
  | 'disclosureGround'
  | 'secrecyGround'
  | 'creditConsent'
> & { title: string; access: Access; accessGround: string | null };

const EMPTY: Content = {
  title: '',
  text: '',
  facts: null,
  urgency: Urgency.NORMAL,
  wishedDate: null,
  diaryNumber: null,
  service: null,
  deIdentified: false,
  disclosureGround: null,
  secrecyGround: null,
  creditConsent: false,
  access: Access.PARTIES,
  accessGround: null,
};

/** A question on the asker's side of the door: written, approved, sent. */
@Injectable()
export class QuestionIntakeService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly questions: QuestionService,
    private readonly parts: EntryParts,
  ) {}

  draft(actor: Actor, input: QuestionDraftInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const { organisationId, unitId } = actingUnit(actor, input.unitId, [Role.SUBMITTER]);
      const content = this.content(EMPTY, input);
      const { title, access, accessGround, ...own } = content;
      const entry = await this.entries.create(tx, {
        kind: EntryKind.QUESTION,
        title,
        ownerOrgId: organisationId,
        ownerUnitId: unitId,
        access,
        accessGround,
        state: QuestionState.DRAFT,
        draft: true,
      });
      await tx.insert(Question, { id: entry.id, ...under(entry), ...own, askerId: personOf(actor) });
      if (input.subjectAreas?.length) await this.entries.setSubjectAreas(tx, entry, input.subjectAreas);
      if (input.askedIn) {
        const link = { from: entry.id, type: LinkType.ASKS_IN, to: input.askedIn };
        await this.parts.link(tx, actor, link, { from: 'input', to: 'input.askedIn' });
      }
      await this.recordKept(tx, entry.id, input.personalData);
      await tx.emit('entry.worded', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  update(actor: Actor, input: QuestionUpdateInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'update');
      const { title, access, accessGround, ...own } = this.content(question, input);
      const visibility = visibilityOf(access, { draft: true, published: false });
      // Whoever narrows it must be named first, or the policy refuses the row that they can no longer see.
      if (visibility === 'RESTRICTED' && question.visibility !== 'RESTRICTED') {
        for (const personId of new Set([personOf(actor), question.askerId]))
          await this.entries.grant(tx, question, { personId });
      }
      const now = await this.questions.step(tx, question, {
        action: 'update',
        event: 'updated',
        silent: true,
        version: input.expectedVersion,
        entry: { title, access, accessGround, visibility },
        set: own,
        values: { title, text: own.text, facts: own.facts },
      });
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      await this.recordKept(tx, question.id, input.personalData);
      await tx.emit('entry.worded', { entryId: question.id });
      return { id: question.id };
    });
  }

  /** Sends it, or leaves it waiting for an approver where the organisation wants one's yes and the asker is none. */
  submit(actor: Actor, input: QuestionSubmitInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const stored = await this.questions.take(tx, actor, input, 'submit');
      const question = { ...stored, ...this.disclosure(stored, input) };
      this.requireSendable(question);
      const organisation = await tx.one<{ approves: boolean }>(
        'select approves_sending as approves from organisation where id = $1',
        [question.ownerOrgId],
      );
      if (organisation?.approves && !actor.hasIn(question.ownerUnitId, Role.APPROVER)) {
        return this.requestSending(tx, question, input.expectedVersion);
      }
      return this.send(tx, actor, question, 'submit', input.expectedVersion);
    });
  }

  approveSending(actor: Actor, input: QuestionApproveSendingInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(
        tx,
        actor,
        input,
        input.approved ? 'approveSending' : 'declineSending',
      );
      if (!question.sendingRequestedAt) throw refusal('SENDING_NOT_REQUESTED', 'input.id', question);
      if (input.approved) {
        this.requireSendable(question);
        return this.send(tx, actor, question, 'approveSending', input.expectedVersion);
      }
      const reason = this.questions.text(
        question,
        input.reason,
        { path: 'input.reason', max: MAX_REASON, required: true },
        input.personalData,
      );
      const now = await this.questions.step(tx, question, {
        action: 'declineSending',
        event: 'sending-declined',
        version: input.expectedVersion,
        set: { sendingRequestedAt: null },
        values: { reason },
      });
      // Why a board does not want to ask is its own matter, also after the question is sent another day.
      await this.questions.internal(tx, actor, now, reason);
      return { id: question.id };
    });
  }

  discard(actor: Actor, input: QuestionActionInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'discard');
      await this.questions.step(tx, question, {
        action: 'discard',
        event: 'discarded',
        version: input.expectedVersion,
        set: { sendingRequestedAt: null },
      });
      return { id: question.id };
    });
  }

  private async requestSending(tx: Tx, question: QuestionRow, version: number): Promise<Outcome> {
    if (question.sendingRequestedAt) throw refusal('SENDING_ALREADY_REQUESTED', 'input.id', question);
    const approvers = await this.questions.holdersOf(tx, Role.APPROVER, question.ownerUnitId);
    if (approvers.length === 0) throw refusal('NO_APPROVER', 'input.id', question);
    await this.questions.grantIfRestricted(tx, question, approvers);
    await this.questions.step(tx, question, {
      action: 'requestSending',
      event: 'approval-requested',
      version,
      set: {
        sendingRequestedAt: tx.now,
        deIdentified: question.deIdentified,
        disclosureGround: question.disclosureGround,
      },
      facts: { deIdentified: question.deIdentified },
      values: { disclosureGround: question.disclosureGround },
    });
    return { id: question.id };
  }

  /** Over the threshold: it gets its ref, the association sees it, and the response clock starts. */
  private async send(
    tx: Tx,
    actor: Actor,
    question: QuestionRow,
    action: 'submit' | 'approveSending',
    version: number,
  ): Promise<Outcome> {
    const clock = await this.questions.clock(tx, question, tx.now);
    // Only ADMINs take in what is RESTRICTED; the lawyer they give it to is named then.
    await this.questions.grantIfRestricted(
      tx,
      question,
      question.visibility === 'RESTRICTED' ? await this.questions.holdersOf(tx, Role.ADMIN) : [],
    );
    // The counter is locked until the end: last of what may take time.
    const ref = question.ref ?? (await this.entries.nextRef(tx, EntryKind.QUESTION, stockholmDate(tx.now)));
    await this.questions.step(tx, question, {
      action,
      event: 'submitted',
      version,
      entry: { ref, visibility: visibilityOf(question.access, { draft: false, published: false }) },
      set: {
        ...clock,
        submittedAt: tx.now,
        deIdentified: question.deIdentified,
        disclosureGround: question.disclosureGround,
        sendingRequestedAt: null,
        sendingApprovedBy: actor.hasIn(question.ownerUnitId, Role.APPROVER) ? actor.personId : null,
      },
      facts: { ref, deIdentified: question.deIdentified, approved: action === 'approveSending' },
      values: { disclosureGround: question.disclosureGround },
    });
    return { id: question.id };
  }

  /** What must be there before it leaves. The same reasons stand in `allowedActions` before the click. */
  private requireSendable(question: QuestionRow): void {
    const [first] = sendingBlockers(question);
    if (first) throw refusal(first.code, first.path, question);
    if (question.disclosureGround) return;
    // "De-identified" is a claim that is checked: a number that was kept on a ground needs a ground to leave, too.
    this.gate.check(
      [{ path: 'input.deIdentified', text: [question.title, question.text, question.facts ?? ''].join('\n') }],
      null,
      { restricted: false },
    );
  }

  private disclosure(
    question: QuestionRow,
    input: QuestionSubmitInput,
  ): Pick<Question, 'deIdentified' | 'disclosureGround'> {
    const ground =
      input.disclosureGround === undefined
        ? question.disclosureGround
        : this.questions.text(
            question,
            input.disclosureGround,
            { path: 'input.disclosureGround', max: 1_000 },
            input.personalData,
          );
    return { deIdentified: input.deIdentified ?? question.deIdentified, disclosureGround: ground };
  }

  /**
   * What the draft says after this input. All its texts pass the gate again, not only the new ones: what was kept while
   * it was RESTRICTED may not stay when it no longer is.
   */
  private content(before: Content, input: QuestionDraftInput | QuestionUpdateInput): Content {
    const given = <K extends keyof Content & keyof typeof input>(name: K): Content[K] | null =>
      (input[name] === undefined ? before[name] : input[name]) as Content[K] | null;
    const access = (given('access') ?? Access.PARTIES) as Access;
    const texts = this.gate.pass(
      {
        title: { text: given('title'), rule: { max: 300, path: 'input.title', singleLine: true } },
        text: { text: given('text'), rule: { max: 50_000, path: 'input.text' } },
        facts: { text: given('facts'), rule: { max: 50_000, path: 'input.facts' } },
        diaryNumber: { text: given('diaryNumber'), rule: { max: 100, path: 'input.diaryNumber', singleLine: true } },
        service: { text: given('service'), rule: { max: 300, path: 'input.service', singleLine: true } },
        accessGround: { text: given('accessGround'), rule: { max: 1_000, path: 'input.accessGround' } },
        disclosureGround: { text: given('disclosureGround'), rule: { max: 1_000, path: 'input.disclosureGround' } },
        secrecyGround: { text: given('secrecyGround'), rule: { max: 1_000, path: 'input.secrecyGround' } },
      },
      input.personalData,
      { restricted: access === Access.RESTRICTED },
    );
    if (access === Access.RESTRICTED && !texts.accessGround)
      throw new UserError('ACCESS_GROUND_REQUIRED', 'input.accessGround');
    return {
      ...texts,
      title: texts.title ?? '',
      text: texts.text ?? '',
      access,
      accessGround: access === Access.RESTRICTED ? texts.accessGround : null,
      urgency: given('urgency') ?? Urgency.NORMAL,
      wishedDate: given('wishedDate'),
      deIdentified: given('deIdentified') ?? false,
      creditConsent: given('creditConsent') ?? false,
    };
  }

  /** That a personal number was kept is on record with its ground, never the number. */
  private async recordKept(tx: Tx, id: string, decision: PersonalDataDecision | null | undefined): Promise<void> {
    if (decision?.action !== 'KEEP') return;
    await tx.record({
      subject: id,
      action: 'question.personal-data-kept',
      values: { ground: decision.ground ?? null },
    });
  }
}

/** Why a draft cannot be sent as it stands, with the input field that would change it. */
export function sendingBlockers(
  question: Pick<QuestionRow, 'title' | 'text' | 'deIdentified' | 'disclosureGround'>,
): { code: string; path: string }[] {
  const blockers: { code: string; path: string }[] = [];
  if (!question.title.trim()) blockers.push({ code: 'TITLE_REQUIRED', path: 'input.id' });
  if (!question.text.trim()) blockers.push({ code: 'TEXT_REQUIRED', path: 'input.id' });
  if (!question.deIdentified && !question.disclosureGround?.trim()) {
    blockers.push({ code: 'DISCLOSURE_NOT_DECIDED', path: 'input.deIdentified' });
  }
  return blockers;
}

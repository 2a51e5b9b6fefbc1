import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { personOf } from '../catalogue/entries.service.js';
import { FileService } from '../catalogue/file.service.js';
import { under } from '../catalogue/protected.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import {
  CaseDecision,
  CaseDocument,
  CaseMark,
  CaseNote,
  CaseParty,
  DecisionAppeal,
  DocumentKind,
} from './case-parts.entity.js';
import {
  CaseAddNoteInput,
  CaseAddPartyInput,
  CaseDecideInput,
  CaseEndPartyInput,
  CaseExpediteInput,
  CaseLiftMarkInput,
  CaseMarkSecrecyInput,
  CaseRegisterDocumentInput,
} from './case.inputs.js';
import { CaseRow } from './case.queries.js';
import { CaseService, MAX_BODY, notAhead } from './case.service.js';

/** More of one small thing than this in a case is a case that ought to be several. */
const MOST_PARTS = 200;
const MOST_DOCUMENTS = 10_000;

/** What is registered in a case while it is open: documents, decisions, parties, notes, secrecy marks. */
@Injectable()
export class CaseRegister {
  constructor(
    private readonly db: Database,
    private readonly gate: PrivacyGate,
    private readonly cases: CaseService,
    private readonly files: FileService,
  ) {}

  registerDocument(actor: Actor, input: CaseRegisterDocumentInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'registerDocument');
      const drawnUp = input.kind === DocumentKind.DRAWN_UP;
      const texts = this.gate.pass(
        {
          title: { text: input.title, rule: { path: 'input.title', max: 300, required: true, singleLine: true } },
          correspondent: {
            text: input.correspondent,
            rule: { path: 'input.correspondent', max: 200, singleLine: true },
          },
          classCode: { text: input.classCode, rule: { path: 'input.classCode', max: 40, singleLine: true } },
          ground: { text: input.secrecyGround, rule: { path: 'input.secrecyGround', max: 300, singleLine: true } },
        },
        input.personalData,
        { restricted: found.visibility === 'RESTRICTED' },
      );
      if (!drawnUp && !texts.correspondent)
        throw new UserError('CORRESPONDENT_REQUIRED', 'input.correspondent', { kind: input.kind }, found.id);
      if (drawnUp && texts.correspondent)
        throw new UserError('CORRESPONDENT_NOT_HERE', 'input.correspondent', {}, found.id);
      const today = stockholmDate(tx.now);
      const date = notAhead(input.date ?? today, today, 'input.date');
      const fileId = await this.fileOf(tx, actor, found, input, texts.title!);
      const id = newId('CaseDocument');
      // The step locks the case, so the number that follows is nobody else's.
      await this.cases.step(tx, found, {
        action: 'registerDocument',
        event: 'document-registered',
        facts: { document: id, kind: input.kind, date, file: fileId },
        values: { title: texts.title, correspondent: texts.correspondent },
      });
      const row = await tx.one<{ number: number }>(
        'select coalesce(max(number), 0)::int + 1 as number from case_document where entry_id = $1',
        [found.id],
      );
      if (row!.number > MOST_DOCUMENTS) throw new UserError('CASE_TOO_LARGE', 'input.case', { max: MOST_DOCUMENTS });
      await tx.insert(CaseDocument, {
        id,
        ...under(found),
        number: row!.number,
        documentKind: input.kind,
        date,
        title: texts.title!,
        correspondent: texts.correspondent,
        classCode: texts.classCode,
        fileId,
        registeredById: personOf(actor),
        registeredAt: tx.now,
      });
      if (texts.ground) await this.mark(tx, actor, found, id, texts.ground);
      await tx.emit('case.document-registered', { entryId: found.id, documentId: id });
      return { id: found.id, document: id };
    });
  }

  decide(actor: Actor, input: CaseDecideInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.id, 'decide', input.expectedVersion);
      const texts = this.gate.pass(
        {
          decidedBy: {
            text: input.decidedBy,
            rule: { path: 'input.decidedBy', max: 200, required: true, singleLine: true },
          },
          outcome: { text: input.outcome, rule: { path: 'input.outcome', max: MAX_BODY, required: true } },
          delegation: { text: input.delegation, rule: { path: 'input.delegation', max: 300, singleLine: true } },
          appealInformation: {
            text: input.appealInformation,
            rule: { path: 'input.appealInformation', max: 2_000 },
          },
        },
        input.personalData,
        { restricted: found.visibility === 'RESTRICTED' },
      );
      const today = stockholmDate(tx.now);
      const decidedOn = notAhead(input.decidedOn ?? today, today, 'input.decidedOn');
      const appeal = input.appeal ?? null;
      // A party who may appeal is to be told how with the decision (FL 33 §).
      if (appeal === DecisionAppeal.APPEAL && !texts.appealInformation)
        throw new UserError('APPEAL_INFORMATION_REQUIRED', 'input.appealInformation', {}, found.id);
      if (input.document) await this.requirePart(tx, found, 'case_document', 'CaseDocument', input.document);
      await this.roomFor(tx, found, 'case_decision');
      const id = newId('CasePart');
      await this.cases.step(tx, found, {
        action: 'decide',
        event: 'decided',
        version: input.expectedVersion,
        facts: { decision: id, decidedOn, document: input.document ?? null, appeal },
        values: { outcome: texts.outcome, decidedBy: texts.decidedBy },
      });
      await tx.insert(CaseDecision, {
        id,
        ...under(found),
        decidedOn,
        decidedBy: texts.decidedBy!,
        delegation: texts.delegation,
        outcome: texts.outcome!,
        appeal,
        appealInformation: texts.appealInformation,
        expeditedOn: null,
        expeditedTo: null,
        documentId: input.document ?? null,
        registeredAt: tx.now,
      });
      await tx.emit('case.decided', { entryId: found.id, decisionId: id });
      return { id: found.id };
    });
  }

  expedite(actor: Actor, input: CaseExpediteInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'expedite');
      await this.requirePart(tx, found, 'case_decision', 'CasePart', input.decision, 'input.decision');
      const rule = { path: 'input.to', max: 300, required: true, singleLine: true };
      const to = this.cases.text(found, input.to, rule, input.personalData);
      const today = stockholmDate(tx.now);
      const date = notAhead(input.date ?? today, today, 'input.date');
      await this.cases.step(tx, found, {
        action: 'expedite',
        event: 'decision-expedited',
        facts: { decision: input.decision, date },
        values: { to },
      });
      const row = await tx.one<{ decidedOn: string; expedited: boolean }>(
        'select decided_on::text as "decidedOn", expedited_on is not null as expedited from case_decision where id = $1',
        [input.decision],
      );
      if (row!.expedited) throw new UserError('DECISION_ALREADY_EXPEDITED', 'input.decision', {}, found.id);
      if (date < row!.decidedOn)
        throw new UserError('EXPEDITED_BEFORE_DECIDED', 'input.date', { decided: row!.decidedOn }, found.id);
      await tx.query('update case_decision set expedited_on = $2, expedited_to = $3 where id = $1', [
        input.decision,
        date,
        to,
      ]);
      await tx.emit('case.decision-expedited', { entryId: found.id, decisionId: input.decision });
      return { id: found.id };
    });
  }

  addParty(actor: Actor, input: CaseAddPartyInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'addParty');
      const rule = { path: 'input.name', max: 200, required: true, singleLine: true };
      const name = this.cases.text(found, input.name, rule, input.personalData);
      await this.roomFor(tx, found, 'case_party');
      const id = newId('CasePart');
      await this.cases.step(tx, found, {
        action: 'addParty',
        event: 'party-added',
        facts: { party: id, role: input.role },
        values: { name },
      });
      await tx.insert(CaseParty, {
        id,
        ...under(found),
        name: name!,
        partyRole: input.role,
        addedAt: tx.now,
        endedAt: null,
      });
      return { id: found.id };
    });
  }

  endParty(actor: Actor, input: CaseEndPartyInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'endParty');
      await this.requirePart(tx, found, 'case_party', 'CasePart', input.party, 'input.party');
      await this.cases.step(tx, found, { action: 'endParty', event: 'party-ended', facts: { party: input.party } });
      const ended = await tx.query<{ id: string }>(
        'update case_party set ended_at = $2 where id = $1 and ended_at is null returning id',
        [input.party, tx.now],
      );
      if (ended.length === 0) throw new UserError('PARTY_ALREADY_ENDED', 'input.party', {}, found.id);
      return { id: found.id };
    });
  }

  addNote(actor: Actor, input: CaseAddNoteInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'addNote');
      const rule = { path: 'input.body', max: MAX_BODY, required: true };
      const body = this.cases.text(found, input.body, rule, input.personalData);
      await this.roomFor(tx, found, 'case_note');
      const id = newId('CasePart');
      await this.cases.step(tx, found, {
        action: 'addNote',
        event: 'note-added',
        facts: { note: id },
        values: { body },
      });
      await tx.insert(CaseNote, { id, ...under(found), body: body!, authorId: personOf(actor), at: tx.now });
      return { id: found.id };
    });
  }

  markSecrecy(actor: Actor, input: CaseMarkSecrecyInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'markSecrecy');
      if (input.document) await this.requirePart(tx, found, 'case_document', 'CaseDocument', input.document);
      // A mark names a provision, never a person.
      const { ground } = this.gate.pass(
        { ground: { text: input.ground, rule: { path: 'input.ground', max: 300, required: true, singleLine: true } } },
        null,
        { restricted: false },
      );
      await this.roomFor(tx, found, 'case_mark');
      await this.mark(tx, actor, found, input.document ?? null, ground!);
      return { id: found.id };
    });
  }

  liftMark(actor: Actor, input: CaseLiftMarkInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'liftMark');
      await this.requirePart(tx, found, 'case_mark', 'CasePart', input.mark, 'input.mark');
      const rule = { path: 'input.reason', max: 1_000, required: true };
      const reason = this.cases.text(found, input.reason, rule, input.personalData);
      await this.cases.step(tx, found, {
        action: 'liftMark',
        event: 'mark-lifted',
        facts: { mark: input.mark },
        values: { reason },
      });
      const lifted = await tx.query<{ id: string }>(
        'update case_mark set lifted_at = $2, lift_reason = $3 where id = $1 and lifted_at is null returning id',
        [input.mark, tx.now, reason],
      );
      if (lifted.length === 0) throw new UserError('MARK_ALREADY_LIFTED', 'input.mark', {}, found.id);
      return { id: found.id };
    });
  }

  private async mark(tx: Tx, actor: Actor, found: CaseRow, documentId: string | null, ground: string): Promise<void> {
    const id = newId('CasePart');
    await this.cases.step(tx, found, {
      action: 'markSecrecy',
      event: 'secrecy-marked',
      facts: { mark: id, document: documentId },
      values: { ground },
    });
    await tx.insert(CaseMark, {
      id,
      ...under(found),
      documentId,
      ground,
      markedById: personOf(actor),
      markedAt: tx.now,
    });
  }

  /** What was uploaded is attached in the very act that registers it: a refused registration leaves no file behind. */
  private async fileOf(
    tx: Tx,
    actor: Actor,
    found: CaseRow,
    { file, upload, fileName, personalData }: CaseRegisterDocumentInput,
    title: string,
  ): Promise<string | null> {
    if (file && upload) throw new UserError('ONE_FILE_A_DOCUMENT', 'input.upload', {}, found.id);
    if (upload) return this.files.attachIn(tx, actor, found, { upload, name: fileName || title, personalData });
    return file ? this.file(tx, found, file) : null;
  }

  /** A file of this very case. */
  private async file(tx: Tx, found: CaseRow, id: string): Promise<string> {
    const file = isId(id, 'File')
      ? await tx.one('select 1 from file where id = $1 and entry_id = $2', [id, found.id])
      : null;
    if (!file) throw notFound('input.file');
    return id;
  }

  private async requirePart(
    tx: Tx,
    found: CaseRow,
    table: 'case_document' | 'case_party' | 'case_mark' | 'case_decision',
    type: 'CaseDocument' | 'CasePart',
    id: string,
    path = 'input.document',
  ): Promise<void> {
    const part = isId(id, type)
      ? await tx.one(`select 1 from ${table} where id = $1 and entry_id = $2`, [id, found.id])
      : null;
    if (!part) throw notFound(path);
  }

  private async roomFor(
    tx: Tx,
    found: CaseRow,
    table: 'case_party' | 'case_decision' | 'case_note' | 'case_mark',
  ): Promise<void> {
    const row = await tx.one<{ n: number }>(`select count(*)::int as n from ${table} where entry_id = $1`, [found.id]);
    if (row!.n >= MOST_PARTS) throw new UserError('CASE_TOO_LARGE', 'input.case', { max: MOST_PARTS }, found.id);
  }
}

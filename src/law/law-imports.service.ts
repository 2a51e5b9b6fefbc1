import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { personOf } from '../catalogue/entries.service.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { isPassing, maskedFailure, Postponed } from '../platform/jobs/failures.js';
import { LOGGER } from '../platform/logging.js';
import { Principal } from '../platform/principal.js';
import { LawImport, LawImportRecord, LawImportRecordState as State } from './law-import.entity.js';
import { type Imported, LawImporter, type Prepared, RecordRefused } from './law-importer.service.js';
import { readLegalDocument } from './statute-document.js';
import { storable } from './storable.js';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A record on its way in: what was given, under which name, and which act it is to be. */
export interface Given {
  name: string;
  /** Why there is nothing to read, or the bytes. */
  content: { bytes: Uint8Array } | { sentence: string };
  expected: string | null;
}

export interface RecordOutcome {
  name: string;
  state: State.IMPORTED | State.UNCHANGED | State.FAILED;
  key: string | null;
  title: string | null;
  edition: number | null;
  sentences: string[];
  added: number;
  changed: number;
  repealed: number;
  renumbered: number;
  ledger: number;
}

type Prepare = { prepared: Prepared } | { sentences: string[]; key: string | null };

/**
 * Records given together. Each is one transaction with its line in the import's account, so that a process killed at any
 * moment leaves whole records and an account that is true; what failed is kept with its sentences, and the rest goes on.
 */
@Injectable()
export class LawImports {
  constructor(
    private readonly db: Database,
    private readonly importer: LawImporter,
    private readonly tasks: Tasks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Opens an account; records are added as they are read. */
  async begin(principal: Principal, total: number): Promise<string> {
    const id = newId('LawImport');
    await this.db.transact(principal, (tx) =>
      tx.insert(LawImport, { id, requestedBy: null, jobId: null, startedAt: tx.now, total }),
    );
    return id;
  }

  /** Reads one record in. What is wrong with it is its outcome; only a database that is away is thrown. */
  async take(principal: Principal, importId: string, ordinal: number, given: Given): Promise<RecordOutcome> {
    const row = { id: newId('LawImportRecord'), importId, ordinal, name: given.name, expected: given.expected };
    return this.settle(given, (work) => this.transact(principal, work), {
      principal,
      importId,
      write: (tx, outcome, ids) => this.addRow(tx, row, outcome, ids),
    });
  }

  /**
   * The same within a job: `effect` keeps the receipt in the record's transaction, so a second delivery skips what is done.
   * Answers null then.
   */
  takeWaiting(
    principal: Principal,
    record: { id: string; importId: string; name: string },
    given: Given,
    effect: (work: (tx: Tx) => Promise<void>) => Promise<unknown>,
  ): Promise<RecordOutcome> {
    return this.settle(given, effect, {
      principal,
      importId: record.importId,
      write: (tx, outcome, ids) => this.closeRow(tx, record, outcome, ids),
    });
  }

  /** What is given through the API and waits for its job. */
  async request(
    actor: Actor,
    given: readonly { name: string; bytes: Uint8Array | null; expected: string | null }[],
  ): Promise<{ id: string; job: string }> {
    const contents = await Promise.all(given.map(({ bytes }) => (bytes === null ? null : pack(bytes))));
    return this.db.transact(actor, async (tx) => {
      const id = newId('LawImport');
      const [jobId] = await tx.emit('law-import.requested', { importId: id });
      if (!jobId) throw new Error('Nobody reads law-import.requested');
      const requestedBy = personOf(actor);
      await tx.insert(LawImport, { id, requestedBy, jobId, startedAt: tx.now, total: given.length });
      await tx.insert(
        LawImportRecord,
        given.map(({ name, expected }, ordinal) => ({
          id: newId('LawImportRecord'),
          importId: id,
          ordinal,
          name: storable(name.slice(0, 400)),
          content: contents[ordinal] ?? null,
          expectedKey: expected,
          state: State.WAITING,
        })),
      );
      await tx.record({ subject: id, action: 'law-import.requested', facts: { records: given.length } });
      return { id, job: jobId };
    });
  }

  async contentOf(principal: Principal, recordId: string): Promise<Uint8Array | null> {
    const row = await this.db.reads.one<{ content: Buffer | null }>(
      principal,
      'law_import_record_content',
      'select content from law_import_record where id = $1',
      [recordId],
    );
    return row?.content ? unpack(row.content) : null;
  }

  /** Closes the account. What could not be read in becomes a task for whoever keeps the catalogue. */
  async finish(tx: Tx, importId: string): Promise<void> {
    const account = await tx.one<{ failed: number; total: number }>(
      'update law_import set finished_at = coalesce(finished_at, $2) where id = $1 returning failed, total',
      [importId, tx.now],
    );
    if (!account || account.failed === 0) return;
    const entry = await this.placeOfTask(tx, importId);
    const association = await tx.one<{ id: string }>(
      `select id from organisation where kind = 'ASSOCIATION' and valid_to is null order by key limit 1`,
    );
    // Nothing of the law is here yet: then whoever asked for the import reads its account, and there is nowhere to hang a task.
    if (!entry || !association) return;
    await this.tasks.open(tx, {
      entry,
      kind: TaskKind.MANUAL,
      orgId: association.id,
      role: Role.CATALOGUER,
      cause: importId,
      note: `${account.failed} av ${account.total} poster i en lagimport kunde inte läsas in. Skälen står i importen ${importId}.`,
    });
  }

  async finishAlone(principal: Principal, importId: string): Promise<void> {
    await this.db.transact(principal, (tx) => this.finish(tx, importId));
  }

  /** Where the failures belong: at the act they were of, else at one that the import did read in, else at any. */
  private placeOfTask(tx: Tx, importId: string): Promise<EntryRow | null> {
    return tx.one<EntryRow>(
      `select ${ENTRY_SELECT} from law_source s join entry e on e.id = s.id
         left join law_import_record r on r.import_id = $1 and (r.source_id = s.id or r.expected_key = s.key)
        order by case r.state when 'FAILED' then 0 when 'IMPORTED' then 1 when 'UNCHANGED' then 2 else 3 end, r.ordinal, s.key
        limit 1`,
      [importId],
    );
  }

  private async settle(
    given: Given,
    transact: (work: (tx: Tx) => Promise<void>) => Promise<unknown>,
    account: {
      principal: Principal;
      importId: string;
      write: (
        tx: Tx,
        outcome: RecordOutcome,
        ids: { sourceId: string | null; editionId: string | null },
      ) => Promise<void>;
    },
  ): Promise<RecordOutcome> {
    let sentences: string[];
    try {
      const read = await this.prepare(account.principal, given);
      if ('prepared' in read) {
        let outcome: RecordOutcome | null = null;
        await transact(async (tx) => {
          const done = await this.importer.importIn(tx, read.prepared, {
            importId: account.importId,
            fileName: given.name,
          });
          outcome = { name: given.name, state: State[done.state], ...countsOf(done) };
          await account.write(tx, outcome, done);
        });
        if (outcome) return outcome;
        sentences = ['Posten var redan behandlad.'];
        return failure(given.name, sentences);
      }
      sentences = read.sentences;
    } catch (error) {
      if (isPassing(error) || error instanceof Postponed) throw error;
      if (!(error instanceof RecordRefused)) {
        // A fault of ours with one record must not stop the others; nothing of it was kept.
        this.logger.error({ fault: maskedFailure(error) }, 'a record of the law could not be read in');
      }
      sentences =
        error instanceof RecordRefused
          ? error.sentences
          : [`Ett fel i programmet hindrade inläsningen (${maskedFailure(error)}); inget av posten är inläst.`];
    }
    const outcome = failure(given.name, sentences);
    await transact((tx) => account.write(tx, outcome, { sourceId: null, editionId: null }));
    return outcome;
  }

  private async prepare(principal: Principal, given: Given): Promise<Prepare> {
    if ('sentence' in given.content) return { sentences: [given.content.sentence], key: given.expected };
    const reading = readLegalDocument(given.content.bytes, given.name, given.expected ?? undefined);
    if (!reading.ok) return { sentences: reading.errors.map(({ sentence }) => sentence), key: given.expected };
    return { prepared: await this.importer.prepare(principal, reading.record, reading.warnings) };
  }

  private async transact(principal: Principal, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.db.transact(principal, work);
  }

  private async addRow(
    tx: Tx,
    row: { id: string; importId: string; ordinal: number; name: string; expected: string | null },
    outcome: RecordOutcome,
    ids: { sourceId: string | null; editionId: string | null },
  ): Promise<void> {
    await tx.insert(LawImportRecord, {
      id: row.id,
      importId: row.importId,
      ordinal: row.ordinal,
      name: storable(row.name.slice(0, 400)),
      content: null,
      expectedKey: row.expected,
      finishedAt: tx.now,
      ...columnsOf(outcome, ids),
    });
    await this.count(tx, row.importId, outcome.state);
  }

  private async closeRow(
    tx: Tx,
    record: { id: string; importId: string },
    outcome: RecordOutcome,
    ids: { sourceId: string | null; editionId: string | null },
  ): Promise<void> {
    const { state, sourceId, editionId, sentences, added, changed, repealed, renumbered, ledger } = columnsOf(
      outcome,
      ids,
    );
    const closed = await tx.one(
      `update law_import_record set state = $2, source_id = $3, edition_id = $4, sentences = $5, added = $6, changed = $7,
         repealed = $8, renumbered = $9, ledger = $10, finished_at = $11, content = null
        where id = $1 and state = 'WAITING' returning id`,
      [record.id, state, sourceId, editionId, sentences, added, changed, repealed, renumbered, ledger, tx.now],
    );
    if (closed) await this.count(tx, record.importId, outcome.state);
  }

  private async count(tx: Tx, importId: string, state: RecordOutcome['state']): Promise<void> {
    const column = { IMPORTED: 'imported', UNCHANGED: 'unchanged', FAILED: 'failed' }[state];
    await tx.query(`update law_import set ${column} = ${column} + 1 where id = $1`, [importId]);
  }
}

function countsOf(done: Imported): Omit<RecordOutcome, 'name' | 'state'> {
  const { key, title, edition, sentences, added, changed, repealed, renumbered, ledger } = done;
  return { key, title, edition, sentences, added, changed, repealed, renumbered, ledger };
}

function failure(name: string, sentences: string[]): RecordOutcome {
  const nothing = { added: 0, changed: 0, repealed: 0, renumbered: 0, ledger: 0 };
  return { name, state: State.FAILED, key: null, title: null, edition: null, sentences, ...nothing };
}

function columnsOf(outcome: RecordOutcome, ids: { sourceId: string | null; editionId: string | null }) {
  const { state, added, changed, repealed, renumbered, ledger } = outcome;
  const sentences = storable(outcome.sentences.slice(0, 50).map((sentence) => sentence.slice(0, 1_000)));
  const { sourceId, editionId } = ids;
  return { state, sourceId, editionId, sentences, added, changed, repealed, renumbered, ledger };
}

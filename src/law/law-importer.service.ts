import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Entries } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { Principal } from '../platform/principal.js';
import { ChangeCounts, Edition, EditionWriter, NO_CHANGES } from './edition-writer.service.js';
import { LawEdition, LawSource, LawSourceState } from './law-source.entity.js';
import { ledgerOf } from './law-ledger.js';
import { compareActs, type RecordWarning, type StatuteRecord } from './statute-record.js';
import { storable } from './storable.js';
import { parseStatute } from './statute-parser.js';
import type { ParsedStatute } from './statute-tree.js';
import { piecesOf } from './wording-pieces.js';

export interface Imported extends ChangeCounts {
  state: 'IMPORTED' | 'UNCHANGED';
  sourceId: string;
  editionId: string;
  key: string;
  title: string;
  edition: number;
  /** What there is to say of it, in Swedish. */
  sentences: string[];
  /** New lines in the ledger. */
  ledger: number;
}

/** Why a record is not taken in, in a sentence. Nothing was changed. */
export class RecordRefused extends Error {
  constructor(readonly sentences: string[]) {
    super(sentences.join(' '));
    this.name = 'RecordRefused';
  }
}

export interface ImportOptions {
  importId?: string;
  fileName?: string;
}

/** A record read and cut up, before any transaction. */
export interface Prepared {
  record: StatuteRecord;
  warnings: readonly RecordWarning[];
  recordHash: string;
  /** Null when this very record has been read in already. */
  statute: ParsedStatute | null;
}

interface Known {
  id: string;
  edition: number;
  consolidatedTo: string | null;
}

/**
 * One record of one act → one transaction. The same record again changes nothing; a newer consolidation becomes a further
 * edition with its change set; an older one than what stands is refused, since what is in force must not be written over by
 * what was (doc/decisions/0016-editions-of-the-law.md).
 */
@Injectable()
export class LawImporter {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly entries: Entries,
    private readonly writer: EditionWriter,
  ) {}

  /** @throws RecordRefused */
  async import(
    principal: Principal,
    record: StatuteRecord,
    warnings: readonly RecordWarning[],
    options: ImportOptions = {},
  ): Promise<Imported> {
    const prepared = await this.prepare(principal, record, warnings);
    let outcome: Imported | null = null;
    await this.db.transact(principal, async (tx) => {
      outcome = await this.importIn(tx, prepared, options);
    });
    return outcome!;
  }

  /** Before the transaction: cutting up the longest acts takes a while, and there is nothing to hold meanwhile. */
  async prepare(principal: Principal, given: StatuteRecord, warnings: readonly RecordWarning[]): Promise<Prepared> {
    const record = storable(given);
    const recordHash = hashOf(JSON.stringify(record));
    const known = await this.db.reads.one(
      principal,
      'law_edition_by_record',
      `select 1 as one from law_edition d join law_source s on s.id = d.source_id where s.key = $1 and d.record_hash = $2`,
      [record.id, recordHash],
    );
    return { record, warnings, recordHash, statute: known ? null : parseStatute(record.text) };
  }

  /** Joins the caller's transaction, who keeps account of the import in the same. @throws RecordRefused */
  async importIn(tx: Tx, prepared: Prepared, options: ImportOptions = {}): Promise<Imported> {
    const { record, recordHash, warnings } = prepared;
    // One at a time for each act, also the first time, when there is no row to lock.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 16))`, [`law:${record.id}`]);
    const source = await tx.one<Known>(
      `select id, edition, consolidated_to as "consolidatedTo" from law_source where key = $1`,
      [record.id],
    );
    if (source) {
      const same = await tx.one<{ id: string; number: number }>(
        'select id, number from law_edition where source_id = $1 and record_hash = $2 order by number desc limit 1',
        [source.id, recordHash],
      );
      if (same) return unchanged(record, source, same);
      refuseOlder(record, source);
    }
    const statute = prepared.statute ?? parseStatute(record.text);
    const pieces = piecesOf(record, statute);
    const edition: Edition = {
      sourceId: source?.id ?? newId('LawSource'),
      editionId: newId('LawEdition'),
      number: (source?.edition ?? 0) + 1,
      today: this.clock.today(),
    };
    const { sourceId, editionId, number } = edition;
    if (source) await this.updateSource(tx, source.id, record, statute, number, recordHash);
    else await this.createSource(tx, sourceId, record, statute, recordHash);
    await tx.insert(LawEdition, {
      id: editionId,
      sourceId,
      number,
      consolidatedTo: record.consolidatedTo,
      textHash: hashOf(record.text),
      recordHash,
      importedAt: tx.now,
      importId: options.importId ?? null,
      pieces: pieces.length,
      characters: record.text.length,
      fileName: options.fileName === undefined ? null : storable(options.fileName.slice(0, 400)),
    });
    const written = await this.writer.write(tx, edition, record, statute, pieces);
    const lines = ledgerOf(record, statute, warnings, written.unexplained);
    const ledger = await this.writer.ledger(tx, edition, lines);
    const { added, changed, repealed, renumbered } = written.counts;
    await tx.record({
      subject: sourceId,
      action: 'law.imported',
      facts: {
        edition: number,
        pieces: pieces.length,
        added,
        changed,
        repealed,
        renumbered,
        ledger,
        sha256: recordHash,
      },
    });
    await tx.emit('law.imported', { entryId: sourceId, editionId });
    if (written.changeSetId !== null && added + changed + repealed + renumbered > 0)
      await tx.emit('law.changed', { entryId: sourceId, changeSetId: written.changeSetId });
    return {
      state: 'IMPORTED',
      sourceId,
      editionId,
      key: record.id,
      title: record.title,
      edition: number,
      sentences: warnings.map(({ sentence }) => sentence),
      ledger,
      ...written.counts,
    };
  }

  private async createSource(
    tx: Tx,
    id: string,
    record: StatuteRecord,
    statute: ParsedStatute,
    recordHash: string,
  ): Promise<void> {
    const owner = await tx.one<{ organisationId: string; unitId: string }>(
      `select o.id as "organisationId", u.id as "unitId" from organisation o join unit u on u.organisation_id = o.id
        where o.kind = 'ASSOCIATION' and o.valid_to is null order by o.key, u.key limit 1`,
    );
    if (!owner) throw new RecordRefused(['Grunddata saknas: kör npx lagrum seed först.']);
    await this.entries.create(tx, {
      id,
      kind: EntryKind.LAW_SOURCE,
      ref: record.id,
      title: record.title,
      ownerOrgId: owner.organisationId,
      ownerUnitId: owner.unitId,
      access: Access.PUBLIC,
      state: LawSourceState.IMPORTED,
      draft: false,
      published: true,
    });
    await tx.insert(LawSource, { id, ...columnsOf(record, statute), edition: 1, recordHash, importedAt: tx.now });
  }

  private async updateSource(
    tx: Tx,
    id: string,
    record: StatuteRecord,
    statute: ParsedStatute,
    edition: number,
    recordHash: string,
  ): Promise<void> {
    const columns = { ...columnsOf(record, statute), edition, recordHash, importedAt: tx.now };
    const names = Object.keys(columns);
    const on = `coalesce($${names.indexOf('inForceOn') + 2}::date, in_force_on)`;
    const sets = names.map((name, at) => {
      const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const value = `$${at + 2}`;
      if (name === 'inForceOn') return `${column} = ${on}`;
      if (name === 'inForceUndecided') return `${column} = ${value} and ${on} is null`;
      // A text without its register (Riksdagen's) says nothing against what the register said.
      return RECORDED.has(name) ? `${column} = coalesce(${value}, ${column})` : `${column} = ${value}`;
    });
    await tx.query(`update law_source set ${sets.join(', ')} where id = $1`, [id, ...Object.values(columns)]);
    await tx.guard(EntryRow, { id, from: [LawSourceState.IMPORTED] }, { title: record.title });
  }
}

const RECORDED = new Set(['form', 'department', 'issuedOn', 'preparatoryWorks', 'celex', 'remarks']);

function unchanged(record: StatuteRecord, source: Known, same: { id: string; number: number }): Imported {
  const sentences =
    same.number === source.edition
      ? []
      : [`Den här lydelsen är redan inläst; en nyare (t.o.m. ${source.consolidatedTo ?? 'okänd ändring'}) gäller.`];
  return {
    state: 'UNCHANGED',
    sourceId: source.id,
    editionId: same.id,
    key: record.id,
    title: record.title,
    edition: same.number,
    sentences,
    ledger: 0,
    ...NO_CHANGES,
  };
}

/** A text that goes less far than what stands. Two that go equally far: the later given corrects the earlier. */
function refuseOlder(record: StatuteRecord, source: Known): void {
  const { consolidatedTo: stands } = source;
  const { consolidatedTo: given } = record;
  if (stands === null || (given !== null && compareActs(given, stands) >= 0)) return;
  const far = given === null ? 'säger inte hur långt den är konsoliderad' : `går t.o.m. ${given}`;
  throw new RecordRefused([
    `Texten till ${record.designation} ${far}, men det finns redan en som går t.o.m. ${stands}. Äldre lydelser läses in före nyare; inget ändrades.`,
  ]);
}

function columnsOf(
  record: StatuteRecord,
  statute: ParsedStatute,
): Omit<LawSource, 'id' | 'edition' | 'recordHash' | 'importedAt'> {
  const { commencement, repeal } = record;
  return {
    key: record.id,
    designation: record.designation,
    form: record.form,
    department: record.department,
    issuedOn: record.issuedOn,
    inForceOn: commencement.on,
    inForceUndecided: commencement.on === null && commencement.undecided,
    inForceByTransition: commencement.byTransition,
    repealedOn: repeal.on,
    repealUndecided: repeal.on === null && repeal.undecided,
    repealByTransition: repeal.byTransition,
    repealedBy: record.repealedBy === null ? null : `sfs/${record.repealedBy}`,
    limitedTo: record.limitedTo,
    preparatoryWorks: record.preparatoryWorks,
    celex: record.celex,
    consolidatedTo: record.consolidatedTo,
    remarks: record.remarks,
    running: statute.running,
    converted: record.converted,
  };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

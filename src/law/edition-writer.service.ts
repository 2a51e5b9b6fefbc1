import { Injectable } from '@nestjs/common';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { ProvisionChangeKind } from './change-set.entity.js';
import { type FormerWording, joinEditions, type JoinedEdition, type NewWording } from './edition-join.js';
import type { LedgerLine } from './law-ledger.js';
import { documentsOf } from './preparatory-works.js';
import { parseRegisterNotes } from './register-notes.js';
import { storableJson } from './storable.js';
import { type ChangeSet as Differences, diffStatutes } from './statute-diff.js';
import { UNDECIDED } from './statute-markers.js';
import type { AmendmentRecord, StatuteRecord } from './statute-record.js';
import { parseStatute } from './statute-parser.js';
import { type ParsedStatute, type StatuteNode, walk } from './statute-tree.js';
import { STEP } from './wording-weave.js';
import type { Piece } from './wording-pieces.js';

export interface Edition {
  sourceId: string;
  editionId: string;
  number: number;
  /** Civil day on which it is read. */
  today: string;
}

export interface ChangeCounts {
  added: number;
  changed: number;
  repealed: number;
  renumbered: number;
}
export const NO_CHANGES: ChangeCounts = { added: 0, changed: 0, repealed: 0, renumbered: 0 };

export interface Written {
  counts: ChangeCounts;
  changeSetId: string | null;
  unexplained: Differences['unexplained'];
}

/** Rows of a statement: few enough that the longest act's words do not stand twice in memory. */
const ROWS = 500;
const CHARACTERS = 2_000_000;

/** Writes an edition's wordings, and what it changes of the one before, in the importer's transaction. */
@Injectable()
export class EditionWriter {
  async write(
    tx: Tx,
    edition: Edition,
    record: StatuteRecord,
    statute: ParsedStatute,
    pieces: readonly Piece[],
  ): Promise<Written> {
    const provisions = await this.provisions(tx, edition.sourceId, pieces);
    const first = edition.number === 1;
    let former = first ? [] : await this.formerWordings(tx, edition.sourceId);
    const older = first ? null : await this.olderConsolidation(tx, edition.sourceId, former);
    await this.amendments(tx, edition.sourceId, record.amendments);
    const differences = older ? diffStatutes(older, { statute, amendments: record.amendments }) : null;
    // What is said to stand before an announced repeal is of the newer text: it stands there still.
    const newer = new Set(walk(statute.root));
    const join = (): JoinedEdition =>
      joinEditions({ former, pieces, differences, newer, provisions, edition: edition.number, today: edition.today });
    let joined = join();
    if (joined.crowded) {
      await this.spread(tx, edition.sourceId);
      former = await this.formerWordings(tx, edition.sourceId);
      joined = join();
    }
    await this.rows(tx, edition, joined);
    if (!differences) return { counts: NO_CHANGES, changeSetId: null, unexplained: [] };
    const written = await this.changeSet(tx, edition, changesOf(differences, newer, joined, provisions), differences);
    return { ...written, unexplained: differences.unexplained };
  }

  /** New lines only: what was said of an earlier edition in the same words goes over to this one, with its mark if handled. */
  async ledger(tx: Tx, edition: Edition, lines: readonly LedgerLine[]): Promise<number> {
    if (lines.length === 0) return 0;
    const before = await tx.query<{ id: string; key: string }>(
      `select id, code || chr(10) || coalesce(fragment, '') || chr(10) || coalesce(excerpt, '') || chr(10) || sentence as key
         from law_ledger where source_id = $1 order by id`,
      [edition.sourceId],
    );
    const known = new Map<string, string[]>();
    for (const { id, key } of before) known.set(key, [...(known.get(key) ?? []), id]);
    const again: { id: string; place: number | null }[] = [];
    const fresh: (LedgerLine & { id: string })[] = [];
    for (const line of lines) {
      const id = known.get([line.code, line.fragment ?? '', line.excerpt ?? '', line.sentence].join('\n'))?.shift();
      if (id) again.push({ id, place: line.place });
      else fresh.push({ id: newId('LawLedgerEntry'), ...line });
    }
    await tx.query(
      `update law_ledger l set edition_id = $1, place = n.place, version = l.version + 1
         from json_to_recordset($2) as n (id uuid, place int) where l.id = n.id`,
      [edition.editionId, storableJson(again)],
    );
    await tx.query(
      `insert into law_ledger (id, source_id, edition_id, code, sentence, fragment, place, excerpt)
       select n.id, $1, $2, n.code, n.sentence, n.fragment, n.place, n.excerpt
         from json_to_recordset($3) as n (id uuid, code text, sentence text, fragment text, place int, excerpt text)`,
      [edition.sourceId, edition.editionId, storableJson(fresh)],
    );
    return fresh.length;
  }

  /** All versions; words and parts only of what is the text today, for the rest is not compared by its words. */
  private formerWordings(tx: Tx, sourceId: string): Promise<FormerWording[]> {
    return tx.query<FormerWording>(
      `select id, provision_id as "provisionId", kind, fragment, hash, valid_from as "validFrom", valid_to as "validTo",
              from_undecided as "fromUndecided", to_undecided as "toUndecided", from_basis as "fromBasis", twin,
              renamed_to as "renamedTo", position, edition_from as "editionFrom", edition_to as "editionTo",
              replaced_by_id as "replacedById", before_fragment as "beforeFragment", depth, title,
              case when edition_to is null then text end as text
         from wording where source_id = $1 and (edition_to is null or replaced_by_id is null)
        order by position, edition_from`,
      [sourceId],
    );
  }

  /** The edition before, cut up anew from its own words: so the comparison sees what this release understands of both. */
  private async olderConsolidation(
    tx: Tx,
    sourceId: string,
    former: readonly FormerWording[],
  ): Promise<{ statute: ParsedStatute; amendments: AmendmentRecord[] }> {
    const text = former.map((row) => row.text ?? '').join('');
    const rows = await tx.query<{
      act: string;
      title: string | null;
      notes: string | null;
      on: string | null;
      undecided: boolean;
      byTransition: boolean;
      preparatoryWorks: string | null;
      celex: string | null;
    }>(
      `select act, title, notes, in_force_on as "on", in_force_undecided as undecided, in_force_by_transition as "byTransition",
              preparatory_works as "preparatoryWorks", celex from amendment where source_id = $1`,
      [sourceId],
    );
    const amendments = rows.map(({ on, undecided, byTransition, ...rest }) => ({
      ...rest,
      commencement: { on, undecided, byTransition },
    }));
    return { statute: parseStatute(text), amendments };
  }

  /** Riksdagen's text has no register: what an earlier record knew and this one does not say stays. */
  private async amendments(tx: Tx, sourceId: string, amendments: readonly AmendmentRecord[]): Promise<void> {
    const rows = amendments.map(({ act, title, notes, commencement, preparatoryWorks, celex }) => {
      const { actions, unparsed } = parseRegisterNotes(notes);
      return {
        id: newId('Amendment'),
        act,
        title,
        notes,
        actions,
        unparsed,
        on: commencement.on,
        undecided: commencement.on === null && commencement.undecided,
        transition: commencement.byTransition,
        works: preparatoryWorks,
        documents: documentsOf(preparatoryWorks),
        celex,
      };
    });
    for (const some of batches(rows, () => 1)) {
      await tx.query(
        `insert into amendment (id, source_id, act, title, notes, actions, unparsed, in_force_on, in_force_undecided,
           in_force_by_transition, preparatory_works, documents, celex)
         select n.id, $1, n.act, n.title, n.notes, n.actions, n.unparsed, n."on", n.undecided, n.transition, n.works,
                n.documents, n.celex
           from json_to_recordset($2) as n (id uuid, act text, title text, notes text, actions jsonb, unparsed text[],
                "on" date, undecided boolean, transition boolean, works text, documents text[], celex text)
         on conflict (source_id, act) do update set
           title = coalesce(excluded.title, amendment.title),
           notes = coalesce(excluded.notes, amendment.notes),
           actions = case when excluded.notes is null then amendment.actions else excluded.actions end,
           unparsed = case when excluded.notes is null then amendment.unparsed else excluded.unparsed end,
           in_force_on = coalesce(excluded.in_force_on, amendment.in_force_on),
           in_force_undecided = excluded.in_force_on is null and amendment.in_force_on is null
             and (excluded.in_force_undecided or amendment.in_force_undecided),
           in_force_by_transition = excluded.in_force_by_transition or amendment.in_force_by_transition,
           preparatory_works = coalesce(excluded.preparatory_works, amendment.preparatory_works),
           documents = case when excluded.preparatory_works is null then amendment.documents else excluded.documents end,
           celex = coalesce(excluded.celex, amendment.celex)`,
        [sourceId, storableJson(some)],
      );
    }
  }

  /** Identities of everything that can be pointed at, those of before included. */
  private async provisions(tx: Tx, sourceId: string, pieces: readonly Piece[]): Promise<Map<string, string>> {
    const known = await tx.query<{ fragment: string; id: string }>(
      'select fragment, id from provision where source_id = $1',
      [sourceId],
    );
    const ids = new Map(known.map(({ fragment, id }) => [fragment, id]));
    const fresh = [];
    for (const { provision, fragment, number, chapter } of pieces) {
      if (provision === null || fragment === null || ids.has(fragment)) continue;
      const id = newId('Provision');
      ids.set(fragment, id);
      fresh.push({ id, fragment, kind: provision, number: number ?? '', chapter });
    }
    for (const some of batches(fresh, () => 1)) {
      await tx.query(
        `insert into provision (id, source_id, fragment, kind, number, chapter)
         select n.id, $1, n.fragment, n.kind, n.number, n.chapter
           from json_to_recordset($2) as n (id uuid, fragment text, kind text, number text, chapter text)`,
        [sourceId, storableJson(some)],
      );
    }
    return ids;
  }

  private async rows(tx: Tx, edition: Edition, joined: JoinedEdition): Promise<void> {
    for (const some of batches(joined.fresh, (row) => row.text.length)) await this.insert(tx, edition, some);
    for (const some of batches(joined.updated, () => 1)) {
      await tx.query(
        `update wording w set valid_from = n."validFrom", valid_to = n."validTo", from_undecided = n."fromUndecided",
           to_undecided = n."toUndecided", from_basis = n."fromBasis", twin = n.twin, renamed_to = n."renamedTo",
           before_fragment = n."beforeFragment", depth = n.depth, title = n.title, edition_to = n."editionTo",
           replaced_by_id = n."replacedById"
          from json_to_recordset($1) as n (id uuid, "validFrom" date, "validTo" date, "fromUndecided" boolean,
            "toUndecided" boolean, "fromBasis" text, twin int, "renamedTo" text, "beforeFragment" text, depth int,
            title text, "editionTo" int, "replacedById" uuid)
         where w.id = n.id`,
        [storableJson(some)],
      );
    }
    // What led to a wording that has now been replaced itself leads on to the last: one step is always enough.
    await tx.query(
      `update wording w set replaced_by_id = next.replaced_by_id from wording next
        where w.source_id = $1 and w.replaced_by_id = next.id and next.replaced_by_id is not null`,
      [edition.sourceId],
    );
  }

  /** Gives every row of the source a place with room around it; the order stays. */
  private async spread(tx: Tx, sourceId: string): Promise<void> {
    await tx.query(
      `update wording w set position = n.place * $2::bigint
         from (select id, row_number() over (order by position, id) as place from wording where source_id = $1) n
        where w.id = n.id`,
      [sourceId, STEP],
    );
  }

  private async insert(tx: Tx, edition: Edition, rows: readonly NewWording[]): Promise<void> {
    await tx.query(
      `insert into wording (id, source_id, provision_id, kind, fragment, number, title, text, parts, hash, valid_from,
         valid_to, from_undecided, to_undecided, from_basis, twin, act, repealed, repealed_by, renamed_to,
         before_fragment, depth, position, edition_from)
       select n.id, $1, n."provisionId", n.kind, n.fragment, n.number, n.title, n.text, n.parts, n.hash, n."validFrom",
              n."validTo", n."fromUndecided", n."toUndecided", n."fromBasis", n.twin, n.act, n.repealed, n."repealedBy",
              n."renamedTo", n."beforeFragment", n.depth, n.position, $2
         from json_to_recordset($3) as n (id uuid, "provisionId" uuid, kind text, fragment text, number text, title text,
              text text, parts jsonb, hash text, "validFrom" date, "validTo" date, "fromUndecided" boolean,
              "toUndecided" boolean, "fromBasis" text, twin int, act text, repealed boolean, "repealedBy" text,
              "renamedTo" text, "beforeFragment" text, depth int, position bigint)`,
      [edition.sourceId, edition.number, storableJson(rows)],
    );
  }

  private async changeSet(
    tx: Tx,
    edition: Edition,
    changes: ReturnType<typeof changesOf>,
    differences: Differences,
  ): Promise<{ counts: ChangeCounts; changeSetId: string }> {
    const id = newId('ChangeSet');
    const count = (kind: ProvisionChangeKind): number => changes.filter((change) => change.kind === kind).length;
    const counts: ChangeCounts = {
      added: count(ProvisionChangeKind.ADDED),
      changed: count(ProvisionChangeKind.CHANGED),
      repealed: count(ProvisionChangeKind.REPEALED),
      renumbered: count(ProvisionChangeKind.RENUMBERED),
    };
    await tx.query(
      `insert into change_set (id, source_id, edition_id, from_edition, made_at, added, changed, repealed, renumbered,
         editorial, lapsed, new_acts, indirect) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        edition.sourceId,
        edition.editionId,
        edition.number - 1,
        tx.now,
        counts.added,
        counts.changed,
        counts.repealed,
        counts.renumbered,
        count(ProvisionChangeKind.EDITORIAL),
        count(ProvisionChangeKind.LAPSED),
        differences.newActs.map(({ act }) => act),
        storableJson(differences.indirect),
      ],
    );
    for (const some of batches(changes, () => 1)) {
      await tx.query(
        `insert into provision_change (id, change_set_id, ordinal, source_id, provision_id, kind, fragment, to_fragment,
           to_provision_id, act, effective_on, effective_undecided, same_words, before_wording_id, after_wording_id,
           preparatory_works, documents)
         select n.id, $1, n.ordinal, $2, n."provisionId", n.kind, n.fragment, n."toFragment", n."toProvisionId", n.act,
                n."effectiveOn", n."effectiveUndecided", n."sameWords", n."beforeId", n."afterId", n.works, n.documents
           from json_to_recordset($3) as n (id uuid, ordinal int, "provisionId" uuid, kind text, fragment text,
                "toFragment" text, "toProvisionId" uuid, act text, "effectiveOn" date, "effectiveUndecided" boolean,
                "sameWords" boolean, "beforeId" uuid, "afterId" uuid, works text, documents text[])`,
        [id, edition.sourceId, storableJson(some)],
      );
    }
    return { counts, changeSetId: id };
  }
}

function changesOf(
  differences: Differences,
  newer: ReadonlySet<StatuteNode>,
  joined: JoinedEdition,
  provisions: ReadonlyMap<string, string>,
) {
  const rowOf = (node: StatuteNode | null): string | null => {
    if (node === null) return null;
    if (newer.has(node)) return joined.wordingAt(node.start);
    // The version, not the row that stays for the sake of its edition: its days are those that hold.
    const row = joined.formerAt(node.start);
    return row?.replacedById ?? row?.id ?? null;
  };
  const quiet = { toFragment: null, toProvisionId: null, act: null, effectiveOn: null, effectiveUndecided: false };
  const all = [
    ...differences.changes.map((change) => ({
      kind: ProvisionChangeKind[change.kind.toUpperCase() as keyof typeof ProvisionChangeKind],
      fragment: change.fragment,
      toFragment: change.to,
      toProvisionId: change.to === null ? null : (provisions.get(change.to) ?? null),
      act: change.act,
      effectiveOn: change.validFrom === UNDECIDED ? null : change.validFrom,
      effectiveUndecided: change.validFrom === UNDECIDED,
      sameWords: change.sameWords,
      beforeId: rowOf(change.before),
      afterId: rowOf(change.after),
      works: change.preparatoryWorks,
      documents: documentsOf(change.preparatoryWorks),
    })),
    ...differences.editorial.map((one) => ({
      kind: ProvisionChangeKind.EDITORIAL,
      ...quiet,
      fragment: one.fragment,
      sameWords: true,
      beforeId: joined.formerAt(one.before.start)?.id ?? null,
      afterId: rowOf(one.after),
      works: null,
      documents: [],
    })),
    ...differences.lapsed.map((one) => ({
      kind: ProvisionChangeKind.LAPSED,
      ...quiet,
      fragment: one.fragment,
      sameWords: true,
      beforeId: rowOf(one.node),
      afterId: null,
      works: null,
      documents: [],
    })),
  ];
  // Every fragment of either edition has its identity; one without could only come of a parser that changed in between.
  return all.flatMap((change, ordinal) => {
    const provisionId = provisions.get(change.fragment);
    return provisionId ? [{ id: newId('ProvisionChange'), ordinal, provisionId, ...change }] : [];
  });
}

function* batches<T>(rows: readonly T[], weight: (row: T) => number): Generator<T[]> {
  let some: T[] = [];
  let size = 0;
  for (const row of rows) {
    const more = weight(row);
    if (some.length > 0 && (some.length >= ROWS || size + more > CHARACTERS)) {
      yield some;
      some = [];
      size = 0;
    }
    some.push(row);
    size += more;
  }
  if (some.length > 0) yield some;
}

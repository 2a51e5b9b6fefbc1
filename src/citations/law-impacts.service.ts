import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Tx } from '../platform/database/transaction.js';
import { personBehind } from '../platform/principal.js';
import { eventsOf } from './citation.queries.js';
import { LawImpactEnd } from './law-impact.entity.js';

/** Type code of LawImpact in platform/ids.ts: rows are made by the thousand in one statement. */
const LAW_IMPACT = 0x5a;

const COLUMNS = `id, entry_id, kind, owner_unit_id, visibility, revision_id, subject_id, author_org_id, shown, source_id,
  provision_id, to_provision_id, act, severity, status, effective_on, undecided, before_wording_id, after_wording_id,
  change_set_id, known, follow, marked_at`;
const COPIED = `x.entry_id, x.kind, x.owner_unit_id, x.visibility, x.revision_id, x.subject_id, x.author_org_id, x.shown`;

/** Texts that say something now, or are about to: what was superseded, withdrawn or thrown away needs no mark. */
const LIVE = `(r.id is null or r.state in ('PUBLISHED','DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED'))`;
const HARDEST = `case severity when 'REPEALED' then 1 when 'CHANGED' then 2 else 3 end`;

/** A text that holds, hit by one amending act. */
export interface Hit {
  entryId: string;
  act: string;
  severity: 'REPEALED' | 'CHANGED' | 'RENUMBERED';
  /** False where only drafts cite it. */
  published: boolean;
}

/** The marks on texts: which amendment touches which, since when or from when, and how it ended. Joins the caller's transaction. */
@Injectable()
export class LawImpacts {
  constructor(private readonly clock: Clock) {}

  /**
   * Marks every text that cites what the change set touches, in one statement however many they are. A change hits a
   * provision that was pinned in a wording from before the change took effect; a chapter, by any of its sections; a range,
   * by each provision in it (`Pins.widenRanges` has taken in what has come). Marked before is not marked again.
   */
  async mark(tx: Tx, changeSetId: string): Promise<number> {
    const rows = await tx.query(
      `with change as (
         select d.*, p.chapter, p.kind as provision_kind from provision_change d join provision p on p.id = d.provision_id
          where d.change_set_id = $1 and d.kind in ('ADDED','CHANGED','REPEALED','RENUMBERED')),
       hit as (
         select x.*, d.id as change_id, d.provision_id as at_id from change d
           join citation_pin x on x.provision_id = d.provision_id and x.scope = 'PROVISION' and x.leans
           left join wording w on w.id = x.wording_id
          where (d.kind <> 'ADDED' or w.id is not null or x.ordinal > 1) and w.id is distinct from d.after_wording_id
            and (d.effective_on is null or w.valid_from is null or w.valid_from < d.effective_on)
         union all
         select x.*, d.id, d.provision_id from change d
           join citation_pin x on x.source_id = d.source_id and x.scope = 'CHAPTER' and x.chapter = d.chapter and x.leans
          where d.provision_kind = 'SECTION')
       insert into law_impact as i (${COLUMNS})
       select distinct on (x.subject_id, x.at_id, d.act) typed_id(${LAW_IMPACT}), ${COPIED}, d.source_id, x.at_id,
         d.to_provision_id, coalesce(d.act, ''),
         case when d.kind = 'REPEALED' then 'REPEALED' when d.kind = 'RENUMBERED' and d.same_words then 'RENUMBERED'
           else 'CHANGED' end,
         case when d.effective_undecided or d.effective_on > $2 then 'CHANGES_ON' else 'CHANGED_SINCE' end,
         d.effective_on, d.effective_undecided, d.before_wording_id, d.after_wording_id, d.change_set_id, false, true, $3
       from hit x join change d on d.id = x.change_id left join revision r on r.id = x.revision_id
       where ${LIVE}
       order by x.subject_id, x.at_id, d.act, array_position(array['REPEALED','RENUMBERED','CHANGED','ADDED'], d.kind),
         d.effective_on, d.ordinal
       on conflict (subject_id, provision_id, act) do nothing
       returning i.id`,
      [changeSetId, this.clock.today(), tx.now],
    );
    return rows.length;
  }

  /** Entries that the change set has marked, in the order of their ids: followed up in parts. */
  async markedEntries(tx: Tx, changeSetId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'select distinct entry_id as id from law_impact where change_set_id = $1 order by 1',
      [changeSetId],
    );
    return rows.map((row) => row.id);
  }

  /**
   * What the database knows of the law after the day a text means is marked with the text: its author sees it, its readers
   * too. It was known to the author if the edition that says so had been read when the text was published; what the
   * database learned later is to be followed up. Answers with the acts of both.
   */
  async markKnown(tx: Tx, subjectId: string): Promise<{ act: string; follow: boolean }[]> {
    return tx.query<{ act: string; follow: boolean }>(
      `with ${eventsOf('select * from citation_pin where subject_id = $1 and leans')},
       fresh as (
         select distinct on (e.at_id, e.act) e.*,
           coalesce(case when x.revision_id is null then c.created_at else r.published_at end
             >= coalesce(l.imported_at, s.imported_at), true) as known
         from event e join citation_pin x on x.citation_id = e.citation_id and x.ordinal = e.ordinal
         join citation c on c.id = x.citation_id
         join law_source s on s.id = x.source_id
         left join wording w on w.id = coalesce(e.after_id, e.before_id)
         left join law_edition l on l.source_id = s.id
           and l.number = case when e.after_id is null then s.edition else w.edition_from end
         left join revision r on r.id = x.revision_id and r.state = 'PUBLISHED'
         order by e.at_id, e.act, e.on_day)
       insert into law_impact (${COLUMNS})
       select typed_id(${LAW_IMPACT}), ${COPIED}, x.source_id, e.at_id, e.to_id, e.act, e.severity,
         case when e.undecided or e.on_day > $2 then 'CHANGES_ON' else 'CHANGED_SINCE' end, e.on_day, e.undecided,
         e.before_id, e.after_id, null, e.known, not e.known, $3
       from fresh e join citation_pin x on x.citation_id = e.citation_id and x.ordinal = e.ordinal
       on conflict (subject_id, provision_id, act) do nothing
       returning act, follow`,
      [subjectId, this.clock.today(), tx.now],
    );
  }

  /** Acts that a published text is marked by and whose author knew of them. */
  async knownActs(tx: Tx, subjectId: string): Promise<string[]> {
    const rows = await tx.query<{ act: string }>(
      `select distinct act from law_impact where subject_id = $1 and known and not follow and ended_at is null order by act`,
      [subjectId],
    );
    return rows.map((row) => row.act);
  }

  /** The whole act is repealed, or is to be: every text that cites a provision of it. Answers with the entries to follow up. */
  async markRepealedSource(tx: Tx, sourceId: string): Promise<string[]> {
    const rows = await tx.query<{ entryId: string; follow: boolean }>(
      `insert into law_impact (${COLUMNS})
       select distinct on (x.subject_id, x.provision_id) typed_id(${LAW_IMPACT}), ${COPIED}, s.id, x.provision_id, null::uuid,
         coalesce(split_part(s.repealed_by, '/', 2), ''), 'REPEALED',
         case when s.repeal_undecided or s.repealed_on > $2 then 'CHANGES_ON' else 'CHANGED_SINCE' end, s.repealed_on,
         s.repeal_undecided, x.wording_id, null::uuid, null::uuid, coalesce(r.published_at >= s.imported_at, true),
         coalesce(r.published_at < s.imported_at, false), $3
       from law_source s join citation_pin x on x.source_id = s.id and x.scope <> 'ACT' and x.leans
       left join revision r on r.id = x.revision_id and r.state = 'PUBLISHED'
       left join revision live on live.id = x.revision_id
       where s.id = $1 and (s.repealed_on > x.as_of or s.repeal_undecided)
         and (live.id is null or live.state in ('PUBLISHED','DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED'))
       on conflict (subject_id, provision_id, act) do nothing
       returning entry_id as "entryId", follow`,
      [sourceId, this.clock.today(), tx.now],
    );
    return [...new Set(rows.filter((row) => row.follow).map((row) => row.entryId))].sort();
  }

  /** Marked while it was a draft, and published in the light of that: nobody is asked to look again before the day. */
  async knewWhenPublished(tx: Tx, revisionId: string): Promise<void> {
    await tx.query(
      `update law_impact i set known = true, follow = false, version = i.version + 1 from revision r
        where r.id = i.revision_id and r.id = $1 and r.state = 'PUBLISHED' and not i.known and i.ended_at is null
          and i.marked_at < r.published_at`,
      [revisionId],
    );
  }

  /** A text that no longer cites a provision, or means a later wording of it, loses the mark. */
  async dropUncited(tx: Tx, subjectId: string): Promise<void> {
    await tx.query(
      `delete from law_impact i where i.subject_id = $1 and i.ended_at is null
         and not exists (select 1 from citation_pin x join provision p on p.id = i.provision_id
           left join wording w on w.id = x.wording_id
           where x.subject_id = i.subject_id
             and ((x.scope = 'PROVISION' and x.provision_id = i.provision_id
                 and (w.id is null or i.effective_on is null or w.valid_from is null or w.valid_from < i.effective_on))
               or (x.scope = 'CHAPTER' and x.source_id = p.source_id and x.chapter = p.chapter
                 and (i.effective_on is null or x.as_of < i.effective_on))))`,
      [subjectId],
    );
  }

  /** Undecided no more, or moved to another day: a later consolidation has said so of the wordings. */
  async followDays(tx: Tx, sourceId: string): Promise<void> {
    await tx.query(
      `update law_impact i set effective_on = n.on_day, undecided = n.on_day is null and n.undecided,
           status = case when n.on_day <= $2 then i.status else 'CHANGES_ON' end, version = i.version + 1
         from (select o.id, coalesce(a.valid_from, b.valid_to) as on_day,
                 coalesce(a.from_undecided, b.to_undecided, false) as undecided
               from law_impact o left join wording a on a.id = o.after_wording_id
               left join wording b on b.id = o.before_wording_id
               where o.source_id = $1 and o.status = 'CHANGES_ON' and o.ended_at is null) n
        where n.id = i.id and (n.on_day is distinct from i.effective_on or n.undecided is distinct from i.undecided)
          and (n.on_day is not null or n.undecided)`,
      [sourceId, this.clock.today()],
    );
  }

  /** What had been announced and never comes: a later act has put other words in its place. Answers with entry and act. */
  async endVoided(tx: Tx, sourceId: string): Promise<{ entryId: string; act: string }[]> {
    return tx.query<{ entryId: string; act: string }>(
      `with ended as (
         update law_impact i set ended_at = $2, ended_how = 'GONE', version = i.version + 1 from wording a
          where a.id = i.after_wording_id and i.source_id = $1 and i.status = 'CHANGES_ON' and i.ended_at is null
            and a.valid_from = a.valid_to
         returning i.id, i.entry_id, i.act)
       select distinct e.entry_id as "entryId", e.act from ended e
        where not exists (select 1 from law_impact i where i.entry_id = e.entry_id and i.act = e.act and i.ended_at is null
          and i.follow and not i.id in (select id from ended))`,
      [sourceId, tx.now],
    );
  }

  /** The day has come: *changes on* becomes *changed since*. Answers with the entries concerned. */
  async comeIntoForce(tx: Tx, most: number): Promise<string[]> {
    const rows = await tx.query<{ entryId: string }>(
      `update law_impact set status = 'CHANGED_SINCE', follow = true, version = version + 1 where id in (
         select id from law_impact where status = 'CHANGES_ON' and ended_at is null and effective_on <= $1
         order by effective_on, id limit $2 for update skip locked)
       returning entry_id as "entryId"`,
      [this.clock.today(), most],
    );
    return [...new Set(rows.map((row) => row.entryId))];
  }

  /** What is to be followed up on these entries, by amending act: of one change set, or all that is; or all that is in force. */
  async hits(tx: Tx, entryIds: readonly string[], which: string): Promise<Hit[]> {
    return tx.query<Hit>(
      `select i.entry_id as "entryId", i.act, (array_agg(i.severity order by ${HARDEST}))[1] as severity,
         bool_or(r.id is null or r.state = 'PUBLISHED') as published
       from law_impact i left join revision r on r.id = i.revision_id
       where i.entry_id = any($1::uuid[]) and i.ended_at is null and i.follow
         and ($2 = 'ALL' or $2 = 'IN_FORCE' and i.status = 'CHANGED_SINCE' or i.change_set_id::text = $2)
       group by i.entry_id, i.act order by i.entry_id, i.act`,
      [[...entryIds], which],
    );
  }

  /** The marks of texts that no longer speak go. Answers with the acts that nothing published of the entry is marked by any more. */
  async endReplaced(tx: Tx, entryId: string, how: LawImpactEnd): Promise<string[]> {
    const ended = await tx.query<{ act: string }>(
      `update law_impact i set ended_at = $2, ended_how = $3, ended_by = $4, version = i.version + 1
         from revision r where r.id = i.revision_id and i.entry_id = $1 and i.ended_at is null
           and r.state in ('SUPERSEDED','WITHDRAWN') returning i.act`,
      [entryId, tx.now, how, personBehind(tx.principal)],
    );
    const acts = [...new Set(ended.map((row) => row.act))];
    const left = await tx.query<{ act: string }>(
      `select distinct i.act from law_impact i left join revision r on r.id = i.revision_id
        where i.entry_id = $1 and i.act = any($2::text[]) and i.ended_at is null and i.follow
          and (r.id is null or r.state = 'PUBLISHED')`,
      [entryId, acts],
    );
    return acts.filter((act) => !left.some((row) => row.act === act));
  }

  /** A person looked: the texts of the entry hold against this act as they stand. Answers how many marks went. */
  async confirm(tx: Tx, entryId: string, act: string, note: string | null): Promise<number> {
    const rows = await tx.query(
      `update law_impact i set ended_at = $3, ended_how = 'CONFIRMED', ended_by = $4, note = $5, version = version + 1
        where i.entry_id = $1 and i.act = $2 and i.ended_at is null
          and (i.revision_id is null or exists (select 1 from revision r where r.id = i.revision_id and r.state = 'PUBLISHED'))
        returning i.id`,
      [entryId, act, tx.now, personBehind(tx.principal), note],
    );
    return rows.length;
  }

  /** Entries that cite the whole act: never stale, their watchers are told. */
  async citingWholeAct(tx: Tx, changeSetId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct x.entry_id as id from change_set s
         join citation_pin x on x.source_id = s.source_id and x.scope = 'ACT' and x.leans
         left join revision r on r.id = x.revision_id
        where s.id = $1 and (r.id is null or r.state = 'PUBLISHED') order by 1`,
      [changeSetId],
    );
    return rows.map((row) => row.id);
  }

  /** Entries of which the change set touches only the spelling. */
  async citingEditorial(tx: Tx, changeSetId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct x.entry_id as id from provision_change d
         join citation_pin x on x.provision_id = d.provision_id and x.scope = 'PROVISION' and x.leans
         left join revision r on r.id = x.revision_id
        where d.change_set_id = $1 and d.kind = 'EDITORIAL' and (r.id is null or r.state = 'PUBLISHED')
          and not exists (select 1 from law_impact i where i.entry_id = x.entry_id and i.change_set_id = $1) order by 1`,
      [changeSetId],
    );
    return rows.map((row) => row.id);
  }
}

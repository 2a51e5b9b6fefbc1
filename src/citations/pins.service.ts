import { Injectable } from '@nestjs/common';
import { Tx } from '../platform/database/transaction.js';
import { positionOf, wordingOn } from './citation.queries.js';

const COLUMNS = `citation_id, ordinal, entry_id, kind, owner_unit_id, visibility, revision_id, subject_id, author_org_id, shown,
  leans, scope, source_id, chapter, provision_id, wording_id, as_of`;
const COPIED = `c.entry_id, c.kind, c.owner_unit_id, c.visibility, c.revision_id, c.subject_id, c.author_org_id, c.shown`;

/** Of a section whose numbers run through the act the law names no chapter, though people do: `3 kap. 9 §` is `P9`. */
const named = (place: string): string =>
  `case when s.running and ${place} ~ '^K.+P' then regexp_replace(${place}, '^K[^P]+', '') else ${place} end`;

const WANTED = `from citation c join law_source s on s.key = c.source_key
  where c.id = any($1::uuid[]) and c.target is not null and not c.orphaned
    and not exists (select 1 from citation_pin x where x.citation_id = c.id)`;
/** The words of whoever asks lean on nothing: they are not published as holding. */
const LEANS = `(c.revision_id is not null or c.origin = 'HAND')`;

/** What citations point at in the database of law, and the wording that was meant. */
@Injectable()
export class Pins {
  /**
   * Pins citations that have no pins and whose act is in the database: one to the provision, ranges to every provision
   * between their ends (inserted ones too; the last end is a citation of its own), whole chapters and acts as such. What
   * the database does not hold stays without pins until an import brings it.
   */
  async pin(tx: Tx, citationIds: readonly string[]): Promise<void> {
    if (citationIds.length === 0) return;
    const ids = [[...citationIds]];
    await tx.query(
      `insert into citation_pin (${COLUMNS})
       select c.id, 1, ${COPIED}, ${LEANS}, 'ACT', s.id, null, null, null, c.as_of ${WANTED} and c.place is null`,
      ids,
    );
    await tx.query(
      `with c as (
         select c.*, s.id as source_id, p.id as provision_id, p.kind as provision_kind, p.fragment, p.chapter,
           ${positionOf('p.id')} as position, q.id as through_id, ${positionOf('q.id')} as through_position
         from citation c join law_source s on s.key = c.source_key
         join provision p on p.source_id = s.id and p.fragment = ${named('c.place')}
         left join provision q on q.source_id = s.id and q.fragment = ${named('c.through_place')} and q.kind = p.kind
         where c.id = any($1::uuid[]) and c.target is not null and not c.orphaned
           and not exists (select 1 from citation_pin x where x.citation_id = c.id)),
       at as (
         select c.id as citation_id, c.provision_id, c.provision_kind, c.fragment, c.chapter, c.position from c
         union
         select c.id, p.id, p.kind, p.fragment, p.chapter, place.position
           from c join provision p on p.source_id = c.source_id and p.kind = c.provision_kind
           cross join lateral (select ${positionOf('p.id')} as position) place
           where c.through_id is not null and place.position > c.position and place.position < c.through_position
             and p.id not in (c.provision_id, c.through_id))
       insert into citation_pin (${COLUMNS})
       select c.id, row_number() over (partition by c.id order by (at.provision_id <> c.provision_id), at.position),
         ${COPIED}, ${LEANS}, case when at.provision_kind = 'CHAPTER' then 'CHAPTER' else 'PROVISION' end, c.source_id,
         case when at.provision_kind = 'CHAPTER' then at.fragment else at.chapter end, at.provision_id,
         case when at.provision_kind = 'CHAPTER' then null else ${wordingOn('at.provision_id', 'c.as_of')} end, c.as_of
       from c join at on at.citation_id = c.id`,
      ids,
    );
  }

  async unpin(tx: Tx, citationIds: readonly string[]): Promise<void> {
    await tx.query('delete from citation_pin where citation_id = any($1::uuid[])', [[...citationIds]]);
  }

  /** Citations of a source that point at what was not in the database before. In the order of their ids. */
  async unpinned(tx: Tx, sourceId: string, after: string | null, most: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from citation c join law_source s on s.key = c.source_key
       where s.id = $1 and c.target is not null and not c.orphaned and ($2::uuid is null or c.id > $2)
         and not exists (select 1 from citation_pin x where x.citation_id = c.id)
       order by c.id limit $3`,
      [sourceId, after, most],
    );
    return rows.map((row) => row.id);
  }

  /** A later edition has written wordings anew without the law having changed: the pins go to what stands for them now. */
  async followReplaced(tx: Tx, sourceId: string): Promise<void> {
    await tx.query(
      `with recursive chain as (
         select w.id as first, w.replaced_by_id as next from wording w where w.source_id = $1 and w.replaced_by_id is not null
         union all
         select chain.first, w.replaced_by_id from chain join wording w on w.id = chain.next where w.replaced_by_id is not null),
       last as (
         select chain.first, chain.next from chain join wording w on w.id = chain.next and w.replaced_by_id is null),
       impacts as (
         update law_impact i set before_wording_id = coalesce(b.next, i.before_wording_id),
             after_wording_id = coalesce(a.next, i.after_wording_id)
           from law_impact o left join last b on b.first = o.before_wording_id left join last a on a.first = o.after_wording_id
          where o.id = i.id and i.source_id = $1 and (b.first is not null or a.first is not null))
       update citation_pin x set wording_id = last.next from last where x.wording_id = last.first`,
      [sourceId],
    );
  }

  /** A provision that has come between the ends of a range belongs to it from now on. */
  async widenRanges(tx: Tx, changeSetId: string): Promise<void> {
    await tx.query(
      `with added as (
         select distinct p.id, p.source_id, p.kind, p.chapter, ${positionOf('p.id')} as position
           from provision_change d join provision p on p.id = coalesce(d.to_provision_id, d.provision_id)
          where d.change_set_id = $1 and d.kind in ('ADDED','RENUMBERED')),
       ranged as (
         select c.*, s.id as source_id, x.provision_id as from_id, q.id as through_id
           from citation c join law_source s on s.key = c.source_key
           join citation_pin x on x.citation_id = c.id and x.ordinal = 1 and x.scope = 'PROVISION'
           join provision q on q.source_id = s.id and q.fragment = ${named('c.through_place')}
          where s.id in (select source_id from added) and c.through_place is not null)
       insert into citation_pin (${COLUMNS})
       select c.id, (select max(x.ordinal) from citation_pin x where x.citation_id = c.id)
           + row_number() over (partition by c.id order by added.position),
         ${COPIED}, ${LEANS}, 'PROVISION', c.source_id, added.chapter, added.id,
         ${wordingOn('added.id', 'c.as_of')}, c.as_of
       from ranged c join added on added.source_id = c.source_id and added.kind in ('SECTION','ANNEX')
       where added.position > ${positionOf('c.from_id')} and added.position < ${positionOf('c.through_id')}
         and not exists (select 1 from citation_pin x where x.citation_id = c.id and x.provision_id = added.id)`,
      [changeSetId],
    );
  }

  /** Renumbering that is in force moves what points at the old number along to the new. */
  async moveRenumbered(tx: Tx, sourceId: string, today: string): Promise<void> {
    await tx.query(
      `update citation_pin x set provision_id = d.to_provision_id, chapter = p.chapter, wording_id = d.after_wording_id,
           moved_from_id = coalesce(x.moved_from_id, x.provision_id)
         from provision_change d join provision p on p.id = d.to_provision_id
        where d.source_id = $1 and d.kind = 'RENUMBERED' and d.same_words and d.after_wording_id is not null
          and not d.effective_undecided and (d.effective_on is null or d.effective_on <= $2)
          and x.provision_id = d.provision_id and x.scope = 'PROVISION' and x.wording_id = d.before_wording_id`,
      [sourceId, today],
    );
  }

  /** Sources with a renumbering that has come into force since pins were last moved. */
  async dueRenumberings(tx: Tx, today: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct d.source_id as id from provision_change d
         join citation_pin x on x.provision_id = d.provision_id and x.wording_id = d.before_wording_id
        where d.kind = 'RENUMBERED' and d.same_words and d.to_provision_id is not null and d.effective_on <= $1`,
      [today],
    );
    return rows.map((row) => row.id);
  }
}

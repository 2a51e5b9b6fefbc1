/** All columns of `citation`, shaped as `Citation`; `c` is the table's alias. */
export const CITATION_SELECT = `c.id, c.entry_id as "entryId", c.kind, c.owner_unit_id as "ownerUnitId", c.visibility,
  c.revision_id as "revisionId", c.subject_id as "subjectId", c.author_org_id as "authorOrgId", c.shown, c.field,
  c.start_at as "startAt", c.end_at as "endAt", c.words, c.target, c.source_key as "sourceKey", c.place, c.through,
  c.through_place as "throughPlace", c.reason, c.as_of::text as "asOf", c.origin, c.extracted_target as "extractedTarget",
  c.orphaned, c.corrected_by as "correctedBy", c.corrected_at as "correctedAt", c.version, c.created_at as "createdAt"`;

export const IMPACT_SELECT = `i.id, i.entry_id as "entryId", i.kind, i.revision_id as "revisionId",
  i.subject_id as "subjectId", i.shown, i.source_id as "sourceId", i.provision_id as "provisionId",
  i.to_provision_id as "toProvisionId", i.act, i.severity, i.status, i.effective_on::text as "effectiveOn", i.undecided,
  i.before_wording_id as "beforeWordingId", i.after_wording_id as "afterWordingId", i.change_set_id as "changeSetId",
  i.known, i.marked_at as "markedAt", i.ended_at as "endedAt", i.ended_how as "endedHow", i.ended_by as "endedBy",
  i.note, i.version`;

/** A wording that counts as a version: `w` is the alias. One that never came into force has two equal days. */
export const VERSION = `w.twin = 0 and w.replaced_by_id is null
  and (w.valid_from is null or w.valid_to is null or w.valid_from < w.valid_to)`;

/** The wording of provision `provision` in force on `day`. */
export function wordingOn(provision: string, day: string): string {
  return `(select w.id from wording w where w.provision_id = ${provision} and ${VERSION} and not w.from_undecided
    and (w.valid_from is null or w.valid_from <= ${day}) and (w.valid_to is null or ${day} < w.valid_to) limit 1)`;
}

/** Where a provision stands in the act, by its latest wording. */
export function positionOf(provision: string): string {
  return `(select w.position from wording w where w.provision_id = ${provision}
    order by w.edition_from desc, w.position limit 1)`;
}

/**
 * Everything that is known to happen to what pins point at, after the wording that was meant. `pins` selects rows of
 * `citation_pin`; gives the CTE `event` with one row for each pin, provision and happening.
 *
 * The day to reckon from is the one meant, or the last day of the pinned wording where a later import has shown that it
 * had ended by then.
 */
export function eventsOf(pins: string): string {
  return `pin as (${pins}),
    touched as (
      select pin.citation_id, pin.ordinal, pin.subject_id, pin.provision_id as at_id, pin.wording_id as before_id,
        least(pin.as_of, (select b.valid_to - 1 from wording b where b.id = pin.wording_id)) as day
        from pin where pin.scope = 'PROVISION' and (pin.wording_id is not null or pin.ordinal > 1)
      union all
      select pin.citation_id, pin.ordinal, pin.subject_id, p.id, ${wordingOn('p.id', 'pin.as_of')}, pin.as_of
        from pin join provision p on p.source_id = pin.source_id and p.kind = 'SECTION' and p.chapter = pin.chapter
        where pin.scope = 'CHAPTER'),
    event as (
      select t.*, w.valid_from as on_day, w.from_undecided as undecided, coalesce(w.act, w.repealed_by, '') as act,
        case when w.repealed then 'REPEALED' else 'CHANGED' end as severity, w.id as after_id, null::uuid as to_id
        from touched t join wording w on w.provision_id = t.at_id
        where ${VERSION} and w.id is distinct from t.before_id and (w.from_undecided or w.valid_from > t.day)
      union all
      select t.*, w.valid_to, w.to_undecided, coalesce(w.repealed_by, moved.act, ''),
        case when moved.hash = w.hash then 'RENUMBERED' when moved.id is not null then 'CHANGED' else 'REPEALED' end,
        moved.id, moved.provision_id
        from touched t join wording w on w.provision_id = t.at_id
        left join lateral (
          select m.id, m.provision_id, m.act, m.hash from wording m join provision q on q.id = m.provision_id
           where q.source_id = w.source_id and q.fragment = w.renamed_to and m.twin = 0 and m.replaced_by_id is null
             and m.valid_from is not distinct from w.valid_to limit 1) moved on true
        where ${VERSION} and not w.repealed and (w.to_undecided or w.valid_to > t.day)
          and not exists (select 1 from wording n where n.provision_id = t.at_id and n.twin = 0 and n.replaced_by_id is null
            and n.id <> w.id and ((w.to_undecided and n.from_undecided) or n.valid_from = w.valid_to))
      union all
      -- An act that is repealed ends with all its provisions; nobody ends their wordings one by one.
      select t.*, s.repealed_on, s.repeal_undecided, coalesce(split_part(s.repealed_by, '/', 2), ''), 'REPEALED',
        null, null
        from touched t join provision p on p.id = t.at_id join law_source s on s.id = p.source_id
        where s.repealed_on > t.day or s.repeal_undecided)`;
}

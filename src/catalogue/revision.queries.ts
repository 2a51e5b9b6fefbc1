/** All columns of `revision`, shaped as `Revision`; `r` is the table's alias. */
export const REVISION_SELECT = `r.id, r.entry_id as "entryId", r.kind, r.owner_unit_id as "ownerUnitId", r.visibility,
  r.slot, r.number, r.state, r.version, r.language, r.translates_id as "translatesId", r.title, r.body, r.conclusion,
  r.for_whom as "forWhom", r.as_of as "asOf", r.review_by as "reviewBy", r.transitional,
  r.content_hash as "contentHash", r.change_note as "changeNote", r.change_weight as "changeWeight", r.emergency,
  r.reason, r.successor_entry_id as "successorEntryId", r.author_org_id as "authorOrgId", r.author_id as "authorId",
  r.created_at as "createdAt", r.updated_at as "updatedAt", r.submitted_at as "submittedAt",
  r.published_at as "publishedAt", r.published_by_id as "publishedById", r.ended_at as "endedAt"`;

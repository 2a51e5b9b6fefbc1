/** All columns of `review_request`, shaped as the entity; the reason is text, so `visibility` notes a restricted read. */
export const REVIEW_REQUEST_SELECT = `q.id, q.entry_id as "entryId", q.kind, q.owner_unit_id as "ownerUnitId", q.visibility,
  q.act, q.arguments, q.state, q.version, q.reason, q.decision_note as "decisionNote",
  q.proposed_by_id as "proposedById", q.org_id as "orgId", q.decided_by_id as "decidedById",
  q.created_at as "createdAt", q.decided_at as "decidedAt"`;

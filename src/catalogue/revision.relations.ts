import { createHash } from 'node:crypto';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { EntryRow } from './entry.entity.js';
import { ENTRY_SELECT } from './entry.queries.js';
import { RevisionAction, revisionMachine, RevisionRelation } from './revision.machine.js';
import { REVISION_SELECT } from './revision.queries.js';
import { Revision } from './revision.entity.js';

/** Roles whose people write texts; a REVIEWER alone does not, so that their judgement stays free. */
export const WRITERS: readonly Role[] = [Role.LAWYER, Role.ADVOCATE, Role.CATALOGUER];

/** How this actor stands to a revision; `editors` are all who changed a word of it. */
export function revisionRelations(
  actor: Actor,
  revision: Pick<Revision, 'authorOrgId' | 'kind' | 'publishedById' | 'emergency'>,
  editors: ReadonlySet<string>,
): Set<RevisionRelation> {
  const relations = new Set<RevisionRelation>();
  if (!actor.personId || !actor.hasInOrganisation(revision.authorOrgId)) return relations;
  const wrote = editors.has(actor.personId);
  const writer =
    actor.hasInOrganisation(revision.authorOrgId, ...WRITERS) && actor.context!.kinds.includes(revision.kind);
  if (wrote) relations.add('author');
  if (writer) relations.add('editor');
  if (wrote || writer) relations.add('publisher');
  // After an emergency whoever published it is as bound as its authors.
  const published = revision.emergency && revision.publishedById === actor.personId;
  if (!wrote && !published && actor.hasInOrganisation(revision.authorOrgId, Role.REVIEWER)) relations.add('reviewer');
  if (actor.hasInOrganisation(revision.authorOrgId, Role.ADMIN)) relations.add('admin');
  return relations;
}

export interface RevisionInHand {
  entry: EntryRow;
  revision: Revision;
  editors: Set<string>;
  relations: Set<RevisionRelation>;
}

/** The revision and its entry as this actor sees them, with how the actor stands to it. */
export async function takeRevision(tx: Tx, actor: Actor, id: string): Promise<RevisionInHand> {
  if (!isId(id, 'Revision')) throw notFound('input.id');
  const revision = await tx.one<Revision>(`select ${REVISION_SELECT} from revision r where r.id = $1`, [id]);
  if (!revision) throw notFound('input.id');
  const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [revision.entryId]);
  if (!entry) throw notFound('input.id');
  const rows = await tx.query<{ person_id: string }>('select person_id from revision_editor where revision_id = $1', [
    id,
  ]);
  const editors = new Set(rows.map((row) => row.person_id));
  return { entry, revision, editors, relations: revisionRelations(actor, revision, editors) };
}

/**
 * Whether this actor may do it to this revision at all. Whether it is possible from its state is said by the guarded
 * update, which knows the state at that moment; who may not is told why, since they see the thing.
 */
export function requireRevision(
  action: RevisionAction,
  { revision, editors, relations }: RevisionInHand,
  actor: Actor,
): void {
  if (revisionMachine.allows(action, relations)) return;
  if (revisionMachine.rule(action).by.includes('reviewer') && actor.personId && editors.has(actor.personId)) {
    throw new UserError('REVIEWER_IS_EDITOR', 'input.id');
  }
  throw new UserError('FORBIDDEN', 'input.id', {}, revision.id);
}

export type RevisionContent = Pick<
  Revision,
  'title' | 'body' | 'conclusion' | 'forWhom' | 'asOf' | 'reviewBy' | 'transitional' | 'language'
>;

/** Hash of all that a revision says; an approval holds for exactly this. */
export function contentHash(content: RevisionContent): string {
  const said = [
    content.language,
    content.title,
    content.body,
    content.conclusion,
    content.forWhom,
    content.asOf,
    content.reviewBy,
    content.transitional,
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

import { DatabaseContext } from '../platform/principal.js';
import { Access, Visibility } from './entry.entity.js';

const WIDTH: Record<Exclude<Access, 'RESTRICTED'>, Visibility> = {
  PUBLIC: 'WORLD',
  MEMBERS: 'MEMBERS',
  PARTIES: 'PARTIES',
  OWN: 'OWN',
};

/**
 * What row security reads, from what is meant and where it stands: a draft is its owner's own; nothing is wider than
 * PARTIES before its first publication; RESTRICTED overrides everything.
 */
export function visibilityOf(access: Access, stage: { draft: boolean; published: boolean }): Visibility {
  if (access === Access.RESTRICTED) return 'RESTRICTED';
  if (stage.draft) return 'OWN';
  const wide = WIDTH[access];
  return !stage.published && (wide === 'WORLD' || wide === 'MEMBERS') ? 'PARTIES' : wide;
}

export interface Guarded {
  id: string;
  kind: string;
  ownerUnitId: string;
  visibility: string;
}

/**
 * The twin of the policy's one text in `migrations/policy.ts`, for decisions that the program makes itself (may the
 * recipient of a mail see this?). The two are tested against each other for random readers and entries.
 */
export function visibleTo(entry: Guarded, context: DatabaseContext | null, granted: ReadonlySet<string>): boolean {
  if (entry.visibility === 'WORLD') return true;
  if (!context) return false;
  return (
    (entry.visibility === 'MEMBERS' && context.member) ||
    (entry.visibility !== 'RESTRICTED' && context.units.includes(entry.ownerUnitId)) ||
    ((entry.visibility === 'PARTIES' || entry.visibility === 'MEMBERS') && context.kinds.includes(entry.kind)) ||
    granted.has(entry.id) ||
    context.systemKinds.includes(entry.kind)
  );
}

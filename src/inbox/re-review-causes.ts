/** One task for all flags of an entry: whoever looks again looks at them together. */
export const FLAGS = 'flags';
/** Before the id of a dossier that has changed the law, where the new text of the act is not here yet. */
export const DOSSIER_CAUSE = 'dossier:';
/** Whether looking again is all that is asked; what stands behind another cause (a claim that was woken) has actions of its own. */
export const confirmable = (cause: string): boolean =>
  cause === FLAGS || cause === 'law' || cause.startsWith('sfs/') || cause.startsWith(DOSSIER_CAUSE);

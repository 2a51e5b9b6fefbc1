import { StateMachine } from '../platform/state-machine.js';
import { RevisionState as S } from './revision.entity.js';

export type RevisionAction =
  | 'edit'
  | 'submit'
  | 'recall'
  | 'approve'
  | 'requestChanges'
  | 'publish'
  | 'withdraw'
  | 'discard'
  | 'emergencyPublish'
  | 'retroApprove'
  | 'retroReject'
  | 'supersede';

/**
 * How somebody stands to a revision. `editor`: a person of its author's organisation whose role handles the kind;
 * `author`: has edited it; `reviewer`: has REVIEWER there and has edited nothing of it; `publisher`: author, assignee or
 * owner of the kind's role; `admin`: ADMIN of the association; `successor`: no
 * person, the next revision of the slot, which takes its place when it is published.
 */
export type RevisionRelation = 'author' | 'editor' | 'reviewer' | 'publisher' | 'admin' | 'successor';

const OPEN = [S.DRAFT, S.IN_REVIEW, S.CHANGES_REQUESTED, S.APPROVED] as const;

/** The way of every text: answers, guidance, letters, claims alike. */
export const revisionMachine = new StateMachine<S, RevisionAction, RevisionRelation>({
  name: 'revision',
  states: Object.values(S),
  initial: S.DRAFT,
  final: [S.SUPERSEDED, S.WITHDRAWN, S.DISCARDED],
  actions: {
    // Editing what was approved or returned makes it a draft again; approvals are bound to the hash and fall.
    edit: { from: [S.DRAFT, S.CHANGES_REQUESTED, S.APPROVED], to: S.DRAFT, by: ['author', 'editor'] },
    submit: { from: [S.DRAFT], to: S.IN_REVIEW, by: ['author'] },
    recall: { from: [S.IN_REVIEW], to: S.DRAFT, by: ['author'] },
    approve: { from: [S.IN_REVIEW], to: S.APPROVED, by: ['reviewer'] },
    requestChanges: { from: [S.IN_REVIEW], to: S.CHANGES_REQUESTED, by: ['reviewer'] },
    publish: { from: [S.APPROVED], to: S.PUBLISHED, by: ['publisher'] },
    withdraw: { from: [S.PUBLISHED], to: S.WITHDRAWN, by: ['publisher', 'admin'] },
    discard: { from: [S.DRAFT, S.CHANGES_REQUESTED], to: S.DISCARDED, by: ['author', 'admin'] },
    emergencyPublish: { from: OPEN, to: S.PUBLISHED, by: ['admin'] },
    // After an emergency: by somebody who is neither author nor publisher. A failed one demands withdrawal or a new text.
    retroApprove: { from: [S.PUBLISHED], to: null, by: ['reviewer'] },
    retroReject: { from: [S.PUBLISHED], to: null, by: ['reviewer'] },
    supersede: { from: [S.PUBLISHED], to: S.SUPERSEDED, by: ['successor'] },
  },
});

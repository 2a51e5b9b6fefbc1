import type { RoleName } from '../session/session';

/** What a person is asked for before an action is done. The server checks it all again. */
export type ActionField =
  | { name: 'reason' | 'note' | 'message' | 'dissent'; kind: 'text'; required?: boolean }
  | { name: 'assignee' | 'to'; kind: 'person'; role: RoleName; orMe?: boolean; required?: boolean }
  | { name: 'reviewers'; kind: 'people'; role: RoleName }
  | { name: 'subjectAreas'; kind: 'areas' }
  | { name: 'urgency'; kind: 'urgency' }
  | { name: 'closeReason'; kind: 'closeReason' }
  | { name: 'duplicateOf' | 'successor'; kind: 'entry'; required?: boolean }
  | { name: 'stands'; kind: 'yesNo' };

export interface ActionSpec {
  /** The mutation, and the key of its words. */
  mutation: string;
  words?: string;
  look?: 'primary' | 'danger';
  fields: ActionField[];
  /** What is always sent along. */
  fixed?: Record<string, unknown>;
}

const reason = { name: 'reason', kind: 'text', required: true } as const;
const maybeReason = { name: 'reason', kind: 'text' } as const;

export const QUESTION_ACTIONS: Record<string, ActionSpec[]> = {
  accept: [
    {
      mutation: 'questionAccept',
      look: 'primary',
      fields: [
        { name: 'subjectAreas', kind: 'areas' },
        { name: 'urgency', kind: 'urgency' },
        { name: 'assignee', kind: 'person', role: 'LAWYER', orMe: true },
      ],
    },
  ],
  provideInformation: [
    {
      mutation: 'questionProvideInformation',
      look: 'primary',
      fields: [{ name: 'message', kind: 'text', required: true }],
    },
  ],
  approveSending: [
    { mutation: 'questionApproveSending', look: 'primary', fields: [], fixed: { approved: true } },
    {
      mutation: 'questionApproveSending',
      words: 'questionApproveSendingNo',
      fields: [reason],
      fixed: { approved: false },
    },
  ],
  requestInformation: [
    { mutation: 'questionRequestInformation', fields: [{ name: 'message', kind: 'text', required: true }] },
  ],
  resume: [{ mutation: 'questionResume', fields: [maybeReason] }],
  reopen: [{ mutation: 'questionReopen', fields: [reason] }],
  close: [{ mutation: 'questionClose', fields: [{ name: 'closeReason', kind: 'closeReason' }, maybeReason] }],
  transfer: [
    { mutation: 'questionTransfer', fields: [{ name: 'to', kind: 'person', role: 'LAWYER', required: true }] },
  ],
  release: [{ mutation: 'questionRelease', fields: [maybeReason] }],
  markDuplicate: [
    {
      mutation: 'questionMarkDuplicate',
      fields: [{ name: 'duplicateOf', kind: 'entry', required: true }, maybeReason],
    },
  ],
  reject: [{ mutation: 'questionReject', look: 'danger', fields: [reason] }],
  withdraw: [{ mutation: 'questionWithdraw', look: 'danger', fields: [maybeReason] }],
  discard: [{ mutation: 'questionDiscard', look: 'danger', fields: [] }],
};

export const REVISION_ACTIONS: Record<string, ActionSpec[]> = {
  publish: [{ mutation: 'revisionPublish', look: 'primary', fields: [] }],
  submit: [
    { mutation: 'revisionSubmit', look: 'primary', fields: [{ name: 'reviewers', kind: 'people', role: 'REVIEWER' }] },
  ],
  approve: [
    {
      mutation: 'revisionApprove',
      look: 'primary',
      fields: [
        { name: 'note', kind: 'text' },
        { name: 'dissent', kind: 'text' },
      ],
    },
  ],
  requestChanges: [{ mutation: 'revisionRequestChanges', fields: [reason] }],
  recall: [{ mutation: 'revisionRecall', fields: [] }],
  retroApprove: [
    {
      mutation: 'revisionRetroReview',
      look: 'primary',
      fields: [
        { name: 'stands', kind: 'yesNo' },
        { name: 'note', kind: 'text', required: true },
      ],
    },
  ],
  withdraw: [{ mutation: 'revisionWithdraw', look: 'danger', fields: [reason, { name: 'successor', kind: 'entry' }] }],
  discard: [{ mutation: 'revisionDiscard', look: 'danger', fields: [] }],
  emergencyPublish: [{ mutation: 'revisionEmergencyPublish', look: 'danger', fields: [reason] }],
};

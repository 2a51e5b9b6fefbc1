import type { Act, Asked } from '../acts/acts';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import { REVISION_MUTATIONS as M } from './revision-mutations';

/** What may be done with a text, whatever kind of thing it is a text of, in the order in which it is reached for. */
export function useRevisionActs(): Act[] {
  const { actions: a, fields: f } = useWords(actionWords);
  const reason: Asked = { name: 'reason', kind: 'text', label: f.reason, required: true };
  const note: Asked = { name: 'note', kind: 'text', label: f.note };
  return [
    { action: 'publish', ...a.revisionPublish, look: 'primary', document: M.revisionPublish, fields: [] },
    {
      action: 'submit',
      ...a.revisionSubmit,
      look: 'primary',
      document: M.revisionSubmit,
      fields: [{ name: 'reviewers', kind: 'people', label: f.reviewers, role: 'REVIEWER' }],
    },
    {
      action: 'approve',
      ...a.revisionApprove,
      look: 'primary',
      document: M.revisionApprove,
      fields: [note, { name: 'dissent', kind: 'text', label: f.dissent }],
    },
    { action: 'requestChanges', ...a.revisionRequestChanges, document: M.revisionRequestChanges, fields: [reason] },
    { action: 'recall', ...a.revisionRecall, document: M.revisionRecall, fields: [] },
    {
      action: 'retroApprove',
      ...a.revisionRetroReview,
      look: 'primary',
      document: M.revisionRetroReview,
      fields: [
        { name: 'stands', kind: 'yesNo', label: f.stands, required: true },
        { ...note, required: true },
      ],
    },
    {
      action: 'withdraw',
      ...a.revisionWithdraw,
      look: 'danger',
      document: M.revisionWithdraw,
      fields: [reason, { name: 'successor', kind: 'entry', label: f.successor, example: 'V-3' }],
    },
    { action: 'discard', ...a.revisionDiscard, look: 'danger', document: M.revisionDiscard, fields: [] },
    {
      action: 'emergencyPublish',
      ...a.revisionEmergencyPublish,
      look: 'danger',
      document: M.revisionEmergencyPublish,
      fields: [reason],
    },
  ];
}

import type { Act, Asked, Option } from '../acts/acts';
import { useSession } from '../session/session';
import { actionWords } from '../words/actions';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';
import { QUESTION_MUTATIONS as M } from './question-mutations';

const optionsOf = (labels: Record<string, string>): Option[] => Object.entries(labels);

/** What may be done with a question, in the order in which it is reached for. */
export function useQuestionActs(areas?: string[]): Act[] {
  const w = useWords(actionWords);
  const { urgency } = useWords(entryWords);
  const { staff } = useSession();
  const { actions: a, fields: f } = w;
  const reason: Asked = { name: 'reason', kind: 'text', label: f.reason, required: true };
  const maybeReason: Asked = { ...reason, required: false };
  const message: Asked = { name: 'message', kind: 'text', label: f.message, required: true };
  return [
    {
      action: 'accept',
      ...a.questionAccept,
      look: 'primary',
      document: M.questionAccept,
      fields: [
        { name: 'subjectAreas', kind: 'areas', label: f.subjectAreas, initial: areas },
        { name: 'urgency', kind: 'choice', label: f.urgency, options: optionsOf(urgency) },
        { name: 'assignee', kind: 'person', label: f.assignee, role: 'LAWYER', orMe: f.me },
      ],
    },
    {
      action: 'provideInformation',
      ...a.questionProvideInformation,
      look: 'primary',
      document: M.questionProvideInformation,
      fields: [message],
    },
    {
      action: 'approveSending',
      ...a.questionApproveSending,
      look: 'primary',
      document: M.questionApproveSending,
      fields: [],
      fixed: { approved: true },
    },
    {
      action: 'approveSending',
      key: 'approveSendingNo',
      ...a.questionApproveSendingNo,
      document: M.questionApproveSending,
      fields: [reason],
      fixed: { approved: false },
    },
    {
      action: 'requestInformation',
      ...a.questionRequestInformation,
      document: M.questionRequestInformation,
      fields: [message],
    },
    { action: 'resume', ...a.questionResume, document: M.questionResume, fields: [maybeReason] },
    { action: 'reopen', ...a.questionReopen, document: M.questionReopen, fields: [reason] },
    {
      action: 'close',
      ...a.questionClose,
      document: M.questionClose,
      fields: [
        { name: 'closeReason', kind: 'choice', label: f.closeReason, options: optionsOf(w.closeReasons) },
        maybeReason,
      ],
    },
    {
      action: 'transfer',
      ...a.questionTransfer,
      document: M.questionTransfer,
      // Those who asked hand it to a colleague of theirs, the association to another lawyer.
      fields: [{ name: 'to', kind: 'person', label: f.to, role: staff ? 'LAWYER' : 'SUBMITTER', required: true }],
    },
    { action: 'release', ...a.questionRelease, document: M.questionRelease, fields: [maybeReason] },
    {
      action: 'markDuplicate',
      ...a.questionMarkDuplicate,
      document: M.questionMarkDuplicate,
      fields: [
        { name: 'duplicateOf', kind: 'entry', label: f.duplicateOf, example: w.questionOrGuidance, required: true },
        maybeReason,
      ],
    },
    { action: 'reject', ...a.questionReject, look: 'danger', document: M.questionReject, fields: [reason] },
    { action: 'withdraw', ...a.questionWithdraw, look: 'danger', document: M.questionWithdraw, fields: [maybeReason] },
    { action: 'discard', ...a.questionDiscard, look: 'danger', document: M.questionDiscard, fields: [] },
  ];
}

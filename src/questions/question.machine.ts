import { StateMachine } from '../platform/state-machine.js';
import { QuestionState as S } from './question.entity.js';

export type QuestionAction =
  | 'update'
  | 'submit'
  | 'requestSending'
  | 'approveSending'
  | 'declineSending'
  | 'discard'
  | 'accept'
  | 'reject'
  | 'markDuplicate'
  | 'requestInformation'
  | 'provideInformation'
  | 'resume'
  | 'closeUnanswered'
  | 'release'
  | 'transferAsker'
  | 'transferAssignee'
  | 'withdraw'
  | 'close'
  | 'reopen'
  | 'answer'
  | 'withdrawAnswer';

/**
 * How somebody stands to a question that they see. `asker`: SUBMITTER in the unit that owns it, since a colleague takes
 * over without ceremony; `approver`: APPROVER in that unit; `lawyer`: LAWYER of the association; `assignee`: the one who
 * has it; `admin`: ADMIN of the association, who hands out RESTRICTED questions and sees no others. No persons: `revision`,
 * the answer's own publication or withdrawal; `clock`, the scan for questions that nobody replied to.
 */
export type QuestionRelation = 'asker' | 'approver' | 'lawyer' | 'assignee' | 'admin' | 'revision' | 'clock';

const HANDLED = [S.IN_PROGRESS, S.AWAITING_INFORMATION] as const;

/** The way of a question, from the draft to the answer in the municipality's diary. */
export const questionMachine = new StateMachine<S, QuestionAction, QuestionRelation>({
  name: 'question',
  states: Object.values(S),
  initial: S.DRAFT,
  final: [S.REJECTED, S.DUPLICATE, S.WITHDRAWN, S.DISCARDED],
  actions: {
    update: { from: [S.DRAFT], to: null, by: ['asker'] },
    // An approver who is no SUBMITTER says yes, but asks nothing of their own.
    submit: { from: [S.DRAFT], to: S.SUBMITTED, by: ['asker'] },
    requestSending: { from: [S.DRAFT], to: null, by: ['asker'] },
    approveSending: { from: [S.DRAFT], to: S.SUBMITTED, by: ['approver'] },
    declineSending: { from: [S.DRAFT], to: null, by: ['approver'] },
    discard: { from: [S.DRAFT], to: S.DISCARDED, by: ['asker'] },

    accept: { from: [S.SUBMITTED], to: S.IN_PROGRESS, by: ['lawyer', 'admin'] },
    reject: { from: [S.SUBMITTED, S.IN_PROGRESS], to: S.REJECTED, by: ['lawyer', 'admin'] },
    markDuplicate: { from: [S.SUBMITTED], to: S.DUPLICATE, by: ['lawyer', 'admin'] },

    requestInformation: { from: [S.IN_PROGRESS], to: S.AWAITING_INFORMATION, by: ['lawyer', 'assignee'] },
    provideInformation: { from: [S.AWAITING_INFORMATION], to: S.IN_PROGRESS, by: ['asker'] },
    resume: { from: [S.AWAITING_INFORMATION], to: S.IN_PROGRESS, by: ['lawyer', 'assignee'] },
    closeUnanswered: { from: [S.AWAITING_INFORMATION], to: S.CLOSED, by: ['clock'] },
    release: { from: [S.IN_PROGRESS], to: S.SUBMITTED, by: ['lawyer', 'assignee', 'admin'] },
    transferAssignee: { from: [...HANDLED, S.ANSWERED], to: null, by: ['lawyer', 'assignee', 'admin'] },
    transferAsker: { from: [S.DRAFT, S.SUBMITTED, ...HANDLED, S.ANSWERED, S.CLOSED], to: null, by: ['asker'] },
    withdraw: { from: [S.SUBMITTED, ...HANDLED], to: S.WITHDRAWN, by: ['asker'] },

    close: { from: [S.ANSWERED], to: S.CLOSED, by: ['asker', 'lawyer', 'assignee'] },
    reopen: { from: [S.ANSWERED, S.CLOSED], to: S.IN_PROGRESS, by: ['asker', 'lawyer', 'assignee'] },
    answer: { from: [S.IN_PROGRESS], to: S.ANSWERED, by: ['revision'] },
    // Whoever leaned on an answer that is taken back needs a new one, also when they had closed the matter.
    withdrawAnswer: { from: [S.ANSWERED, S.CLOSED], to: S.IN_PROGRESS, by: ['revision'] },
  },
});

/** What a person may ask for by name: one name for two sides of the same act, none for what no person does. */
export const PERSONAL_ACTIONS: Partial<Record<QuestionAction, string>> = {
  update: 'update',
  submit: 'submit',
  approveSending: 'approveSending',
  discard: 'discard',
  accept: 'accept',
  reject: 'reject',
  markDuplicate: 'markDuplicate',
  requestInformation: 'requestInformation',
  provideInformation: 'provideInformation',
  resume: 'resume',
  release: 'release',
  transferAsker: 'transfer',
  transferAssignee: 'transfer',
  withdraw: 'withdraw',
  close: 'close',
  reopen: 'reopen',
};

import { describe, expect, it } from '@jest/globals';
import { QuestionState } from './question.entity.js';
import { PERSONAL_ACTIONS, QuestionAction, questionMachine, QuestionRelation } from './question.machine.js';

const RELATIONS: QuestionRelation[] = ['asker', 'approver', 'lawyer', 'assignee', 'admin', 'revision', 'clock'];

/** Written by hand from the design, not from the machine: state → who → what they may do and where it leads. */
const TABLE: Record<QuestionState, Partial<Record<QuestionRelation, string>>> = {
  DRAFT: {
    asker: 'update> submit>SUBMITTED requestSending> discard>DISCARDED transferAsker>',
    approver: 'approveSending>SUBMITTED declineSending>',
  },
  SUBMITTED: {
    asker: 'transferAsker> withdraw>WITHDRAWN',
    lawyer: 'accept>IN_PROGRESS reject>REJECTED markDuplicate>DUPLICATE',
    admin: 'accept>IN_PROGRESS reject>REJECTED markDuplicate>DUPLICATE',
  },
  IN_PROGRESS: {
    asker: 'transferAsker> withdraw>WITHDRAWN',
    lawyer: 'reject>REJECTED requestInformation>AWAITING_INFORMATION release>SUBMITTED transferAssignee>',
    assignee: 'requestInformation>AWAITING_INFORMATION release>SUBMITTED transferAssignee>',
    admin: 'reject>REJECTED release>SUBMITTED transferAssignee>',
    revision: 'answer>ANSWERED',
  },
  AWAITING_INFORMATION: {
    asker: 'provideInformation>IN_PROGRESS transferAsker> withdraw>WITHDRAWN',
    lawyer: 'resume>IN_PROGRESS transferAssignee>',
    assignee: 'resume>IN_PROGRESS transferAssignee>',
    admin: 'transferAssignee>',
    clock: 'closeUnanswered>CLOSED',
  },
  ANSWERED: {
    asker: 'close>CLOSED reopen>IN_PROGRESS transferAsker>',
    lawyer: 'close>CLOSED reopen>IN_PROGRESS transferAssignee>',
    assignee: 'close>CLOSED reopen>IN_PROGRESS transferAssignee>',
    admin: 'transferAssignee>',
    revision: 'withdrawAnswer>IN_PROGRESS',
  },
  CLOSED: {
    asker: 'reopen>IN_PROGRESS transferAsker>',
    lawyer: 'reopen>IN_PROGRESS',
    assignee: 'reopen>IN_PROGRESS',
    revision: 'withdrawAnswer>IN_PROGRESS',
  },
  REJECTED: {},
  DUPLICATE: {},
  WITHDRAWN: {},
  DISCARDED: {},
};

const expected = (state: QuestionState, relation: QuestionRelation): Map<string, string> =>
  new Map(
    (TABLE[state][relation] ?? '')
      .split(' ')
      .filter(Boolean)
      .map((cell) => cell.split('>') as [string, string]),
  );

const cells = Object.values(QuestionState).flatMap((state) => RELATIONS.map((relation) => ({ state, relation })));

describe('the machine of a question', () => {
  it.each(cells)('$state, $relation', ({ state, relation }) => {
    const table = expected(state, relation);
    for (const action of questionMachine.actions) {
      const relations = new Set([relation]);
      expect({ action, can: questionMachine.can(action, state, relations) }).toEqual({
        action,
        can: table.has(action),
      });
      if (table.has(action)) expect(questionMachine.rule(action).to ?? '').toBe(table.get(action));
    }
    expect([...questionMachine.possible(state, new Set([relation]))].sort()).toEqual([...table.keys()].sort());
  });

  it('lets nobody without a relation do anything', () => {
    for (const state of Object.values(QuestionState)) expect(questionMachine.possible(state, new Set())).toEqual([]);
  });

  it('gives every action that a person takes a name', () => {
    const personal = questionMachine.actions.filter((action) =>
      questionMachine.rule(action).by.some((relation) => relation !== 'revision' && relation !== 'clock'),
    );
    // Asking for a yes is what `submit` does where the organisation wants one; a no is the other half of approveSending.
    const unnamed: QuestionAction[] = ['requestSending', 'declineSending'];
    expect(Object.keys(PERSONAL_ACTIONS).sort()).toEqual(personal.filter((action) => !unnamed.includes(action)).sort());
  });
});

import { describe, expect, it } from '@jest/globals';
import { RevisionState } from '../catalogue/revision.entity.js';
import { wantedTask } from './revision-tasks.service.js';
import { TaskState } from './task.entity.js';
import { TaskAction, taskMachine, TaskRelation } from './task.machine.js';

/** Written by hand from the domain page, not from the machine. */
const POSSIBLE: Record<TaskState, Partial<Record<TaskAction, TaskRelation[]>>> = {
  OPEN: {
    claim: ['holder'],
    reassign: ['assignee', 'holder', 'admin'],
    complete: ['doer'],
    finish: ['workflow'],
    drop: ['workflow'],
  },
  CLAIMED: {
    release: ['assignee', 'admin'],
    reassign: ['assignee', 'holder', 'admin'],
    complete: ['doer'],
    finish: ['workflow'],
    drop: ['workflow'],
  },
  DONE: {},
  OBSOLETE: {},
};
const RELATIONS: TaskRelation[] = ['holder', 'assignee', 'admin', 'doer', 'workflow'];

describe('The way of a task', () => {
  for (const state of Object.values(TaskState)) {
    for (const action of taskMachine.actions) {
      for (const relation of RELATIONS) {
        const can = POSSIBLE[state][action]?.includes(relation) ?? false;
        it(`${relation} ${can ? 'may' : 'may not'} ${action} what is ${state}`, () => {
          expect(taskMachine.can(action, state, new Set([relation]))).toBe(can);
        });
      }
    }
  }
});

describe('What is to be done about a text', () => {
  it.each([
    [RevisionState.DRAFT, false, null, null],
    [RevisionState.IN_REVIEW, false, null, 'REVIEW'],
    [RevisionState.CHANGES_REQUESTED, false, null, 'REVISE'],
    [RevisionState.APPROVED, false, null, 'PUBLISH'],
    [RevisionState.PUBLISHED, false, null, null],
    [RevisionState.PUBLISHED, true, null, 'RETRO_REVIEW'],
    [RevisionState.PUBLISHED, true, 'APPROVED', null],
    [RevisionState.PUBLISHED, true, 'CHANGES_REQUESTED', 'REPLACE'],
    [RevisionState.SUPERSEDED, true, null, null],
    [RevisionState.WITHDRAWN, true, 'CHANGES_REQUESTED', null],
    [RevisionState.DISCARDED, false, null, null],
  ] as const)('%s (emergency %s, verdict %s): %s', (state, emergency, retro, kind) => {
    expect(wantedTask({ state, emergency, retro })).toBe(kind);
  });
});

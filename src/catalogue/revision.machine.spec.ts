import { describe, expect, it } from '@jest/globals';
import { RevisionAction, revisionMachine, RevisionRelation } from './revision.machine.js';
import { RevisionState } from './revision.entity.js';

/** Written by hand from domain.md: from which states each action is possible, where it leads, and for whom. */
const TABLE: Record<RevisionAction, [from: string, to: string, by: string]> = {
  edit: ['DRAFT CHANGES_REQUESTED APPROVED', 'DRAFT', 'author editor'],
  submit: ['DRAFT', 'IN_REVIEW', 'author'],
  recall: ['IN_REVIEW', 'DRAFT', 'author'],
  approve: ['IN_REVIEW', 'APPROVED', 'reviewer'],
  requestChanges: ['IN_REVIEW', 'CHANGES_REQUESTED', 'reviewer'],
  publish: ['APPROVED', 'PUBLISHED', 'publisher'],
  withdraw: ['PUBLISHED', 'WITHDRAWN', 'publisher admin'],
  discard: ['DRAFT CHANGES_REQUESTED', 'DISCARDED', 'author admin'],
  emergencyPublish: ['DRAFT IN_REVIEW CHANGES_REQUESTED APPROVED', 'PUBLISHED', 'admin'],
  retroApprove: ['PUBLISHED', '', 'reviewer'],
  retroReject: ['PUBLISHED', '', 'reviewer'],
  supersede: ['PUBLISHED', 'SUPERSEDED', 'successor'],
};
const RELATIONS: RevisionRelation[] = ['author', 'editor', 'reviewer', 'publisher', 'admin', 'successor'];

describe('the machine of revisions', () => {
  it('knows exactly the actions of the table', () => {
    expect(revisionMachine.actions.sort()).toEqual(Object.keys(TABLE).sort());
  });

  const cells = Object.entries(TABLE).flatMap(([action, [from, to, by]]) =>
    Object.values(RevisionState).flatMap((state) =>
      RELATIONS.map((relation) => ({
        action: action as RevisionAction,
        state,
        relation,
        to,
        expected: from.split(' ').includes(state) && by.split(' ').includes(relation),
      })),
    ),
  );
  it.each(cells)('$action from $state by $relation: $expected', ({ action, state, relation, expected, to }) => {
    expect(revisionMachine.can(action, state, new Set([relation]))).toBe(expected);
    expect(revisionMachine.rule(action).to ?? '').toBe(to);
  });

  it('lets nobody do anything without a relation', () => {
    for (const state of Object.values(RevisionState)) expect(revisionMachine.possible(state, new Set())).toEqual([]);
  });
});

import { StateMachine } from '../platform/state-machine.js';
import { TaskKind, TaskState as S } from './task.entity.js';

export type TaskAction = 'claim' | 'release' | 'reassign' | 'complete' | 'finish' | 'drop';

/**
 * How somebody stands to a task. `holder`: has its role in its organisation (and unit) and is not excluded; `assignee`:
 * has it; `admin`: runs the organisation; `doer`: assignee or holder of a MANUAL task; `workflow`: no person, the action
 * on the entry that the task is about.
 */
export type TaskRelation = 'holder' | 'assignee' | 'admin' | 'doer' | 'workflow';

export const taskMachine = new StateMachine<S, TaskAction, TaskRelation>({
  name: 'task',
  states: Object.values(S),
  initial: S.OPEN,
  final: [S.DONE, S.OBSOLETE],
  actions: {
    claim: { from: [S.OPEN], to: S.CLAIMED, by: ['holder'] },
    release: { from: [S.CLAIMED], to: S.OPEN, by: ['assignee', 'admin'] },
    reassign: { from: [S.OPEN, S.CLAIMED], to: S.CLAIMED, by: ['assignee', 'holder', 'admin'] },
    // Only what a person wrote down is ticked off by hand: the rest would disagree with its entry.
    complete: { from: [S.OPEN, S.CLAIMED], to: S.DONE, by: ['doer'] },
    finish: { from: [S.OPEN, S.CLAIMED], to: S.DONE, by: ['workflow'] },
    drop: { from: [S.OPEN, S.CLAIMED], to: S.OBSOLETE, by: ['workflow'] },
  },
});

/** Who has these is said by the entry (the assignee of a question) and changed by its own action only. */
export const BOUND_TO_ENTRY: readonly TaskKind[] = [TaskKind.ANSWER];

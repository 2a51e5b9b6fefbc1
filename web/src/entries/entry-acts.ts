import type { Act, Option } from '../acts/acts';
import type { Access } from '../gql/graphql';
import { useSession, type RoleName } from '../session/session';
import { entryActWords } from '../words/entry-acts';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';
import { ENTRY_MUTATIONS as M } from './entry-mutations';

const NARROWING: readonly Access[] = ['PUBLIC', 'MEMBERS', 'PARTIES', 'OWN', 'RESTRICTED'];
/** Who sees it: invited one by one, narrowed by one, widened by two. */
export function useAccessActs(access: Access, units: Option[]): Act[] {
  const w = useWords(entryActWords);
  const words = useWords(entryWords).access;
  const names = (entry: string): Record<string, unknown> => ({ entry });
  const at = NARROWING.indexOf(access);
  const options = (of: readonly Access[]): Option[] => of.map((one) => [one, words[one]]);
  return [
    {
      action: 'invite',
      key: 'invitePerson',
      ...w.invitePerson,
      document: M.entryInvite,
      names,
      fields: [{ name: 'person', kind: 'person', label: w.person, required: true }],
    },
    ...(units.length && access !== 'RESTRICTED'
      ? [
          {
            action: 'invite',
            key: 'inviteUnit',
            ...w.inviteUnit,
            document: M.entryInvite,
            names,
            fields: [{ name: 'unit', kind: 'pick', label: w.unit, options: units, required: true }],
          } satisfies Act,
        ]
      : []),
    {
      action: 'restrict',
      ...w.restrict,
      document: M.entryRestrict,
      fields: [
        {
          name: 'access',
          kind: 'choice',
          label: w.access,
          options: options(NARROWING.slice(at + 1)),
          initial: 'RESTRICTED',
          required: true,
        },
        { name: 'ground', kind: 'line', label: w.ground, help: w.groundHelp, required: true },
        { name: 'people', kind: 'people', label: w.keepers, when: (values) => values.access === 'RESTRICTED' },
      ],
    },
    {
      action: 'lowerSecrecyPropose',
      ...w.lower,
      document: M.entryLowerSecrecyPropose,
      fields: [
        { name: 'access', kind: 'choice', label: w.access, options: options(NARROWING.slice(0, at)), required: true },
        { name: 'reason', kind: 'text', label: w.reason, required: true },
        { name: 'decider', kind: 'person', label: w.decider, help: w.deciderHelp },
      ],
    },
  ];
}

/** A judgment or decision that no import sees, noted by whoever read of it. */
export function useFlagActs(): Act[] {
  const w = useWords(entryActWords);
  return [
    {
      action: 'flag',
      ...w.flag,
      document: M.entryFlag,
      names: (entry) => ({ entry }),
      fields: [
        {
          name: 'cause',
          kind: 'choice',
          label: w.flagCause,
          options: Object.entries(w.flagCauses),
          initial: 'JUDGMENT',
          required: true,
        },
        { name: 'note', kind: 'text', label: w.flagNote, required: true },
      ],
    },
  ];
}

export function useSettleActs(): Act[] {
  const w = useWords(entryActWords);
  return [
    {
      action: 'settle',
      ...w.settle,
      document: M.entryFlagSettle,
      names: (id) => ({ id }),
      fields: [{ name: 'note', kind: 'text', label: w.settleNote, required: true }],
    },
  ];
}

export function useTaskActs(): Act[] {
  const w = useWords(entryActWords);
  const { viewer } = useSession();
  const units = new Map(viewer?.memberships.flatMap(({ unit }) => (unit ? [[unit.id, unit.name] as const] : [])));
  return [
    {
      action: 'task',
      ...w.task,
      document: M.taskCreate,
      names: (entry) => ({ entry }),
      fields: [
        { name: 'note', kind: 'text', label: w.taskNote, required: true },
        { name: 'assignee', kind: 'person', label: w.taskWho, orMe: w.anybody, withMe: true },
        { name: 'dueOn', kind: 'date', label: w.taskDue },
        ...(units.size > 1
          ? [{ name: 'unit', kind: 'pick', label: w.taskUnit, options: [...units], required: true } as const]
          : []),
      ],
    },
  ];
}

/** To hand over what one has or could take: to somebody else who has the role that the task is for. */
export function useReassignActs(role: RoleName | null | undefined): Act[] {
  const w = useWords(entryActWords);
  return [
    {
      action: 'reassign',
      ...w.reassign,
      document: M.taskReassign,
      fields: [{ name: 'assignee', kind: 'person', label: w.taskTo, role: role ?? undefined, required: true }],
    },
  ];
}

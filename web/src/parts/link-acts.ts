import type { Act, Asked, Option } from '../acts/acts';
import { graphql } from '../gql';
import type { LinkType } from '../gql/graphql';
import type { linkWords } from '../words/links';

export const LINK_ADD = graphql(`
  mutation LinkAdd($input: LinkAddInput!) {
    linkAdd(input: $input) {
      entry {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const LINK_REMOVE = graphql(`
  mutation LinkRemove($input: LinkRemoveInput!) {
    linkRemove(input: $input) {
      entry {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** A link that people set by hand, seen from one end: which way it goes, and what stands at the other. */
export interface HandLink {
  name: keyof (typeof linkWords)['sv']['ways'];
  type: LinkType;
  direction: 'IN' | 'OUT';
  of?: string;
  example: string;
}

const RELATED: HandLink = { name: 'related', type: 'RELATED', direction: 'OUT', example: 'H-4' };
const QUESTION_HERE: HandLink = {
  name: 'questionOfBarrier',
  type: 'CONCERNS',
  direction: 'IN',
  of: 'QUESTION',
  example: 'F-2026-1',
};
const CASE_HERE: HandLink = {
  name: 'caseOfBarrier',
  type: 'CONCERNS',
  direction: 'IN',
  of: 'CASE',
  example: 'Ä-2026-1',
};
const BARRIER_OF: HandLink = { name: 'barrierOf', type: 'CONCERNS', direction: 'OUT', of: 'BARRIER', example: 'H-4' };
const MEASURE_OF: HandLink = {
  name: 'measureOf',
  type: 'PART_OF',
  direction: 'OUT',
  of: 'MEASURE',
  example: 'strategi-2011/2.4',
};

/** What `linkAdd` takes, by kind (src/catalogue/parts.service.ts); the other links come with an act. */
export const HAND_LINKS: Record<string, readonly HandLink[]> = {
  BARRIER: [
    QUESTION_HERE,
    CASE_HERE,
    { name: 'evidenceOfBarrier', type: 'EVIDENCE_FOR', direction: 'IN', example: 'V-3' },
    { name: 'goalOfBarrier', type: 'PURSUED_BY', direction: 'OUT', of: 'GOAL', example: 'P-5' },
    RELATED,
  ],
  QUESTION: [
    BARRIER_OF,
    { name: 'guidanceOf', type: 'ANSWERED_BY', direction: 'OUT', of: 'GUIDANCE', example: 'V-3' },
    { name: 'caseOf', type: 'ASKS_IN', direction: 'OUT', of: 'CASE', example: 'Ä-2026-1' },
    RELATED,
  ],
  GOAL: [
    { name: 'barrierOfGoal', type: 'PURSUED_BY', direction: 'IN', of: 'BARRIER', example: 'H-4' },
    { name: 'dossierOfGoal', type: 'TRACKED_IN', direction: 'OUT', of: 'DOSSIER', example: 'L-4' },
    MEASURE_OF,
    { name: 'actionOfGoal', type: 'PART_OF', direction: 'IN', of: 'ACTION', example: 'A-2026-1' },
    RELATED,
  ],
  ACTION: [
    { name: 'goalOfAction', type: 'PART_OF', direction: 'OUT', of: 'GOAL', example: 'P-5' },
    MEASURE_OF,
    { ...RELATED, example: 'L-4' },
  ],
  DOSSIER: [
    { name: 'goalOfDossier', type: 'TRACKED_IN', direction: 'IN', of: 'GOAL', example: 'P-5' },
    { name: 'lawOfDossier', type: 'CHANGES', direction: 'OUT', of: 'LAW_SOURCE', example: 'sfs/2009:400' },
    RELATED,
  ],
};
/** What a member may say of a barrier that is not theirs: that one of their own things concerns it. */
export const MEMBER_LINKS: readonly HandLink[] = [QUESTION_HERE, CASE_HERE];

const BY_HAND: readonly string[] = [
  ...new Set(Object.values(HAND_LINKS).flatMap((all) => all.map(({ type }) => type))),
];
export const isByHand = (type: string): boolean => BY_HAND.includes(type);

type Words = (typeof linkWords)['sv'];

export function linkAct(w: Words, of: { id: string }, ways: readonly HandLink[]): Act {
  const way: Asked = {
    name: 'way',
    kind: 'pick',
    label: w.how,
    options: ways.map(({ name }): Option => [name, w.ways[name]]),
    required: true,
  };
  return {
    action: 'link',
    label: w.add,
    done: w.added,
    document: LINK_ADD,
    fields: [
      way,
      ...ways.map((one): Asked => ({
        name: one.name,
        kind: 'entry',
        of: one.of,
        example: one.example,
        label: w.what,
        required: true,
        when: (values) => values.way === one.name,
      })),
    ],
    names: () => ({}),
    shape: (input) => {
      const chosen = ways.find(({ name }) => name === input.way)!;
      const other = input[chosen.name];
      const [from, to] = chosen.direction === 'OUT' ? [of.id, other] : [other, of.id];
      return { from, type: chosen.type, to };
    },
  };
}

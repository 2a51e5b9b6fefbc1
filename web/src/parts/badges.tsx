import type { ReactNode } from 'react';
import type { Conclusion, GuidanceStatus, QuestionState, RevisionState } from '../gql/graphql';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';

/** Shape and word carry the meaning; the colour only helps. */
const SIGNS: Record<Conclusion, string> = {
  POSSIBLE: 'M4 12.5l5 5L20 6.5',
  POSSIBLE_WITH_CONDITIONS: 'M4 12.5l5 5L20 6.5M20 20h.01',
  UNCLEAR: 'M8.5 9a3.5 3.5 0 1 1 4.5 3.4c-.7.3-1 .8-1 1.6v.5M12 18.5h.01',
  NOT_POSSIBLE: 'M6 6l12 12M18 6L6 18',
};

export function ConclusionMark({ of, large }: { of: Conclusion; large?: boolean }): ReactNode {
  const w = useWords(entryWords);
  return (
    <span className={`conclusion conclusion-${of.toLowerCase()}${large ? ' conclusion-large' : ''}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={SIGNS[of]} />
      </svg>
      {w.conclusion[of]}
    </span>
  );
}

export function Badge({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
export type Tone = 'calm' | 'going' | 'waiting' | 'done' | 'wrong';

const QUESTION: Record<QuestionState, Tone> = {
  DRAFT: 'calm',
  SUBMITTED: 'going',
  IN_PROGRESS: 'going',
  AWAITING_INFORMATION: 'waiting',
  ANSWERED: 'done',
  CLOSED: 'calm',
  REJECTED: 'wrong',
  DUPLICATE: 'calm',
  WITHDRAWN: 'calm',
  DISCARDED: 'calm',
};
export function QuestionBadge({ of }: { of: QuestionState }): ReactNode {
  const w = useWords(entryWords);
  return <Badge tone={QUESTION[of]}>{w.questionState[of]}</Badge>;
}

const REVISION: Record<RevisionState, Tone> = {
  DRAFT: 'calm',
  IN_REVIEW: 'going',
  CHANGES_REQUESTED: 'waiting',
  APPROVED: 'done',
  PUBLISHED: 'done',
  SUPERSEDED: 'calm',
  WITHDRAWN: 'wrong',
  DISCARDED: 'calm',
};
export function RevisionBadge({ of }: { of: RevisionState }): ReactNode {
  const w = useWords(entryWords);
  return <Badge tone={REVISION[of]}>{w.revisionState[of]}</Badge>;
}

const VALIDITY: Record<GuidanceStatus, Tone> = {
  CURRENT: 'done',
  FLAGGED: 'waiting',
  LAW_CHANGED: 'waiting',
  LAW_WILL_CHANGE: 'going',
  REVIEW_DUE: 'waiting',
  WITHDRAWN: 'wrong',
};
export function ValidityBadge({ of }: { of: GuidanceStatus }): ReactNode {
  const w = useWords(entryWords);
  return <Badge tone={VALIDITY[of]}>{w.validity[of]}</Badge>;
}

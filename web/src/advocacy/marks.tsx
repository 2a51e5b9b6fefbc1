import type { ReactNode } from 'react';
import type { ActionState, Certainty, ClaimGrade, DossierState, GoalState } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { advocacyWords } from '../words/advocacy';
import { useWords } from '../words/words';

const GRADES: Record<ClaimGrade, Tone> = {
  MET: 'done',
  LARGELY_MET: 'done',
  PARTLY_MET: 'waiting',
  REJECTED: 'wrong',
  OVERTAKEN: 'calm',
  PENDING: 'going',
  UNKNOWN: 'calm',
  DROPPED: 'calm',
};

/** A grade with how sure it is, and whether somebody else has tried it: never the one without the others. */
export function Grade({
  of,
}: {
  of: { grade: ClaimGrade; certainty?: Certainty | null; verified: boolean };
}): ReactNode {
  const w = useWords(advocacyWords);
  return (
    <span className="row row-grade">
      <Badge tone={GRADES[of.grade]}>{w.grade[of.grade]}</Badge>
      {of.certainty ? (
        <span className="small soft">
          {w.certaintyLabel}: {w.certainty[of.certainty]}
        </span>
      ) : null}
      {of.grade === 'PENDING' || of.grade === 'UNKNOWN' || of.verified ? null : (
        <Badge tone="waiting">{w.unverified}</Badge>
      )}
    </span>
  );
}

export function Grades({ of }: { of: readonly { grade: ClaimGrade; count: number }[] }): ReactNode {
  const w = useWords(advocacyWords);
  const shown = of.filter(({ count }) => count > 0);
  if (!shown.length) return <span>{w.goalEmpty}</span>;
  return (
    <>
      {shown.map(({ grade, count }) => (
        <Badge key={grade} tone={GRADES[grade]}>
          {w.grade[grade]} {count}
        </Badge>
      ))}
    </>
  );
}

const DOSSIERS: Record<DossierState, Tone> = {
  OPEN: 'going',
  RESTING: 'waiting',
  IN_FORCE: 'done',
  REJECTED: 'wrong',
  RECALLED: 'calm',
  LAPSED: 'calm',
};
export function DossierBadge({ of }: { of: DossierState }): ReactNode {
  const w = useWords(advocacyWords);
  return <Badge tone={DOSSIERS[of]}>{w.dossierState[of]}</Badge>;
}

const GOALS: Record<GoalState, Tone> = { ACTIVE: 'going', RESTING: 'waiting', ACHIEVED: 'done', ABANDONED: 'calm' };
export function GoalBadge({ of }: { of: GoalState }): ReactNode {
  const w = useWords(advocacyWords);
  return <Badge tone={GOALS[of]}>{w.goalState[of]}</Badge>;
}

const ACTIONS: Record<ActionState, Tone> = {
  PLANNED: 'calm',
  PREPARING: 'going',
  SENT: 'waiting',
  HELD: 'done',
  RESPONDED: 'done',
  CLOSED: 'calm',
  CANCELLED: 'calm',
};
export function ActionBadge({ of }: { of: ActionState }): ReactNode {
  const w = useWords(advocacyWords);
  return <Badge tone={ACTIONS[of]}>{w.actionState[of]}</Badge>;
}

import type { ReactNode } from 'react';
import type { MeasureLag, MeasureResult, MeasureStatus, ReportState } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { number } from '../words/dates';
import { strategyWords } from '../words/strategy';
import { useWords } from '../words/words';

const STATUSES: Record<MeasureStatus, Tone> = {
  NOT_STARTED: 'calm',
  PLANNED: 'going',
  UNDERWAY: 'going',
  PARTLY_REACHED: 'waiting',
  REACHED: 'done',
  SETTLED_OTHERWISE: 'calm',
};
export const STATUS_ORDER = Object.keys(STATUSES) as MeasureStatus[];

export function StatusBadge({ of, count }: { of: MeasureStatus; count?: number }): ReactNode {
  const w = useWords(strategyWords);
  return (
    <Badge tone={STATUSES[of]}>
      {w.statuses[of]}
      {count === undefined ? '' : ` ${count}`}
    </Badge>
  );
}

export function LagBadges({ of }: { of: readonly MeasureLag[] }): ReactNode {
  const w = useWords(strategyWords);
  return of.map((lag) => (
    <Badge key={lag} tone="wrong">
      {w.lags[lag]}
    </Badge>
  ));
}

const RESULTS: Record<MeasureResult, Tone> = { REACHED: 'done', PARTLY_REACHED: 'waiting', NOT_REACHED: 'wrong' };
export function ResultBadge({ of }: { of: MeasureResult }): ReactNode {
  const w = useWords(strategyWords);
  return <Badge tone={RESULTS[of]}>{w.results[of]}</Badge>;
}

const REPORTS: Record<ReportState, Tone> = { DRAFTING: 'going', DRAFT: 'waiting', APPROVED: 'done' };
export function ReportBadge({ of }: { of: ReportState }): ReactNode {
  const w = useWords(strategyWords);
  return <Badge tone={REPORTS[of]}>{w.report.states[of]}</Badge>;
}

/** A share as a bar; its number stands in words under it. What is over the whole is drawn beyond a line. */
export function Share({
  part,
  whole,
  words,
  over,
}: {
  part: number;
  whole: number;
  words: string;
  over?: boolean;
}): ReactNode {
  const share = whole > 0 ? part / whole : part > 0 ? 2 : 0;
  const most = Math.max(1, Math.min(share, 1.5));
  const width = (Math.min(share, 1.5) / most) * 100;
  return (
    <div className="share">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="share-whole" x="0.5" y="0.5" width="99" height="7" />
        <rect
          className={over ? 'share-over' : 'share-part'}
          x="0.5"
          y="0.5"
          width={Math.max(0, width - 1)}
          height="7"
        />
        {share > 1 ? <line className="share-limit" x1={100 / most} x2={100 / most} y1="0" y2="8" /> : null}
      </svg>
      <span>{words}</span>
    </div>
  );
}

interface Money {
  budgetSek?: number | null;
  spentSek?: number | null;
  overBudget?: boolean;
}

export function Budget({ of }: { of: Money }): ReactNode {
  const w = useWords(strategyWords);
  const { budgetSek, spentSek } = of;
  if (budgetSek === null || budgetSek === undefined)
    return spentSek === null || spentSek === undefined ? null : w.spentOnly(number(spentSek));
  if (spentSek === null || spentSek === undefined) return w.budgetOnly(number(budgetSek));
  return (
    <Share
      part={spentSek}
      whole={budgetSek}
      words={w.spentOf(number(spentSek), number(budgetSek))}
      over={of.overBudget}
    />
  );
}

export function ClaimsMet({ met, all }: { met: number; all: number }): ReactNode {
  const w = useWords(strategyWords);
  return all ? (
    <Share part={met} whole={all} words={w.claimsMet(met, all)} />
  ) : (
    <span className="soft">{w.noClaims}</span>
  );
}

export function Elapsed({ of }: { of: number | null | undefined }): ReactNode {
  const w = useWords(strategyWords);
  if (of === null || of === undefined) return null;
  return <Share part={of} whole={1} words={w.elapsed(Math.round(of * 100))} />;
}

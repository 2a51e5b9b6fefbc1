import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseItemFragment, CaseState } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { caseWords } from '../words/cases';
import { isoDay } from '../words/dates';
import { useWords } from '../words/words';
import { Ground } from './case-law';
import './cases.css';

const STATES: Record<CaseState, Tone> = {
  OPEN: 'going',
  DECIDED: 'done',
  CLOSED: 'calm',
  ARCHIVED: 'calm',
  DISPOSED: 'calm',
};

export function CaseBadge({ of }: { of: CaseState }): ReactNode {
  const w = useWords(caseWords);
  return <Badge tone={STATES[of]}>{w.state[of]}</Badge>;
}

export const isLive = (state: CaseState): boolean => state === 'OPEN' || state === 'DECIDED';

/** The mark of OSL 5 kap. 5 §: seen at once, with the provision that it reminds of. */
export function SecrecyMark({ ground, law }: { ground: string; law: ReadonlyMap<string, string> }): ReactNode {
  const w = useWords(caseWords);
  return (
    <span className="secrecy-mark">
      <strong>{w.secrecy}</strong> <Ground of={ground} law={law} />
    </span>
  );
}

type Waiting = Pick<CaseItemFragment, 'state' | 'dueOn' | 'dueWhat' | 'pendingReleases' | 'unsentDecisions'>;

/** What is to be done in a case, each in a sentence; nothing where nothing waits. */
export function useWaits(of: Waiting): { key: string; text: string; over: boolean }[] {
  const w = useWords(caseWords);
  const today = isoDay(new Date().toISOString());
  const live = isLive(of.state);
  return [
    ...(of.pendingReleases ? [{ key: 'release', text: w.waitsRelease(of.pendingReleases), over: true }] : []),
    ...(of.dueOn && live
      ? [{ key: 'due', text: w.waitsDue(of.dueOn, of.dueWhat ?? ''), over: of.dueOn <= today }]
      : []),
    ...(live && of.unsentDecisions ? [{ key: 'send', text: w.waitsSend(of.unsentDecisions), over: false }] : []),
  ];
}

export function CaseItem({ of }: { of: CaseItemFragment }): ReactNode {
  const w = useWords(caseWords);
  const waits = useWaits(of);
  return (
    <li>
      <h2 className="item-title">
        <Link to="/arenden/$ref" params={{ ref: of.ref ?? of.id }}>
          {of.title}
        </Link>
      </h2>
      <div className="item-meta">
        <CaseBadge of={of.state} />
        <span className="ref">{of.diaryNumber ?? of.ref}</span>
        <span>{of.unit.name}</span>
        {of.responsible ? <span>{of.responsible.name}</span> : null}
        <span>
          {w.opened} {of.openedOn}
        </span>
        <span>{w.documentsCount(of.documentCount)}</span>
        {of.access === 'RESTRICTED' ? <Badge tone="wrong">{w.accesses.RESTRICTED}</Badge> : null}
        {of.secrecyGrounds ? (
          <span className="secrecy-mark">
            <strong>{w.secrecy}</strong> {of.secrecyGrounds}
          </span>
        ) : null}
      </div>
      {waits.length ? (
        <ul className="case-waits">
          {waits.map(({ key, text, over }) => (
            <li key={key} className={over ? 'due due-over' : 'due due-soon'}>
              {text}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

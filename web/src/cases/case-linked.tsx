import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { BarrierBadge } from '../barriers/barrier-item';
import type { CaseLinkedQuery, CaseViewFragment } from '../gql/graphql';
import { ConclusionMark, QuestionBadge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { Loaded } from '../parts/loaded';
import { Prose } from '../parts/prose';
import { useSession } from '../session/session';
import { caseWords } from '../words/cases';
import { isoDay } from '../words/dates';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';
import { linkActs } from './case-acts';
import { CASE_LINKED } from './case.operations';
import { Acts } from './case-sections';

type Linked = NonNullable<CaseLinkedQuery['case']>['links'][number];
type QuestionHere = Extract<Linked['entry'], { __typename: 'Question' }>;
type BarrierHere = Extract<Linked['entry'], { __typename: 'Barrier' }>;
const isQuestion = (entry: Linked['entry']): entry is QuestionHere => entry.__typename === 'Question';
const isBarrier = (entry: Linked['entry']): entry is BarrierHere => entry.__typename === 'Barrier';

/** Two things may be linked in more than one way: the thing stands there once. */
const once = <T extends { id: string }>(all: T[]): T[] => [...new Map(all.map((one) => [one.id, one])).values()];

/** What the unit has asked in the case, with the answers; what it ran into; and the way to new ones. */
export function LinkedThings({ of, done }: { of: CaseViewFragment; done: () => void }): ReactNode {
  const w = useWords(caseWords);
  const { has, may } = useSession();
  const [result, ask] = useQuery({
    query: CASE_LINKED,
    variables: { id: of.id },
    requestPolicy: 'cache-and-network',
  });
  const again = (): void => ask({ requestPolicy: 'network-only' });
  const links = of.links.map(({ id }) => id).join(' ');
  const before = useRef(links);
  useEffect(() => {
    if (before.current !== links) ask({ requestPolicy: 'network-only' });
    before.current = links;
  }, [links, ask]);
  const works = of.allowedActions.some(({ action }) => action === 'link');
  return (
    <Loaded of={result} again={again} lines={5}>
      {(data) => {
        const entries = (data.case?.links ?? []).map(({ entry }) => entry);
        const questions = once(entries.filter(isQuestion));
        const barriers = once(entries.filter(isBarrier));
        return (
          <>
            <section aria-labelledby="fragor" className="stack">
              <h2 id="fragor">{w.questions}</h2>
              {questions.length ? (
                <ul className="items">
                  {questions.map((one) => (
                    <QuestionInCase key={one.id} of={one} />
                  ))}
                </ul>
              ) : (
                <p className="soft">{w.questionsNone}</p>
              )}
              {works && has('SUBMITTER') ? (
                <p className="row no-print">
                  <Link className="button button-second" to="/fraga" search={{ arende: of.id }}>
                    {w.askHere}
                  </Link>
                  <span className="soft small">{w.questionsHelp}</span>
                </p>
              ) : null}
              <Acts of={of} acts={linkActs(w, of, 'QUESTION')} done={done} />
            </section>
            <section aria-labelledby="hinder" className="stack">
              <h2 id="hinder">{w.barriers}</h2>
              {barriers.length ? (
                <ul className="plain-list">
                  {barriers.map((one) => (
                    <li key={one.id}>
                      <EntryLink entry={one} />
                      <div className="item-meta">
                        <BarrierBadge of={one.barrierState} />
                        <span className="ref">{one.ref}</span>
                      </div>
                    </li>
                  ))}
                </ul>
              ) : (
                <p className="soft">{w.barriersNone}</p>
              )}
              {works && may('barrier:report') ? (
                <p className="no-print">
                  <Link className="button button-second" to="/hinder/nytt" search={{ arende: of.id }}>
                    {w.reportHere}
                  </Link>
                </p>
              ) : null}
              <Acts of={of} acts={linkActs(w, of, 'BARRIER')} done={done} />
            </section>
          </>
        );
      }}
    </Loaded>
  );
}

function QuestionInCase({ of }: { of: QuestionHere }): ReactNode {
  const w = useWords(caseWords);
  const words = useWords(questionWords);
  return (
    <li>
      <h3 className="item-title">
        <EntryLink entry={of} />
      </h3>
      <div className="item-meta">
        <QuestionBadge of={of.questionState} />
        <span className="ref">{of.ref}</span>
        {of.answeredAt ? (
          <span>
            {words.answeredOn} {isoDay(of.answeredAt)}
          </span>
        ) : of.dueAt ? (
          <span>
            {words.due} {isoDay(of.dueAt)}
          </span>
        ) : null}
      </div>
      {of.answer ? (
        <details className="foldable case-answer">
          <summary>
            {w.answer} {of.answer.conclusion ? <ConclusionMark of={of.answer.conclusion} /> : null}
          </summary>
          <Prose html={of.answer.html} lang="sv" day={of.answer.asOf} />
        </details>
      ) : null}
    </li>
  );
}

import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct } from '../api/act';
import type { LawSourcePageQuery } from '../gql/graphql';
import { AsOf, NotToday } from '../law/as-of';
import { sectionAt, sectionsOf, type Section } from '../law/contents';
import { sourceKey } from '../law/law-address';
import { LawBody } from '../law/law-body';
import { Contents } from '../law/law-contents';
import '../law/law.css';
import { NotHeld } from '../law/not-held';
import { Button } from '../parts/button';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { LAW_VIEWS } from '../search';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { isoDay } from '../words/dates';
import { lawWords } from '../words/law';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { LAW_SOURCE, UNWATCH_LAW, WATCH_LAW } from './law-source.operations';
import { About, Amendments, CitedBy, Coming } from './law-source-views';

export type Source = NonNullable<LawSourcePageQuery['lawSource']>;

export function LawSourcePage(): ReactNode {
  const { number } = useParams({ from: '/lag/sfs/$number' });
  const { datum } = useSearch({ from: '/lag/sfs/$number' });
  const [result, ask] = useQuery({ query: LAW_SOURCE, variables: { id: sourceKey(number), asOf: datum } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={20}>
      {({ lawSource }) =>
        lawSource ? (
          <View key={lawSource.id} of={lawSource} number={number} again={again} />
        ) : (
          <NotHeld what={`SFS ${number}`} />
        )
      }
    </Loaded>
  );
}

function View({ of, number, again }: { of: Source; number: string; again: () => void }): ReactNode {
  const w = useWords(lawWords);
  const { datum, visa } = useSearch({ from: '/lag/sfs/$number' });
  const navigate = useNavigate({ from: '/lag/sfs/$number' });
  const view = visa ?? 'text';
  const choose = (day: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, datum: day }), params: true, hash: true });
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/lag">{w.title}</Link> <span className="ref">SFS {of.designation}</span>
        </>
      }
      actions={<Actions of={of} again={again} />}
    >
      <div className="stack law-source">
        <Standing of={of} day={datum} />
        <NotToday day={datum} choose={choose} older={view === 'text' ? olderThanRead(of, datum) : null} />
        <div className="law-tools">
          <nav aria-label={w.sections}>
            <ul className="tabs">
              {LAW_VIEWS.map((one) => (
                <li key={one}>
                  <Link
                    to="/lag/sfs/$number"
                    params={{ number }}
                    search={{ datum, visa: one === 'text' ? undefined : one }}
                    // The text is what is shown where no view is named.
                    activeOptions={{ includeSearch: true, explicitUndefined: true }}
                  >
                    {w.tabs[one]}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          {view === 'text' || view === 'kommande' ? <AsOf key={datum} day={datum} choose={choose} /> : null}
        </div>
        {view === 'text' ? <Text of={of} number={number} /> : null}
        {view === 'andringar' ? <Amendments of={of} /> : null}
        {view === 'kommande' ? <Coming of={of} day={datum} /> : null}
        {view === 'hanvisningar' ? <CitedBy of={of} /> : null}
        {view === 'om' ? <About of={of} /> : null}
        <p className="small soft">{w.source}</p>
      </div>
    </Page>
  );
}

/** The amending act that the oldest edition goes up to, where the day lies before that edition was read. */
function olderThanRead(of: Source, day: string | undefined): string | null {
  const oldest = of.editions.at(-1);
  return day && oldest?.consolidatedTo && day < isoDay(oldest.importedAt) ? oldest.consolidatedTo : null;
}

const TONES = { IN_FORCE: 'notice-done', COMING: 'notice-waiting', REPEALED: 'notice-wrong' };

/** Whether it is law on the day, since when and until when, and what came in its place. */
function Standing({ of, day }: { of: Source; day?: string }): ReactNode {
  const w = useWords(lawWords);
  const on = day ?? new Date().toISOString().slice(0, 10);
  return (
    <div className={`notice ${TONES[of.status]}`} role="note">
      <div className="stack-tight">
        <p>
          <strong>{w.statusOn[of.status]}.</strong>{' '}
          {of.inForceOn
            ? of.inForceOn > on
              ? w.comesIntoForce(of.inForceOn)
              : w.inForceFrom(of.inForceOn)
            : of.inForceUndecided
              ? w.undecided
              : of.inForceByTransition
                ? w.byTransition
                : ''}{' '}
          {of.repealedOn
            ? of.repealedOn > on
              ? w.ceases(of.repealedOn)
              : w.repealedFrom(of.repealedOn)
            : of.repealUndecided
              ? `${w.ends}: ${w.undecided}`
              : ''}{' '}
          {of.limitedTo ? w.limitedTo(of.limitedTo) : ''}
        </p>
        {of.status === 'REPEALED' ? <p>{w.transitional}</p> : null}
        {of.successors.length ? (
          <p>
            {w.successors}: <ActLinks of={of.successors} />
          </p>
        ) : null}
      </div>
    </div>
  );
}

export function ActLinks({ of }: { of: Source['successors'] }): ReactNode {
  return of.map((one, i) => {
    const found = /^sfs\/(.+)$/.exec(one.key)?.[1];
    return (
      <span key={`${one.key} ${one.part}`}>
        {i ? ', ' : ''}
        {one.source && found ? (
          <Link to="/lag/sfs/$number" params={{ number: found }}>
            {one.title}
          </Link>
        ) : (
          one.title
        )}
        {one.part ? ` (${one.part})` : ''}
      </span>
    );
  });
}

function Text({ of, number }: { of: Source; number: string }): ReactNode {
  const w = useWords(lawWords);
  const { datum, kap } = useSearch({ from: '/lag/sfs/$number' });
  const sections = useMemo(() => sectionsOf(of.toc, w.transitionalHeading), [of.toc, w.transitionalHeading]);
  const { hash } = useLocation();
  const at = kap
    ? Math.max(
        0,
        sections.findIndex(({ key }) => key === kap),
      )
    : sectionAt(sections, hash);
  const current = sections[at];
  if (!of.toc.length || !current)
    return (
      <div className="empty">
        <p>{w.emptyText}</p>
        <p>{w.emptyTextWhy}</p>
      </div>
    );
  const contents = <Contents toc={of.toc} sections={sections} current={current} number={number} datum={datum} />;
  return (
    <div className="law-columns">
      <details className="foldable card law-toc-phone no-print">
        <summary>{w.contentsOpen}</summary>
        <div className="fold-body">{contents}</div>
      </details>
      <div className="law-toc-side no-print">{contents}</div>
      <section aria-label={current.key ? w.chapterText : w.wholeText}>
        <LawBody key={current.key} of={current} number={number} datum={datum} />
        {sections.length > 1 ? (
          <nav className="law-leaf no-print" aria-label={w.neighbours}>
            <Leaf to={sections[at - 1]} words={w.previousChapter} number={number} datum={datum} />
            <Leaf to={sections[at + 1]} words={w.nextChapter} number={number} datum={datum} />
          </nav>
        ) : null}
      </section>
    </div>
  );
}

function Leaf({
  to,
  words,
  number,
  datum,
}: {
  to?: Section;
  words: string;
  number: string;
  datum?: string;
}): ReactNode {
  if (!to) return <span />;
  return (
    <Link
      to="/lag/sfs/$number"
      params={{ number }}
      search={{ datum, kap: to.key ?? undefined }}
      hash={to.key === 'overgang' ? undefined : (to.key ?? undefined)}
    >
      <span className="small soft">{words}</span>
      <br />
      {[to.label, to.title].filter(Boolean).join(' ')}
    </Link>
  );
}

function Actions({ of, again }: { of: Source; again: () => void }): ReactNode {
  const w = useWords(lawWords);
  const shell = useWords(shellWords);
  const { viewer } = useSession();
  const [watch, watching] = useAct(WATCH_LAW);
  const [unwatch, unwatching] = useAct(UNWATCH_LAW);
  const toggle = async (): Promise<void> => {
    const outcome = await (of.watching ? unwatch : watch)({ entry: of.id });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(of.watching ? w.notWatching : w.watching);
    again();
  };
  return (
    <>
      {viewer ? (
        <Button variant="secondary" size="medium" onPress={toggle} isDisabled={watching || unwatching}>
          {of.watching ? w.unwatch : w.watch}
        </Button>
      ) : null}
      <Button variant="secondary" size="medium" onPress={() => window.print()}>
        {w.print}
      </Button>
    </>
  );
}

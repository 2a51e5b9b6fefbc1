import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { useFreshOnReturn } from '../api/live';
import { AccessCard, FlagsCard, NewTask, TaskRow } from '../entries/entry-cards';
import { useGuidanceActs } from '../entries/guidance-acts';
import type { RevisionViewFragment, WorkQuery } from '../gql/graphql';
import { CitedLaw, LawChanges } from '../law/entry-law';
import { LookUp } from '../law/find-law';
import { ReReviews } from '../law/re-review';
import { QuestionBadge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { Files } from '../parts/files';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { Loaded } from '../parts/loaded';
import { EntryNews } from '../parts/news';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Similar } from '../parts/similar';
import { Compose, Thread } from '../parts/thread';
import { useQuestionActs } from '../questions/question-acts';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { WORK_PANES, type WorkPane } from '../search';
import { TextSlot } from '../texts/text-slot';
import { entryWords } from '../words/entries';
import { guidanceWords } from '../words/guidance';
import { questionWords } from '../words/questions';
import { workWords } from '../words/work';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import { Clock, Facts } from './question';
import { Lift } from './work-lift';
import { Aside } from './work-aside';
import { TextPane } from './work-text';
import { WORK } from './work.operations';
import './question.css';
import './work.css';

export type Worked = Extract<NonNullable<WorkQuery['entry']>, { __typename: 'Question' | 'Guidance' }>;

const OPEN = ['DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED'];

/** The Swedish text in hand: the open one, else what is published; and what it is compared with. */
export function textsOf(revisions: RevisionViewFragment[]): {
  open: RevisionViewFragment | null;
  published: RevisionViewFragment | null;
} {
  const swedish = revisions.filter(({ language }) => language === 'sv');
  return {
    open: swedish.find(({ state }) => OPEN.includes(state)) ?? null,
    published: swedish.find(({ state }) => state === 'PUBLISHED') ?? null,
  };
}

export function Work(): ReactNode {
  const { ref } = useParams({ from: '/arbete/$ref' });
  const lang = useLanguage();
  // Whose drafts they are must be known before an editor looks for one.
  const { known } = useSession();
  const [result, ask] = useQuery({
    query: WORK,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  // An editor begins from what the server has now, never from what was read before.
  const [seen, setSeen] = useState<string | null>(null);
  useEffect(() => {
    if (result.data && !result.stale && !result.fetching) setSeen(ref);
  }, [result, ref]);
  return (
    <Loaded of={seen === ref && known ? result : { ...result, data: undefined }} again={again} lines={18}>
      {(data) => {
        const found = data.entry ?? data.node;
        if (found?.__typename !== 'Question' && found?.__typename !== 'Guidance') return <NotFound />;
        return <Workspace key={found.id} of={found} again={again} />;
      }}
    </Loaded>
  );
}

function Workspace({ of, again }: { of: Worked; again: () => void }): ReactNode {
  const w = useWords(workWords);
  const words = useWords(entryWords);
  const { visa } = useSearch({ from: '/arbete/$ref' });
  const texts = textsOf(of.revisions);
  const [aside, setAside] = useState<HTMLElement | null>(null);
  const fallback: WorkPane = of.__typename === 'Question' && !texts.open && of.state === 'SUBMITTED' ? 'fraga' : 'text';
  const pane = visa ?? fallback;
  const labels: Record<WorkPane, string> = {
    fraga: of.__typename === 'Question' ? w.paneQuestion : w.paneGuidance,
    text: w.paneText,
    stod: w.paneSupport,
  };
  return (
    <Page
      wide
      title={of.title || words.untitled}
      kicker={
        <>
          {words.kind[of.kind]} <span className="ref">{of.ref}</span>
        </>
      }
    >
      <EntryNews
        entry={of.id}
        again={again}
        writing={texts.open?.allowedActions.some(({ action }) => action === 'edit')}
      />
      <nav className="work-tabs" aria-label={w.panes}>
        <ul className="tabs">
          {WORK_PANES.map((one) => (
            <li key={one}>
              <Link
                to="/arbete/$ref"
                params={{ ref: of.ref ?? of.id }}
                search={{ visa: one }}
                replace
                aria-current={one === pane ? 'true' : undefined}
                activeProps={{}}
              >
                {labels[one]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Aside value={aside}>
        <div className={`work work-${pane}`} data-keys="n" data-panes>
          <section className="pane pane-fraga" aria-label={labels.fraga}>
            {of.__typename === 'Question' ? <Asked of={of} again={again} /> : <About of={of} again={again} />}
          </section>
          <section className="pane pane-text" aria-label={labels.text}>
            <TextPane of={of} open={texts.open} published={texts.published} again={again} />
            {of.__typename === 'Guidance' && texts.published ? (
              <Translation of={of} swedish={texts.published} again={again} />
            ) : null}
            {of.__typename === 'Question' && texts.published && !of.links.some(({ type }) => type === 'LIFTED_FROM') ? (
              <Lift question={of} answer={texts.published} />
            ) : null}
          </section>
          <section className="pane pane-stod" aria-label={labels.stod}>
            <Support of={of} again={again} aside={setAside} />
          </section>
        </div>
      </Aside>
    </Page>
  );
}

/** What is published is said in English too, by whoever can; reviewed as every text. */
function Translation({
  of,
  swedish,
  again,
}: {
  of: Worked;
  swedish: RevisionViewFragment;
  again: () => void;
}): ReactNode {
  const w = useWords(workWords);
  return (
    <details className="foldable card">
      <summary>{w.english}</summary>
      <div className="fold-body">
        <TextSlot
          entry={of.id}
          slot={swedish.slot}
          revisions={of.revisions}
          comments={of.comments}
          heading={w.english}
          none={w.englishNone}
          mayBegin
          translates={swedish}
          again={again}
        />
      </div>
    </details>
  );
}

function Asked({ of, again }: { of: Extract<Worked, { __typename: 'Question' }>; again: () => void }): ReactNode {
  const w = useWords(questionWords);
  const acts = useQuestionActs(of.subjectAreas.map(({ id }) => id));
  return (
    <div className="stack">
      <div className="row">
        <QuestionBadge of={of.state} />
        <Clock of={of} />
      </div>
      <ActBar allowed={of.allowedActions} acts={acts} id={of.id} version={of.version} done={again} />
      <div className="asked">
        <Prose html={of.html} lang="sv" />
        {of.factsHtml ? (
          <>
            <h3 className="facts-title">{w.facts}</h3>
            <Prose html={of.factsHtml} lang="sv" />
          </>
        ) : null}
      </div>
      <details className="foldable card">
        <summary>{w.about}</summary>
        <div className="fold-body">
          <Facts of={of} />
        </div>
      </details>
      <section>
        <h2>{w.thread}</h2>
        <Thread of={of.comments.filter(({ revision }) => !revision)} />
        {['REJECTED', 'DUPLICATE', 'WITHDRAWN', 'DISCARDED'].includes(of.state) ? null : (
          <Compose entry={of.id} mayNote label={w.write} done={again} />
        )}
      </section>
      <History of={of.history} />
    </div>
  );
}

function About({ of, again }: { of: Extract<Worked, { __typename: 'Guidance' }>; again: () => void }): ReactNode {
  const w = useWords(questionWords);
  const guidance = useWords(guidanceWords);
  const words = useWords(entryWords);
  const acts = useGuidanceActs(of);
  return (
    <div className="stack">
      <ActBar allowed={of.allowedActions} acts={acts} id={of.id} version={of.version} done={again} />
      <dl className="facts facts-stacked">
        <dt>{w.state}</dt>
        <dd>{words.guidanceState[of.guidanceState]}</dd>
        <dt>{w.access}</dt>
        <dd>{words.access[of.access]}</dd>
        {of.asOf ? (
          <>
            <dt>{guidance.asOf}</dt>
            <dd>{of.asOf}</dd>
          </>
        ) : null}
        {of.reviewBy ? (
          <>
            <dt>{guidance.reviewBy}</dt>
            <dd>{of.reviewBy}</dd>
          </>
        ) : null}
        <dt>{guidance.areas}</dt>
        <dd>{of.subjectAreas.map(({ label }) => label).join(', ')}</dd>
        {of.liftedFrom ? (
          <>
            <dt>{guidance.liftedFrom}</dt>
            <dd>
              <EntryLink entry={of.liftedFrom} />
            </dd>
          </>
        ) : null}
      </dl>
      {of.guidanceState === 'PUBLISHED' || of.guidanceState === 'WITHDRAWN' ? (
        <p>
          <Link to="/vagledning/$ref" params={{ ref: of.ref ?? of.id }}>
            {words.kind.GUIDANCE} {of.ref}
          </Link>
        </p>
      ) : null}
      <LawChanges entry={of.id} />
      <section>
        <h2>{w.thread}</h2>
        <Thread of={of.comments.filter(({ revision }) => !revision)} />
        <Compose entry={of.id} mayNote label={w.write} done={again} />
      </section>
      <History of={of.history} />
    </div>
  );
}

function Support({
  of,
  again,
  aside,
}: {
  of: Worked;
  again: () => void;
  aside: (at: HTMLElement | null) => void;
}): ReactNode {
  const w = useWords(workWords);
  const guidance = useWords(guidanceWords);
  const text = of.__typename === 'Question' ? `${of.title}\n${of.html.replace(/<[^>]+>/g, ' ')}` : of.title;
  return (
    <div className="stack">
      <section className="card">
        <h2>{w.tasks}</h2>
        <div className="stack-tight">
          {of.tasks.length ? (
            <ul className="items items-tight">
              {of.tasks.map((task) => (
                <TaskRow key={task.id} of={task} again={again} />
              ))}
            </ul>
          ) : null}
          <NewTask entry={of.id} again={again} />
        </div>
      </section>
      <ReReviews tasks={of.tasks} done={again} />
      <LookUp />
      <div ref={aside} className="work-aside" />
      <Links of={of.links} title={guidance.related} edit={of} again={again} />
      <FlagsCard of={of} again={again} />
      <AccessCard of={of} again={again} />
      <Files of={of.files} entry={of.id} mayAttach done={again} />
      {/* What comes later stands last, and pushes nothing away. */}
      <CitedLaw entry={of.id} correct />
      <Similar text={text} without={of.id} />
    </div>
  );
}

import { Link, useParams } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { useFreshOnReturn } from '../api/live';
import { AccessCard } from '../entries/entry-cards';
import { graphql } from '../gql';
import type { QuestionPageQuery } from '../gql/graphql';
import { CitedLaw } from '../law/entry-law';
import { ConclusionMark, QuestionBadge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { Files } from '../parts/files';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { Loaded } from '../parts/loaded';
import { EntryNews } from '../parts/news';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Compose, Thread } from '../parts/thread';
import { useQuestionActs } from '../questions/question-acts';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { isoDay, number } from '../words/dates';
import { entryWords } from '../words/entries';
import { guidanceWords } from '../words/guidance';
import { questionWords } from '../words/questions';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import './question.css';

graphql(`
  fragment QuestionView on Question {
    id
    ref
    kind
    title
    state
    version
    ...EntryAccess
    html
    factsHtml
    access
    diaryNumber
    service
    wishedDate
    urgency
    deIdentified
    disclosureGround
    secrecyGround
    waitsForApproval
    submittedAt
    answeredAt
    dueAt
    reason
    closeReason
    watching
    clock {
      paused
      remainingWorkingDays
      dueAt
      elapsedShare
    }
    organisation {
      id
      name
      shortName
    }
    unit {
      id
      name
    }
    asker {
      id
      name
    }
    assignee {
      id
      name
    }
    duplicateOf {
      id
      ref
      kind
      title
    }
    exportUrls {
      html
      text
    }
    subjectAreas {
      id
      key
      label(lang: $lang)
    }
    answer {
      id
      html
      conclusion
      forWhom
      asOf
      publishedAt
      state
    }
    comments {
      ...Thread
    }
    files {
      id
      name
      size
      url
    }
    history {
      seq
      at
      text
      actorName
    }
    links {
      id
      type
      direction
      entry {
        id
        ref
        kind
        title
      }
    }
    allowedActions {
      action
      mutation
      blockers {
        code
        message
      }
    }
  }
`);

const QUESTION = graphql(`
  query QuestionPage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...QuestionView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...QuestionView
    }
  }
`);

type Question = Extract<NonNullable<QuestionPageQuery['entry']>, { __typename: 'Question' }>;

export function QuestionPage(): ReactNode {
  const { ref } = useParams({ from: '/fragor/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({
    query: QUESTION,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={14}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Question' ? <View of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

const ENDED = ['REJECTED', 'DUPLICATE', 'WITHDRAWN', 'DISCARDED'];

function View({ of, again }: { of: Question; again: () => void }): ReactNode {
  const w = useWords(questionWords);
  const words = useWords(entryWords);
  const guidance = useWords(guidanceWords);
  const { staff } = useSession();
  const acts = useQuestionActs();
  const actions = of.allowedActions.filter(({ action }) => !['update', 'submit'].includes(action));
  const next = of.state === 'DRAFT' && of.waitsForApproval ? w.next.DRAFT_WAITING : w.next[of.state];
  return (
    <Page
      title={of.title || words.untitled}
      kicker={
        <>
          <Link to="/fragor">{words.kind.QUESTION}</Link> <span className="ref">{of.ref}</span>
        </>
      }
    >
      <EntryNews entry={of.id} again={again} />
      <div className="with-side">
        <div className="stack-large">
          <section className="now card" aria-label={w.what}>
            <Steps state={of.state} />
            <div className="row">
              <QuestionBadge of={of.state} />
              <p>{next}</p>
            </div>
            <Clock of={of} />
            {of.reason && of.state !== 'IN_PROGRESS' ? (
              <p>
                <strong>{w.reason}:</strong> {of.reason}
              </p>
            ) : null}
            {of.duplicateOf ? (
              <p>
                <strong>{w.duplicateOf}:</strong> <EntryLink entry={of.duplicateOf} />
              </p>
            ) : null}
            {of.state === 'DRAFT' && of.allowedActions.some(({ action }) => action === 'update') ? (
              <p>
                <Link className="button" to="/fraga" search={{ utkast: of.id }}>
                  {w.continueDraft}
                </Link>
              </p>
            ) : null}
            <ActBar allowed={actions} acts={acts} id={of.id} version={of.version} done={again} />
          </section>
          {of.answer ? (
            <section className="answer" aria-labelledby="svar">
              <h2 id="svar">{w.answerFrom}</h2>
              <div className="item-meta">
                {of.answer.conclusion ? <ConclusionMark of={of.answer.conclusion} /> : null}
                {of.answer.publishedAt ? (
                  <span>
                    {w.answeredOn} {isoDay(of.answer.publishedAt)}
                  </span>
                ) : null}
                {of.answer.asOf ? (
                  <span>
                    {guidance.asOf} {isoDay(of.answer.asOf)}
                  </span>
                ) : null}
              </div>
              <Prose html={of.answer.html} lang="sv" day={of.answer.asOf} />
            </section>
          ) : null}
          <section>
            <h2>{w.yourQuestion}</h2>
            <Prose html={of.html} lang="sv" />
            {of.factsHtml ? (
              <>
                <h3 className="facts-title">{w.facts}</h3>
                <Prose html={of.factsHtml} lang="sv" />
              </>
            ) : null}
          </section>
          {of.state === 'DRAFT' ? null : (
            <section>
              <h2>{w.thread}</h2>
              <Thread of={of.comments} />
              {ENDED.includes(of.state) ? null : <Compose entry={of.id} mayNote={staff} label={w.write} done={again} />}
            </section>
          )}
        </div>
        <aside className="stack">
          <section className="card">
            <h2>{w.about}</h2>
            <Facts of={of} />
          </section>
          {of.exportUrls && of.ref ? (
            <section className="card no-print">
              <h2>{w.exports}</h2>
              <ul className="plain-list">
                <li>
                  <a href={of.exportUrls.html} download>
                    {w.exportHtml}
                  </a>
                </li>
                <li>
                  <a href={of.exportUrls.text} download>
                    {w.exportText}
                  </a>
                </li>
              </ul>
              <p className="small soft">{w.exportNote}</p>
            </section>
          ) : null}
          <Files of={of.files} entry={of.id} mayAttach={!ENDED.includes(of.state)} done={again} />
          <CitedLaw entry={of.id} revision={of.answer?.id} day={of.answer?.asOf} />
          <AccessCard of={of} again={again} />
          <Links of={of.links} title={guidance.related} edit={of} again={again} />
          <History of={of.history} />
        </aside>
      </div>
    </Page>
  );
}

/** How far it has come, for the way that most questions take. */
function Steps({ state }: { state: Question['state'] }): ReactNode {
  const { steps } = useWords(questionWords);
  const at = { DRAFT: 0, SUBMITTED: 1, IN_PROGRESS: 2, AWAITING_INFORMATION: 2, ANSWERED: 3, CLOSED: 3 }[
    state as string
  ];
  if (at === undefined) return null;
  return (
    <ol className="steps">
      {steps.map((step, i) => (
        <li key={step} aria-current={i === at ? 'step' : undefined} className={i <= at ? 'step-done' : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}

export function Clock({ of }: { of: Pick<Question, 'clock' | 'dueAt' | 'state'> }): ReactNode {
  const w = useWords(questionWords);
  const { clock } = of;
  if (!clock || !['IN_PROGRESS', 'AWAITING_INFORMATION', 'SUBMITTED'].includes(of.state)) return null;
  if (clock.paused) return <p className="soft">{w.paused}</p>;
  const days = Math.round(clock.remainingWorkingDays * 2) / 2;
  return (
    <p className={days < 0 ? 'due due-over' : clock.elapsedShare >= 0.75 ? 'due due-soon' : 'due'}>
      {w.due} {isoDay(clock.dueAt)}
      <span className="soft"> · {days < 0 ? w.overdue(number(-days)) : w.remaining(number(days))}</span>
    </p>
  );
}

export function Facts({ of }: { of: Question }): ReactNode {
  const w = useWords(questionWords);
  const words = useWords(entryWords);
  const facts: [string, ReactNode][] = [
    [w.unitShort, `${of.unit.name}, ${of.organisation.shortName}`],
    [w.asker, of.asker?.name],
    [w.handler, of.assignee?.name],
    [w.diaryNumber, of.diaryNumber],
    [w.sent, of.submittedAt ? isoDay(of.submittedAt) : null],
    [w.wishedDate, of.wishedDate],
    [w.urgency, of.urgency === 'URGENT' ? w.urgencyUrgent : null],
    [w.service, of.service],
    [w.areas, of.subjectAreas.map(({ label }) => label).join(', ')],
    [w.access, words.access[of.access]],
    [w.secrecyGround, of.secrecyGround],
    [w.disclosureGround, of.deIdentified ? w.deIdentified : of.disclosureGround],
  ];
  return (
    <dl className="facts facts-stacked">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

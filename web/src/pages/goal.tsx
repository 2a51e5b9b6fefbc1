import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { GOAL, GOAL_CLAIMS, GRADINGS } from '../advocacy/advocacy.operations';
import { claimActs, goalActs } from '../advocacy/advocacy-acts';
import { Grade, Grades, GoalBadge } from '../advocacy/marks';
import { useFreshOnReturn } from '../api/live';
import type { ClaimViewFragment, GoalClaimsQuery, GoalPageQuery } from '../gql/graphql';
import { LawRef, useLawLabels } from '../law/law-ref';
import { TextSlot } from '../texts/text-slot';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Watch } from '../parts/watch';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { advocacyWords } from '../words/advocacy';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import '../advocacy/advocacy.css';
import '../barriers/barriers.css';

type Goal = Extract<NonNullable<GoalPageQuery['entry']>, { __typename: 'Goal' }>;

export function GoalPage(): ReactNode {
  const { ref } = useParams({ from: '/paverkan/mal/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({
    query: GOAL,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={16}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Goal' ? <View key={found.id} of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function View({ of, again }: { of: Goal; again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  const words = useWords(entryWords);
  const { viewer } = useSession();
  const labelOf = useLawLabels(of.id);
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/paverkan/mal">{words.kind.GOAL}</Link> <span className="ref">{of.ref}</span>
        </>
      }
      actions={viewer ? <Watch entry={of.id} watching={of.watching} again={again} /> : null}
    >
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.stateLabel}>
            <div className="row">
              <GoalBadge of={of.state} />
              <Grades of={of.grades} />
            </div>
            {of.reason ? (
              <p>
                <strong>{w.acts.reason}:</strong> {of.reason}
              </p>
            ) : null}
            <ActBar allowed={of.allowedActions} acts={goalActs(w, of)} id={of.id} version={of.version} done={again} />
          </section>
          {of.html ? (
            <section>
              <h2>{w.summary}</h2>
              <Prose html={of.html} lang="sv" />
            </section>
          ) : null}
          <section>
            <h2>{w.claims}</h2>
            <Claims of={of} labelOf={labelOf} again={again} />
          </section>
        </div>
        <aside className="stack">
          <dl className="facts facts-stacked card">
            {of.responsible ? (
              <div>
                <dt>{w.responsible}</dt>
                <dd>{of.responsible.name}</dd>
              </div>
            ) : null}
            {of.subjectAreas.length ? (
              <div>
                <dt>{w.areas}</dt>
                <dd>{of.subjectAreas.map(({ label }) => label).join(', ')}</dd>
              </div>
            ) : null}
            <div>
              <dt>{w.acts.access}</dt>
              <dd>
                {of.access === 'PUBLIC' || of.access === 'MEMBERS'
                  ? w.acts.accesses[of.access]
                  : words.access[of.access]}
              </dd>
            </div>
          </dl>
          <Links of={of.links} title={w.related} edit={of} again={again} />
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
    </Page>
  );
}

const pick = (data: GoalClaimsQuery): GoalClaimsQuery['claims'] => data.claims;

function Claims({
  of,
  labelOf,
  again,
}: {
  of: Goal;
  labelOf: (target: string) => string;
  again: () => void;
}): ReactNode {
  const w = useWords(advocacyWords);
  const list = useList(GOAL_CLAIMS, { goal: of.id }, pick);
  const refresh = list.again;
  // The goal's version rises with each of its claims: what somebody did to one is asked for with the goal.
  useEffect(refresh, [refresh, of.version]);
  return (
    <>
      <Loaded of={list} again={refresh} lines={8}>
        {() =>
          list.nodes.length ? (
            list.nodes.map((claim) => (
              <ClaimCard
                key={claim.id}
                of={claim}
                goal={of}
                labelOf={labelOf}
                again={() => {
                  refresh();
                  again();
                }}
              />
            ))
          ) : (
            <p className="soft">{w.goalEmpty}</p>
          )
        }
      </Loaded>
      <More of={list} />
    </>
  );
}

/** Asked for when it is opened. */
function Gradings({ of }: { of: string }): ReactNode {
  const w = useWords(advocacyWords);
  const [open, setOpen] = useState(false);
  const [{ data }] = useQuery({ query: GRADINGS, variables: { id: of }, pause: !open });
  return (
    <details className="foldable" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{w.gradings}</summary>
      <ul className="plain-list fold-body">
        {data?.claim?.gradings.map((one) => (
          <li key={one.id}>
            {isoDay(one.at)}: {w.grade[one.grade]}
            {one.explanation ? `, ${one.explanation}` : ''} <span className="soft small">{one.gradedBy?.name}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const OBVIOUS = ['CLAIM_ALREADY_VERIFIED', 'CLAIM_NOT_DROPPED', 'CLAIM_ALREADY_DROPPED'];

/** The demand in full, a reviewed text of its own; folded away until there is one. */
function ClaimText({
  of,
  goal,
  worded,
  mayBegin,
  again,
}: {
  of: ClaimViewFragment;
  goal: Goal;
  worded: boolean;
  mayBegin: boolean;
  again: () => void;
}): ReactNode {
  const w = useWords(advocacyWords);
  const text = (
    <TextSlot
      entry={goal.id}
      slot={of.slot}
      level={4}
      revisions={goal.revisions}
      comments={goal.comments}
      heading={w.claimText}
      none={w.claimTextNone}
      mayBegin={mayBegin}
      again={again}
    />
  );
  if (worded) return text;
  return (
    <details className="foldable">
      <summary>{w.claimTextWrite}</summary>
      <div className="fold-body">{text}</div>
    </details>
  );
}

function ClaimCard({
  of,
  goal,
  labelOf,
  again,
}: {
  of: ClaimViewFragment;
  goal: Goal;
  labelOf: (target: string) => string;
  again: () => void;
}): ReactNode {
  const w = useWords(advocacyWords);
  const { staff } = useSession();
  const worded = goal.revisions.some(({ slot }) => slot === of.slot);
  const alive = goal.state === 'ACTIVE' || goal.state === 'RESTING';
  // What goes without saying is not said: that a claim which was never dropped cannot be taken up again.
  const allowed = of.allowedActions.filter(({ blockers }) => !blockers.some(({ code }) => OBVIOUS.includes(code)));
  const law = (target: string): ReactNode => <LawRef target={target}>{labelOf(target)}</LawRef>;
  return (
    <article className="claim" aria-labelledby={`yrkande-${of.id}`}>
      <h3 id={`yrkande-${of.id}`}>
        <span className="soft">{of.number}.</span> {of.title}
      </h3>
      <p>
        <Grade of={of} />
      </p>
      {of.wokenAt ? <p className="notice notice-waiting">{w.woken}</p> : null}
      {of.provisions.length ? (
        <p className="small">
          {of.provisions.map((target, i) => (
            <span key={target}>
              {i ? ', ' : ''}
              {law(target)}
            </span>
          ))}
        </p>
      ) : null}
      {worded || (staff && alive) ? (
        <ClaimText of={of} goal={goal} worded={worded} mayBegin={alive} again={again} />
      ) : null}
      {of.explanationHtml ? <Prose html={of.explanationHtml} lang="sv" /> : null}
      {of.evidence.length ? (
        <ul className="evidence" aria-label={w.evidence}>
          {of.evidence.map((one) => (
            <li key={one.id}>
              {law(one.target)}
              {one.note ? <p>{one.note}</p> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {of.gradedAt ? (
        <p className="small soft">
          {isoDay(of.gradedAt)} {of.gradedBy?.name}
          {of.verifiedAt ? ` · ${w.verified} ${isoDay(of.verifiedAt)} ${of.verifiedBy?.name ?? ''}` : ''}
        </p>
      ) : null}
      {of.gradedAt ? <Gradings key={of.gradedAt} of={of.id} /> : null}
      <ActBar allowed={allowed} acts={claimActs(w, of)} id={of.id} version={of.version} done={again} />
    </article>
  );
}

import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import type { Option } from '../acts/acts';
import { actionActs } from '../advocacy/action-acts';
import { ACTION, CONTACTS, GOAL_CLAIM_TITLES } from '../advocacy/action.operations';
import { Letter } from '../advocacy/letter';
import { ActionBadge } from '../advocacy/marks';
import { useFreshOnReturn } from '../api/live';
import type { AdvocacyActionPageQuery, ContactsQuery } from '../gql/graphql';
import { spelled } from '../law/law-address';
import { LawRef } from '../law/law-ref';
import { EntryLink } from '../parts/entry-link';
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
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import '../advocacy/advocacy.css';

type Action = Extract<NonNullable<AdvocacyActionPageQuery['entry']>, { __typename: 'Action' }>;

export function AdvocacyActionPage(): ReactNode {
  const { ref } = useParams({ from: '/paverkan/insatser/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({
    query: ACTION,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={16}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Action' ? <View key={found.id} of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

/** The claims that it may make, each with its goal's ref: those of the goals that it is part of. */
function useClaims(of: Action): Option[] {
  const ids = of.links
    .filter(({ type, entry }) => type === 'PART_OF' && entry.kind === 'GOAL')
    .map(({ entry }) => entry.id);
  const [{ data }] = useQuery({ query: GOAL_CLAIM_TITLES, variables: { ids }, pause: !ids.length });
  const all = (data?.nodes ?? []).flatMap((goal) =>
    goal && 'claims' in goal
      ? goal.claims.map(({ id, number, title }) => [id, `${goal.ref ?? ''} ${number}. ${title}`.trim()] as const)
      : [],
  );
  const known = new Set(all.map(([id]) => id));
  const made = of.claims.filter(({ id }) => !known.has(id));
  return [
    ...all,
    ...made.map(({ id, number, title, goal }) => [id, `${goal?.ref ?? ''} ${number}. ${title}`.trim()] as const),
  ];
}

function View({ of, again }: { of: Action; again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  const claims = useClaims(of);
  const words = useWords(entryWords);
  const { viewer, may } = useSession();
  const facts: [string, ReactNode][] = [
    [w.typeLabel, w.actionKind[of.actionKind]],
    [w.recipients, of.recipients.map(({ name }) => name).join(', ')],
    [w.due, of.dueOn],
    [w.doneOn, of.doneOn],
    [w.responsible, of.responsible?.name],
    [w.diary, of.diaryNumber],
    [w.theirs, of.theirReference],
    [w.decision, of.decidedAs ? `${w.decidedAs[of.decidedAs]}, ${of.decidedBy} ${of.decidedOn ?? ''}` : null],
    [w.delegation, of.delegation],
    [w.reservations, of.reservations],
    [w.participants, of.participants],
  ];
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/paverkan/insatser">{words.kind.ACTION}</Link> <span className="ref">{of.ref}</span>
        </>
      }
      actions={viewer ? <Watch entry={of.id} watching={of.watching} again={again} /> : null}
    >
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.stateLabel}>
            <div className="row">
              <ActionBadge of={of.state} />
              <strong>{w.actionKind[of.actionKind]}</strong>
            </div>
            {of.reason ? (
              <p>
                <strong>{w.acts.reason}:</strong> {of.reason}
              </p>
            ) : null}
            <ActBar
              allowed={of.allowedActions}
              acts={actionActs(w, of, claims)}
              id={of.id}
              version={of.version}
              done={again}
            />
          </section>
          {of.purposeHtml ? (
            <section>
              <h2>{w.purpose}</h2>
              <Prose html={of.purposeHtml} lang="sv" />
            </section>
          ) : null}
          <Letter of={of} again={again} />
          {!of.statedClaims.length && of.claims.length ? (
            <section>
              <h2>{w.claims}</h2>
              <ol className="prose">
                {of.claims.map((claim) => (
                  <li key={claim.id}>
                    {claim.title}{' '}
                    {claim.goal ? (
                      <span className="small">
                        (<EntryLink entry={claim.goal}>{claim.goal.ref}</EntryLink>)
                      </span>
                    ) : null}
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          {of.statedClaims.length ? (
            <section>
              <h2>{w.statedClaims}</h2>
              <ol className="prose">
                {of.statedClaims.map((claim) => (
                  <li key={claim.position}>
                    {claim.title}
                    {claim.provisions.length ? (
                      <span className="small">
                        {' '}
                        {claim.provisions.map((target, i) => (
                          <span key={target}>
                            {i ? ', ' : '('}
                            <LawRef target={target}>{spelled(target)}</LawRef>
                          </span>
                        ))}
                        )
                      </span>
                    ) : null}
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          {of.outcomeHtml ? (
            <section>
              <h2>{w.outcome}</h2>
              <Prose html={of.outcomeHtml} lang="sv" />
            </section>
          ) : null}
          {['SENT', 'HELD', 'RESPONDED', 'CLOSED'].includes(of.state) ? (
            <section>
              <h2>{w.responses}</h2>
              {of.responses.length ? (
                <ul className="items">
                  {of.responses.map((one) => (
                    <li key={one.id}>
                      <h3 className="item-title">
                        {one.respondent} <span className="soft">{one.respondedOn}</span>
                      </h3>
                      <Prose html={one.html} lang="sv" />
                      {one.document ? <p className="small soft">{one.document}</p> : null}
                    </li>
                  ))}
                </ul>
              ) : (
                <p className="soft">{w.responsesNone}</p>
              )}
            </section>
          ) : null}
          {may('action:read-contacts') ? <Contacts of={of.id} version={of.version} /> : null}
        </div>
        <aside className="stack">
          <dl className="facts facts-stacked card">
            {facts.map(([name, value]) =>
              value ? (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
          <Links of={of.links} title={w.related} edit={of} again={again} />
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
    </Page>
  );
}

const pick = (data: ContactsQuery): ContactsQuery['contactLog'] => data.contactLog;

/** Whom one has spoken with: for the association's own people. */
function Contacts({ of, version }: { of: string; version: number }): ReactNode {
  const w = useWords(advocacyWords);
  const list = useList(CONTACTS, { action: of }, pick);
  const { again } = list;
  useEffect(again, [again, version]);
  return (
    <section>
      <h2>{w.contacts}</h2>
      <Loaded of={list} again={list.again} lines={3}>
        {() =>
          list.nodes.length ? (
            <ul className="items">
              {list.nodes.map((one) => (
                <li key={one.id}>
                  <h3 className="item-title">
                    {one.date} {w.channel[one.channel]}: {one.organisation?.name}
                  </h3>
                  <Prose html={one.html} lang="sv" />
                  <p className="small soft">{[one.people, one.author?.name].filter((part) => part).join(' · ')}</p>
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{w.contactsNone}</p>
          )
        }
      </Loaded>
      <More of={list} />
    </section>
  );
}

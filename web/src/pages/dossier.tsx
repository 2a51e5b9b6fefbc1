import { Link, useParams } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { DOSSIER, DOSSIER_GOALS } from '../advocacy/advocacy.operations';
import { dossierActs, milestoneActs, proposalActs, stageActs } from '../advocacy/advocacy-acts';
import { DossierBadge, Grade, Grades } from '../advocacy/marks';
import { BarrierBadge } from '../barriers/barrier-item';
import { useFreshOnReturn } from '../api/live';
import type { DossierPageQuery, StageViewFragment } from '../gql/graphql';
import { LawRef, useLawLabels } from '../law/law-ref';
import { Badge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Watch } from '../parts/watch';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { advocacyWords } from '../words/advocacy';
import { isoDay, number } from '../words/dates';
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import '../advocacy/advocacy.css';
import '../barriers/barriers.css';

type Dossier = Extract<NonNullable<DossierPageQuery['entry']>, { __typename: 'Dossier' }>;

export function DossierPage(): ReactNode {
  const { ref } = useParams({ from: '/lagstiftning/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({
    query: DOSSIER,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={16}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Dossier' ? <View key={found.id} of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function View({ of, again }: { of: Dossier; again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  const words = useWords(entryWords);
  const { viewer } = useSession();
  const labelOf = useLawLabels(of.id);
  const waiting = of.proposals.filter(({ state }) => state === 'OPEN');
  const facts: [string, ReactNode][] = [
    [w.typeLabel, w.dossierType[of.type]],
    [w.ministry, of.ministry?.name],
    [w.responsible, of.responsible?.name],
    [w.inForceOn, of.inForceOn],
    [w.areas, of.subjectAreas.map(({ label }) => label).join(', ')],
  ];
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/paverkan">{words.kind.DOSSIER}</Link> <span className="ref">{of.ref}</span>
        </>
      }
      actions={viewer ? <Watch entry={of.id} watching={of.watching} again={again} /> : null}
    >
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.stateLabel}>
            <div className="row">
              <DossierBadge of={of.state} />
              <strong>{w.stage[of.currentStage]}</strong>
              {of.currentStageOn ? (
                <span className="soft">
                  {w.since} {of.currentStageOn}
                </span>
              ) : null}
              {of.verified ? null : <Badge tone="waiting">{w.unverified}</Badge>}
            </div>
            {of.state === 'RESTING' ? (
              <p>
                <strong>{w.resting(of.restUntil ?? '')}.</strong> {of.restReason}
              </p>
            ) : null}
            {of.endReason ? (
              <p>
                <strong>{w.ended}:</strong> {of.endReason}
              </p>
            ) : null}
            <ActBar
              allowed={of.allowedActions}
              acts={dossierActs(w, of)}
              id={of.id}
              version={of.version}
              done={again}
            />
          </section>
          {of.summaryHtml ? (
            <section>
              <h2>{w.summary}</h2>
              <Prose html={of.summaryHtml} lang="sv" />
            </section>
          ) : null}
          {waiting.length ? (
            <section>
              <h2>{w.proposals}</h2>
              <p className="soft">{w.proposalsHelp}</p>
              <ul className="items">
                {waiting.map((one) => (
                  <li key={one.id}>
                    <h3 className="item-title">
                      {w.stage[one.stage]} {one.date}: {one.document}
                    </h3>
                    <p>{one.title ?? one.quote}</p>
                    {one.link ? (
                      <p className="small">
                        <a href={one.link} rel="noreferrer">
                          {w.source}: {hostOf(one.link)}
                        </a>
                      </p>
                    ) : null}
                    <ActBar
                      allowed={one.allowedActions}
                      acts={proposalActs(w, of)}
                      id={one.id}
                      version={one.version}
                      done={again}
                    />
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <WouldResolve of={of} />
          <GoalsHere of={of} />
          <section>
            <h2>{w.timeline}</h2>
            {of.stages.length ? (
              <ol className="timeline">
                {of.stages.map((stage) => (
                  <Stage key={stage.id} of={stage} dossier={of} labelOf={labelOf} again={again} />
                ))}
              </ol>
            ) : (
              <p className="soft">{w.timelineNone}</p>
            )}
            {of.missingStages.length ? (
              <p className="soft">
                {w.missing}: {of.missingStages.map((one) => w.stage[one]).join(', ')}
              </p>
            ) : null}
          </section>
        </div>
        <aside className="stack">
          <section className="card">
            <h2>{w.next}</h2>
            {of.datesAhead.length ? (
              <ul className="dates-ahead">
                {of.datesAhead.map((one) => (
                  <li key={one.id}>
                    <time dateTime={one.on}>{one.on}</time>
                    <span>{one.milestone ? w.milestone[one.milestone.kind] : w.deadlineKind[one.kind]}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.datesNone}</p>
            )}
          </section>
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
          <Touched of={of} labelOf={labelOf} />
          <Documents of={of} />
          <Links of={of.links} title={w.related} edit={of} again={again} />
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
    </Page>
  );
}

function WouldResolve({ of }: { of: Dossier }): ReactNode {
  const w = useWords(advocacyWords);
  const { staff } = useSession();
  if (!of.barriers.length && !staff) return null;
  return (
    <section>
      <h2>{w.wouldResolve}</h2>
      {of.barriers.length ? (
        <ul className="items items-tight">
          {of.barriers.map((one) => (
            <li key={one.id}>
              <h3 className="item-title">
                <EntryLink entry={one} />
              </h3>
              <div className="item-meta">
                <BarrierBadge of={one.state} />
                <span className="ref">{one.ref}</span>
                <span>{w.weight(number(one.weight.value))}</span>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.wouldResolveNone}</p>
      )}
    </section>
  );
}

/** What the association asks of it, how that went, and what it has done. */
function GoalsHere({ of }: { of: Dossier }): ReactNode {
  const w = useWords(advocacyWords);
  const { staff } = useSession();
  const ids = of.links
    .filter(({ type, entry }) => type === 'TRACKED_IN' && entry.kind === 'GOAL')
    .map(({ entry }) => entry.id);
  const [{ data }] = useQuery({ query: DOSSIER_GOALS, variables: { ids }, pause: !ids.length });
  const goals = (data?.nodes ?? []).flatMap((one) => (one?.__typename === 'Goal' ? [one] : []));
  const actions = goals
    .flatMap(({ links }) => links.filter(({ direction, entry }) => direction === 'IN' && entry.kind === 'ACTION'))
    .concat(of.links.filter(({ entry }) => entry.kind === 'ACTION'))
    .filter(({ entry }, i, all) => all.findIndex((other) => other.entry.id === entry.id) === i);
  if (!ids.length && !staff) return null;
  return (
    <section>
      <h2>{w.goalsHere}</h2>
      {ids.length ? null : <p className="soft">{w.goalsHereNone}</p>}
      {goals.map((goal) => (
        <article key={goal.id} className="dossier-goal">
          <h3 className="item-title">
            <EntryLink entry={goal} />
          </h3>
          <div className="item-meta">
            <span className="ref">{goal.ref}</span>
            <Grades of={goal.grades} />
          </div>
          {goal.claims.length ? (
            <ul>
              {goal.claims.map((claim) => (
                <li key={claim.id}>
                  {claim.title} <Grade of={claim} />
                </li>
              ))}
            </ul>
          ) : null}
        </article>
      ))}
      {actions.length ? (
        <>
          <h3 className="form-part">{w.actionsHere}</h3>
          <ul className="plain-list">
            {actions.map(({ entry }) => (
              <li key={entry.id}>
                <EntryLink entry={entry} /> <span className="ref soft small">{entry.ref}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Touched({ of, labelOf }: { of: Dossier; labelOf: (target: string) => string }): ReactNode {
  const w = useWords(advocacyWords);
  const targets = [...new Set(of.stages.flatMap(({ provisions }) => provisions))];
  if (!targets.length) return null;
  return (
    <section className="card">
      <h2>{w.lawHere}</h2>
      <ul className="plain-list">
        {targets.map((target) => (
          <li key={target}>
            <LawRef target={target}>{labelOf(target)}</LawRef>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Documents({ of }: { of: Dossier }): ReactNode {
  const w = useWords(advocacyWords);
  const linked = of.stages.filter(
    ({ link, document, title, state }) => state === 'CONFIRMED' && link && (document ?? title),
  );
  if (!linked.length) return null;
  return (
    <section className="card">
      <h2>{w.documentsHere}</h2>
      <ul className="plain-list">
        {linked.map((stage) => (
          <li key={stage.id}>
            <a href={stage.link!} rel="noreferrer">
              {stage.document ?? stage.title}
            </a>{' '}
            <span className="soft small">{hostOf(stage.link!)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hostOf(link: string): string {
  try {
    return new URL(link).hostname.replace(/^www\./, '');
  } catch {
    return link;
  }
}

function Stage({
  of,
  dossier,
  labelOf,
  again,
}: {
  of: StageViewFragment;
  dossier: Dossier;
  labelOf: (target: string) => string;
  again: () => void;
}): ReactNode {
  const w = useWords(advocacyWords);
  const parents = dossier.stages.filter(({ stage }) => stage === of.stage).length > 1;
  const parent = parents ? dossier.stages.find(({ id }) => id === of.parentId) : undefined;
  const asked = of.consultees.filter((one) => one.asked);
  return (
    <li className={`stage-${of.state.toLowerCase()}`}>
      <h3>
        {w.stage[of.stage]} <span className="when">{of.state === 'SKIPPED' ? w.skipped : of.date}</span>
        {of.verified || of.state !== 'CONFIRMED' ? null : <Badge tone="waiting">{w.unverified}</Badge>}
      </h3>
      {of.document || of.title ? (
        <p>
          {of.link ? (
            <a href={of.link} rel="noreferrer">
              {of.document ?? of.title}
            </a>
          ) : (
            (of.document ?? of.title)
          )}
          {of.document && of.title ? ` ${of.title}` : null}
        </p>
      ) : null}
      {parent ? (
        <p className="small soft">
          {w.acts.parent}: {w.stage[parent.stage]} {parent.document}
        </p>
      ) : null}
      {of.skipReason ? <p className="soft">{of.skipReason}</p> : null}
      {of.note ? <p className="narrow">{of.note}</p> : null}
      {of.deadline ? (
        <p>
          <strong>
            {w.deadline} {of.deadline}
          </strong>
          {of.ministryReference ? (
            <span className="soft">
              {' '}
              · {w.reference}: {of.ministryReference}
            </span>
          ) : null}
        </p>
      ) : null}
      {of.milestones.length ? (
        <ul className="evidence" aria-label={w.milestones}>
          {of.milestones.map((one) => (
            <li key={one.id} className="milestone">
              <div className="row">
                <span>
                  {one.dueOn} <strong>{w.milestone[one.kind]}</strong>
                </span>
                <Badge tone={one.state === 'DONE' ? 'done' : one.state === 'OPEN' ? 'going' : 'calm'}>
                  {w.milestoneState[one.state]}
                </Badge>
                {one.responsible ? <span className="soft small">{one.responsible.name}</span> : null}
              </div>
              {one.state === 'OPEN' ? (
                <ActBar
                  allowed={one.allowedActions}
                  acts={milestoneActs(w)}
                  id={one.id}
                  version={one.version}
                  done={again}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {of.provisions.length ? (
        <p>
          {w.provisions}:{' '}
          {of.provisions.map((target, i) => (
            <span key={target}>
              {i ? ', ' : ''}
              <LawRef target={target}>{labelOf(target)}</LawRef>
            </span>
          ))}
        </p>
      ) : null}
      {asked.length ? (
        <details className="foldable">
          <summary>
            {w.asked} ({asked.length})
          </summary>
          <ul className="plain-list fold-body">
            {asked.map((one) => (
              <li key={one.id}>
                {one.name}{' '}
                <span className="soft small">{one.answeredOn ? `${w.answered} ${one.answeredOn}` : w.notAnswered}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {of.confirmedBy && of.confirmedAt ? (
        <p className="small soft">{w.confirmedBy(of.confirmedBy.name, isoDay(of.confirmedAt))}</p>
      ) : null}
      {of.corrections.length ? (
        <details className="foldable">
          <summary>{w.corrections(of.corrections.length)}</summary>
          <ul className="plain-list fold-body">
            {of.corrections.map((one) => (
              <li key={one.id}>
                {isoDay(one.at)}: {one.reason}{' '}
                <span className="soft small">
                  {one.date} {one.documentId}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <ActBar
        allowed={dossier.allowedActions}
        acts={stageActs(w, dossier, of)}
        id={dossier.id}
        version={dossier.version}
        done={again}
      />
    </li>
  );
}

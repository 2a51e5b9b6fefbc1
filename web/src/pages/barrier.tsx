import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { ActForm } from '../acts/act-form';
import type { Option } from '../acts/acts';
import { useFreshOnReturn } from '../api/live';
import { barrierActs, evidenceActs, signOnFields } from '../barriers/barrier-acts';
import { BarrierBadge } from '../barriers/barrier-item';
import { BARRIER_MUTATIONS } from '../barriers/barrier-mutations';
import { BARRIER, SIGN_ONS } from '../barriers/barrier.operations';
import { CountyMap } from '../barriers/county-map';
import type { BarrierPageQuery, BarrierSignedOnFragment, BarrierSignOnsQuery } from '../gql/graphql';
import { LawRef, useLawLabels } from '../law/law-ref';
import { Button } from '../parts/button';
import { EntryLink } from '../parts/entry-link';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Compose, Thread } from '../parts/thread';
import { Watch } from '../parts/watch';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { TextSlot } from '../texts/text-slot';
import { barrierWords } from '../words/barriers';
import { isoDay, number } from '../words/dates';
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import '../barriers/barriers.css';

/** What the server calls the row of members whose county is not known (src/barriers/barrier-figures.ts). */
const NO_COUNTY = '–';

type Barrier = Extract<NonNullable<BarrierPageQuery['entry']>, { __typename: 'Barrier' }>;

export function BarrierPage(): ReactNode {
  const { ref } = useParams({ from: '/hinder/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({
    query: BARRIER,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={16}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Barrier' ? <View key={found.id} of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

/** Units of members that this person may speak for, and that have not signed on. */
function useFreeUnits(of: Barrier): Option[] {
  const { viewer } = useSession();
  const signed = new Set(of.mySignOns.map(({ unit }) => unit.id));
  const units = new Map<string, string>();
  for (const { role, unit, organisation } of viewer?.memberships ?? [])
    if (unit && (role === 'SUBMITTER' || role === 'APPROVER') && !signed.has(unit.id))
      units.set(unit.id, `${unit.name}, ${organisation?.shortName ?? ''}`);
  return [...units];
}

function View({ of, again }: { of: Barrier; again: () => void }): ReactNode {
  const w = useWords(barrierWords);
  const words = useWords(entryWords);
  const { viewer, staff } = useSession();
  const units = useFreeUnits(of);
  const labelOf = useLawLabels(of.id);
  const law = (target: string): ReactNode => <LawRef target={target}>{labelOf(target)}</LawRef>;
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/hinder">{words.kind.BARRIER}</Link> <span className="ref">{of.ref}</span>
        </>
      }
      actions={viewer ? <Watch entry={of.id} watching={of.watching} again={again} /> : null}
    >
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.stateLabel}>
            <div className="row">
              <BarrierBadge of={of.state} />
              <strong>{of.barrierKind ? w.kind[of.barrierKind] : w.kindNone}</strong>
              {of.barrierKind ? <span className="soft">{w.kindHelp[of.barrierKind]}</span> : null}
            </div>
            <ActBar
              allowed={of.allowedActions}
              acts={barrierActs(w, of, units)}
              id={of.id}
              version={of.version}
              done={again}
            />
            <Proposals of={of} />
            {!viewer && (of.state === 'CONFIRMED' || of.state === 'PURSUED') ? (
              <p className="soft no-print">{w.signInToSign}</p>
            ) : null}
          </section>
          <section>
            <h2>{w.what}</h2>
            <p className="narrow">{of.summary}</p>
            {of.html && !staff ? <Prose html={of.html} lang="sv" /> : null}
          </section>
          {staff ? (
            <TextSlot
              entry={of.id}
              slot="text"
              revisions={of.revisions}
              comments={of.comments}
              heading={w.text}
              none={w.textNone}
              mayBegin={of.state !== 'DISMISSED' && of.state !== 'MERGED'}
              again={again}
            />
          ) : null}
          <section>
            <h2>{w.weightHow}</h2>
            <p className="soft narrow">{w.weightWhy}</p>
            <dl className="weight-parts">
              {of.weight.parts.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section>
            <h2>{w.evidence}</h2>
            <Evidence of={of} law={law} again={again} />
          </section>
          <Course of={of} law={law} />
          <Correspondence of={of} again={again} />
          <Members of={of} />
          <SignOns of={of} again={again} all={staff} />
        </div>
        <aside className="stack">
          <dl className="facts facts-stacked card">
            <Fact name={w.layerLabel} value={w.layer[of.layer]} />
            <Fact name={w.areas} value={of.subjectAreas.map(({ label }) => label).join(', ')} />
            <Fact name={w.services} value={of.services.join(', ')} />
            <Fact name={w.reportedBy} value={of.reportedBy?.name} />
            <Fact name={w.access} value={of.access === 'PUBLIC' ? w.new.accesses.PUBLIC : words.access[of.access]} />
          </dl>
          <Links of={of.links} title={w.questions} edit={of} again={again} />
          {of.similar.length ? (
            <section className="card">
              <h2>{w.similar}</h2>
              <ul className="plain-list">
                {of.similar.map((one) => (
                  <li key={one.id}>
                    <EntryLink entry={one} /> <span className="ref soft small">{one.ref}</span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
    </Page>
  );
}

/** What another person is to decide, and why it cannot be decided any more where that is so. */
function Proposals({ of }: { of: Barrier }): ReactNode {
  const w = useWords(barrierWords);
  if (!of.openRequests.length) return null;
  return (
    <div className="notice notice-waiting">
      <div className="stack-tight">
        <p>
          <strong>{w.proposals}</strong>
        </p>
        {of.openRequests.map((one) => {
          // Why it cannot be done any more concerns all; that one cannot decide on one's own does not.
          const blockers =
            one.allowedActions
              .find(({ action }) => action === 'accept')
              ?.blockers.filter(({ code }) => code !== 'DECIDER_IS_PROPOSER') ?? [];
          return (
            <div key={one.id} className="stack-tight">
              <p>
                {one.into ? (
                  <>
                    {w.proposedMerge} <EntryLink entry={one.into} /> <span className="ref">{one.into.ref}</span>
                  </>
                ) : one.act === 'barrier.reclassify' ? (
                  w.proposedClass
                ) : (
                  w.proposedOther
                )}
                . {one.reason}
              </p>
              <p className="small soft">{w.proposedBy(one.proposedBy?.name ?? '', isoDay(one.createdAt))}</p>
              {blockers.length ? (
                <p>
                  <strong>{w.impossible}</strong> {blockers.map(({ message }) => message).join(' ')}
                </p>
              ) : null}
            </div>
          );
        })}
        <p className="no-print">
          <Link to="/beslut">{w.decideThere}</Link>
        </p>
      </div>
    </div>
  );
}

function Evidence({
  of,
  law,
  again,
}: {
  of: Barrier;
  law: (target: string) => ReactNode;
  again: () => void;
}): ReactNode {
  const w = useWords(barrierWords);
  const standing = of.evidence.filter(({ removedAt }) => !removedAt);
  const removed = of.evidence.filter(({ removedAt }) => removedAt);
  const shown = (one: Barrier['evidence'][number]): ReactNode => (
    <>
      <p>
        <strong>{w.evidenceKind[one.evidenceKind]}</strong>
        {one.target ? <>: {law(one.target)}</> : null}
      </p>
      {one.explanation ? <p className="narrow">{one.explanation}</p> : null}
    </>
  );
  return (
    <div className="stack">
      {standing.length ? (
        <ul className="evidence">
          {standing.map((one) => (
            <li key={one.id}>
              {shown(one)}
              <ActBar
                allowed={of.allowedActions}
                acts={evidenceActs(w)}
                id={one.id}
                version={of.version}
                done={again}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.evidenceNone}</p>
      )}
      {removed.length ? (
        <details className="foldable">
          <summary>{w.evidenceRemoved(removed.length)}</summary>
          <ul className="evidence fold-body">
            {removed.map((one) => (
              <li key={one.id}>
                {shown(one)}
                <p className="small soft">
                  {one.removedAt ? isoDay(one.removedAt) : ''}: {one.removedReason}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

/** Between whoever reported it and the association; the association's own notes stand there too. */
function Correspondence({ of, again }: { of: Barrier; again: () => void }): ReactNode {
  const w = useWords(barrierWords);
  const { staff } = useSession();
  const messages = of.comments.filter(({ revision }) => !revision);
  const may = of.allowedActions.some(({ action }) => action === 'correspond');
  if (!may && !messages.length) return null;
  return (
    <section>
      <h2>{w.thread}</h2>
      <div className="stack">
        <Thread of={messages} units={of.correspondents.length > 1} />
        {may ? (
          <Compose
            entry={of.id}
            mayNote={staff}
            label={w.threadWrite}
            help={w.threadHelp}
            units={of.correspondents}
            done={again}
          />
        ) : null}
      </div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value?: string | null }): ReactNode {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Where it stands and what became of it, with what says so. */
function Course({ of, law }: { of: Barrier; law: (target: string) => ReactNode }): ReactNode {
  const w = useWords(barrierWords);
  const goals = of.links.filter(({ type }) => type === 'PURSUED_BY');
  const through = of.links.filter(({ type }) => type === 'RESOLVED_BY');
  const resolved = of.resolutionWay !== null && of.resolutionWay !== undefined;
  return (
    <section>
      <h2>{w.course}</h2>
      <div className="stack">
        {resolved ? (
          <p>
            <strong>
              {of.resolutionExtent === 'IN_PART' ? w.inPart : w.wholly} {w.way[of.resolutionWay!]}
            </strong>
            {of.resolvedFrom ? ` ${w.from(of.resolvedFrom)}` : ''}.{' '}
            <span className="soft">
              {of.verifiedAt ? w.verified(isoDay(of.verifiedAt)) : of.verified ? '' : w.unverified}
            </span>
          </p>
        ) : (
          <p className={of.state === 'CONFIRMED' ? 'soft' : undefined}>
            {of.state === 'REPORTED' ? w.courseReported : of.state === 'PURSUED' ? w.coursePursued : w.courseOpen}
          </p>
        )}
        {of.resolutionNote ? <p className="narrow">{of.resolutionNote}</p> : null}
        {of.resolutionLaw.length || through.length ? (
          <ul className="evidence">
            {of.resolutionLaw.map((target) => (
              <li key={target}>
                {w.by} {law(target)}
              </li>
            ))}
            {through.map((link) => (
              <li key={link.id}>
                {w.by} <EntryLink entry={link.entry} />
              </li>
            ))}
          </ul>
        ) : null}
        {goals.map((link) => (
          <p key={link.id}>
            {w.goals}: <EntryLink entry={link.entry} />
          </p>
        ))}
        {of.reason ? (
          <p>
            <strong>{w.reason}:</strong> {of.reason}
          </p>
        ) : null}
        {of.mergedInto ? (
          <p>
            <strong>{w.mergedInto}:</strong> <EntryLink entry={of.mergedInto} />
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Members({ of }: { of: Barrier }): ReactNode {
  const w = useWords(barrierWords);
  const kinds = useWords(entryWords).organisationKind;
  const counties = of.memberCounts.counties.filter(({ members }) => members !== 0);
  return (
    <section>
      <h2>{w.who}</h2>
      <div className="stack">
        <p>
          <strong>{w.members(of.weight.membersText)}</strong>
          {of.weight.volume ? <span className="soft"> · {w.times(number(of.weight.volume))}</span> : null}
          {of.weight.cost ? <span className="soft"> · {w.kronor(number(of.weight.cost))}</span> : null}
        </p>
        {of.memberCounts.kinds.length ? (
          <p className="soft">{of.memberCounts.kinds.map(({ kind, text }) => `${kinds[kind]}: ${text}`).join(' · ')}</p>
        ) : null}
        {of.namedMembers.length ? (
          <p>
            {w.named}: {of.namedMembers.map(({ name }) => name).join(', ')}
          </p>
        ) : null}
        <h3>{w.map}</h3>
        <div className="with-map">
          <CountyMap of={of.memberCounts.counties} />
          <div>
            {counties.length ? (
              <details className="foldable">
                <summary>{w.countyOpen}</summary>
                <div className="county-table fold-body" tabIndex={0} role="region" aria-label={w.countyTable}>
                  <table className="table">
                    <caption>{w.hidden}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{w.county}</th>
                        <th scope="col" className="numeric">
                          {w.count}
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {of.memberCounts.counties.map(({ county, text }) => (
                        <tr key={county}>
                          <th scope="row">{county === NO_COUNTY ? w.countyNone : county}</th>
                          <td className="numeric">{text}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </details>
            ) : (
              <p className="soft">{w.noneIn}</p>
            )}
          </div>
        </div>
      </div>
    </section>
  );
}

const pick = (data: BarrierSignOnsQuery): BarrierSignOnsQuery['barrierSignOns'] => data.barrierSignOns;

/** The reader's own sign-ons with what may be done with them; all of them to the association. */
function SignOns({ of, again, all }: { of: Barrier; again: () => void; all: boolean }): ReactNode {
  const w = useWords(barrierWords);
  const list = useList(SIGN_ONS, { barrier: of.id }, pick, !all);
  const refresh = list.again;
  useEffect(() => {
    if (all) refresh();
  }, [all, refresh, of.updatedAt]);
  if (!all && !of.mySignOns.length) return null;
  const shown = all ? list.nodes : of.mySignOns;
  return (
    <section>
      <h2>{all ? w.signOns : w.mine}</h2>
      {shown.length ? (
        <ul className="items">
          {shown.map((one) => (
            <SignedOn key={one.id} of={one} own={!all} again={again} />
          ))}
        </ul>
      ) : (
        <p className="soft">{w.signOnNone}</p>
      )}
      {all ? <More of={list} /> : null}
    </section>
  );
}

function SignedOn({ of, own, again }: { of: BarrierSignedOnFragment; own: boolean; again: () => void }): ReactNode {
  const w = useWords(barrierWords);
  const [open, setOpen] = useState<'change' | 'withdraw' | null>(null);
  const initial: Record<string, string | boolean | undefined> = {
    process: of.process ?? '',
    volumePerYear: of.volumePerYear?.toString(),
    costSek: of.costSek?.toString(),
    words: of.words ?? '',
    showName: of.showName,
  };
  const close = (): void => setOpen(null);
  const done = (): void => {
    close();
    again();
  };
  return (
    <li>
      <h3 className="item-title">
        {of.organisation.name}, {of.unit.name}
      </h3>
      <div className="item-meta">
        <span>{isoDay(of.signedAt)}</span>
        {of.process ? <span>{of.process}</span> : null}
        {of.volumePerYear ? <span>{w.times(number(of.volumePerYear))}</span> : null}
        {of.costSek ? <span>{w.kronor(number(of.costSek))}</span> : null}
        <span>{of.showName ? w.shown : w.notShown}</span>
      </div>
      {of.html ? <Prose html={of.html} lang="sv" /> : null}
      {own ? (
        <div className="actions no-print">
          <div className="row">
            <Button
              size="medium"
              variant="secondary"
              onPress={() => setOpen('change')}
              aria-expanded={open === 'change'}
            >
              {w.change}
            </Button>
            <Button
              size="medium"
              variant="tertiary"
              onPress={() => setOpen('withdraw')}
              aria-expanded={open === 'withdraw'}
            >
              {w.withdraw}
            </Button>
          </div>
          {open ? (
            <ActForm
              key={open}
              panel={`${of.id}-${open}`}
              id={of.id}
              version={of.version}
              close={close}
              done={done}
              act={
                open === 'change'
                  ? {
                      action: 'signOn',
                      label: w.change,
                      done: w.acts.signOnDone,
                      help: w.acts.signOnHelp,
                      document: BARRIER_MUTATIONS.barrierSignOnUpdate,
                      fields: signOnFields(w, []).map((field) => ({ ...field, initial: initial[field.name] })),
                    }
                  : {
                      action: 'signOn',
                      label: w.withdraw,
                      done: w.withdrawn,
                      look: 'danger',
                      document: BARRIER_MUTATIONS.barrierSignOnWithdraw,
                      fields: [],
                    }
              }
            />
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

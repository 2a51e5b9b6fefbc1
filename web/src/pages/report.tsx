import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { AdvocacyTabs } from '../advocacy/tabs';
import { useFreshOnReturn } from '../api/live';
import type { FollowUpPageQuery } from '../gql/graphql';
import { History } from '../parts/history';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Compose, Thread } from '../parts/thread';
import { Watch } from '../parts/watch';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { ReportBadge } from '../strategy/marks';
import { Areas, Charts, PlanAgainstOutcome, YearInFigures } from '../strategy/report-figures';
import { REPORT } from '../strategy/report.operations';
import { approvalActs, reportActs } from '../strategy/strategy-acts';
import '../strategy/strategy.css';
import { TextSlot } from '../texts/text-slot';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { strategyWords } from '../words/strategy';
import { useLanguage, useWords } from '../words/words';

type Report = NonNullable<FollowUpPageQuery['followUp']>;
/** While a job reckons it. */
const WATCH_MS = 1_500;

export function ReportPage(): ReactNode {
  const { ref } = useParams({ from: '/uppfoljning/$ref' });
  const lang = useLanguage();
  const byYear = /^\d{4}$/.test(ref);
  const [result, ask] = useQuery({
    query: REPORT,
    variables: { ref, year: byYear ? Number(ref) : 0, byRef: !byYear, lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  const found = result.data?.followUp ?? result.data?.entry;
  const running = found?.__typename === 'Report' && found.state === 'DRAFTING';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, WATCH_MS);
    return () => clearInterval(timer);
  }, [running, again]);
  return (
    <Loaded of={result} again={again} lines={20}>
      {() => (found?.__typename === 'Report' ? <View key={found.id} of={found} again={again} /> : <NotFound />)}
    </Loaded>
  );
}

function View({ of, again }: { of: Report; again: () => void }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  const kinds = useWords(entryWords).kind;
  const { viewer, may } = useSession();
  const { figures } = of;
  const approved = of.state === 'APPROVED';
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/uppfoljning">{kinds.REPORT}</Link> <span className="ref">{of.ref}</span>
        </>
      }
      lead={figures ? <p>{w.covers(figures.from, figures.to, figures.whole)}</p> : undefined}
      actions={viewer ? <Watch entry={of.id} watching={of.watching} again={again} /> : null}
    >
      <AdvocacyTabs />
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.state}>
            <p className="row">
              <ReportBadge of={of.state} />
              <span role="status">
                {of.state === 'DRAFTING' ? w.drafting : approved ? w.frozen(isoDay(of.approvedAt!)) : w.draftNotice}
              </span>
            </p>
            <ActBar
              allowed={of.allowedActions}
              acts={reportActs(words, of)}
              id={of.id}
              version={of.version}
              done={again}
            />
            {of.approval ? <Approval of={of.approval} again={again} /> : null}
          </section>
          {viewer && (of.revisions.length || may('report:draft')) ? (
            <TextSlot
              entry={of.id}
              slot="text"
              revisions={of.revisions}
              comments={of.comments}
              heading={w.comment}
              none={w.commentNone}
              mayBegin={!approved && may('report:draft')}
              again={again}
            />
          ) : of.text ? (
            <section>
              <h2>{w.comment}</h2>
              <Prose html={of.text.html} lang="sv" />
            </section>
          ) : null}
          {figures ? (
            <section className="stack">
              <h2>{w.inFigures}</h2>
              <YearInFigures of={figures} />
            </section>
          ) : null}
        </div>
        <aside className="stack">
          {of.exportUrls ? (
            <section className="card stack no-print">
              <h2>{w.download}</h2>
              <ul className="plain-list">
                {(['docx', 'xlsx', 'html'] as const).map((format) => (
                  <li key={format}>
                    <a href={of.exportUrls![format]} download>
                      {w[format]}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {figures ? (
            <p className="no-print">
              <Link to="/uppfoljning/jamfor" search={{ fran: of.year - 1, till: of.year }}>
                {w.compareWith(of.year - 1)}
              </Link>
            </p>
          ) : null}
          <Facts of={of} />
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
      <div className="stack-large report-rest">
        {figures ? (
          <>
            <Charts of={figures} />
            <section>
              <h2>{w.planAgainst}</h2>
              <PlanAgainstOutcome of={figures} />
            </section>
            <section>
              <h2>{w.areas}</h2>
              <Areas of={figures} />
            </section>
          </>
        ) : null}
        {viewer ? (
          <section className="narrow">
            <h2>{words.threadReport}</h2>
            <Thread of={of.comments.filter(({ revision }) => !revision)} />
            <Compose entry={of.id} mayNote={may('report:draft')} label={words.writeReport} done={again} />
          </section>
        ) : null}
      </div>
    </Page>
  );
}

/** Who asks for it, and for whoever may decide: the decision. */
function Approval({ of, again }: { of: NonNullable<Report['approval']>; again: () => void }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  const unknown = useWords(entryWords).unknownPerson;
  return (
    <div className="notice notice-waiting">
      <div className="stack">
        <p>
          <strong>{w.waiting}.</strong> {w.proposedBy(of.proposedBy?.name ?? unknown, isoDay(of.createdAt))}
        </p>
        {of.reason ? <p>{of.reason}</p> : null}
        <ActBar allowed={of.allowedActions} acts={approvalActs(words)} id={of.id} version={of.version} done={again} />
      </div>
    </div>
  );
}

function Facts({ of }: { of: Report }): ReactNode {
  const w = useWords(strategyWords).report;
  const facts: [string, ReactNode][] = [
    [w.draftedOn, of.draftedAt ? isoDay(of.draftedAt) : null],
    [w.requestedBy, of.requestedBy?.name],
    [w.approvedOn, of.approvedAt ? isoDay(of.approvedAt) : null],
    [w.approvedBy, of.approvedBy?.name],
    [w.hash, of.dataHash ? <span className="hash">{of.dataHash}</span> : null],
  ];
  return (
    <section className="card">
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
      {of.hashHolds === null || of.hashHolds === undefined ? null : (
        <p className="small">{of.hashHolds ? w.hashHolds : w.hashBroken}</p>
      )}
    </section>
  );
}

import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useFreshOnReturn } from '../api/live';
import { courseActs } from '../cases/case-acts';
import { useGrounds } from '../cases/case-law';
import { LinkedThings } from '../cases/case-linked';
import { CaseBadge, isLive, SecrecyMark, useWaits } from '../cases/case-marks';
import { Acts, Decisions, Documents, Log, Notes, Parties } from '../cases/case-sections';
import { CASE, CASE_DOCUMENTS, CASE_LOG } from '../cases/case.operations';
import { AccessCard } from '../entries/entry-cards';
import type { CaseDocumentsQuery, CaseLogQuery, CasePageQuery } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { Watch } from '../parts/watch';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { caseWords } from '../words/cases';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import '../cases/cases.css';

type Case = Extract<NonNullable<CasePageQuery['entry']>, { __typename: 'Case' }>;

export function CasePage(): ReactNode {
  const { ref } = useParams({ from: '/arenden/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({
    query: CASE,
    variables: { ...named(ref), lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={16}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Case' ? <View key={found.id} of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

const NONE = { nodes: [], pageInfo: { hasNextPage: false } };
const pickDocuments = (data: CaseDocumentsQuery) => data.caseDocuments ?? NONE;
const pickLog = (data: CaseLogQuery) => data.caseLog ?? NONE;

function View({ of, again }: { of: Case; again: () => void }): ReactNode {
  const w = useWords(caseWords);
  const words = useWords(entryWords);
  const { viewer } = useSession();
  const { handling } = useSearch({ from: '/arenden/$ref' });
  const documents = useList(
    CASE_DOCUMENTS,
    { case: of.id, filter: handling ? { query: handling } : undefined },
    pickDocuments,
  );
  const log = useList(CASE_LOG, { case: of.id }, pickLog);
  const { again: refreshDocuments } = documents;
  const { again: refreshLog } = log;
  const done = useCallback((): void => {
    again();
    refreshDocuments();
    refreshLog();
  }, [again, refreshDocuments, refreshLog]);
  // Somebody else may have registered something meanwhile: the lists follow the version.
  useEffect(refreshDocuments, [refreshDocuments, of.version]);
  const grounds = useMemo(
    () => [
      ...of.secrecyMarks.map(({ ground }) => ground),
      ...documents.nodes.flatMap(({ secrecyMarks }) => secrecyMarks.map(({ ground }) => ground)),
      ...log.nodes.flatMap(({ ground }) => (ground ? [ground] : [])),
    ],
    [of.secrecyMarks, documents.nodes, log.nodes],
  );
  const law = useGrounds(grounds);
  const waits = useWaits(of);
  const standing = of.secrecyMarks.filter(({ liftedAt }) => !liftedAt);
  const whole = standing.filter(({ document }) => !document);
  const secret = whole.length > 0 || of.access === 'RESTRICTED';
  const section = { of, law, documents, log, done };
  return (
    <Page
      title={of.title}
      // A tab is read over one's shoulder, and stays in the history of the browser.
      tab={secret ? (of.diaryNumber ?? of.ref ?? words.kind.CASE) : undefined}
      kicker={
        <>
          <Link to="/arenden">{w.title}</Link> <span className="ref">{of.diaryNumber ?? of.ref}</span>
        </>
      }
      actions={<Watch entry={of.id} watching={of.watching} again={again} />}
    >
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.stateLabel}>
            <div className="row">
              <CaseBadge of={of.state} />
              {of.access === 'RESTRICTED' ? <Badge tone="wrong">{w.accesses.RESTRICTED}</Badge> : null}
              {isLive(of.state) ? null : <span>{w.frozen}</span>}
            </div>
            {whole.map(({ id, ground }) => (
              <p key={id}>
                <SecrecyMark ground={ground} law={law} /> <span className="small">{w.wholeMarked}</span>
              </p>
            ))}
            {of.reason ? (
              <p>
                <strong>{w.acts.reason}:</strong> {of.reason}
              </p>
            ) : null}
            {waits.length ? (
              <div className="case-todo">
                <h2>{w.waits}</h2>
                <ul className="case-waits">
                  {waits.map(({ key, text, over }) => (
                    <li key={key} className={over ? 'due due-over' : 'due due-soon'}>
                      {text}
                    </li>
                  ))}
                </ul>
              </div>
            ) : null}
            <Acts of={of} acts={courseActs(w, of, viewer?.person.id)} done={done} />
          </section>
          {of.html ? (
            <section aria-labelledby="galler">
              <h2 id="galler">{w.summary}</h2>
              <Prose html={of.html} lang="sv" />
            </section>
          ) : null}
          <Documents {...section} />
          <Decisions {...section} />
          <LinkedThings of={of} done={done} />
          <Parties {...section} />
          <Notes {...section} />
          <Log {...section} />
        </div>
        <aside className="stack">
          <Facts of={of} />
          {of.secrecyMarks.length ? (
            <section className="card">
              <h2>{w.marks}</h2>
              <ul className="plain-list">
                {of.secrecyMarks.map((one) => (
                  <li key={one.id}>
                    {one.liftedAt ? <s>{one.ground}</s> : <SecrecyMark ground={one.ground} law={law} />}
                    <br />
                    <span className="soft small">
                      {one.document ? w.documentNumber(one.document.number) : w.wholeCase},{' '}
                      {w.markedBy(one.markedBy?.name ?? '', isoDay(one.markedAt))}
                      {one.liftedAt ? `; ${w.lifted(isoDay(one.liftedAt), one.liftReason ?? '')}` : ''}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="small soft">{w.marksNote}</p>
            </section>
          ) : null}
          <AccessCard of={of} again={again} />
          <Links
            of={of.links.filter(({ entry }) => entry.kind !== 'QUESTION' && entry.kind !== 'BARRIER')}
            title={w.related}
          />
          <section className="card no-print">
            <h2>{w.export}</h2>
            <ul className="plain-list">
              <li>
                <a href={of.exportUrl} download>
                  {w.exportOpen}
                </a>
              </li>
              <li>
                <a href={`${of.exportUrl}?full=1`} download>
                  {w.exportFull}
                </a>
              </li>
            </ul>
            <p className="small soft">{w.exportNote}</p>
          </section>
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
    </Page>
  );
}

function Facts({ of }: { of: Case }): ReactNode {
  const w = useWords(caseWords);
  const words = useWords(entryWords);
  const retention = of.retention
    ? [w.retentions[of.retention], of.retentionYears == null ? '' : w.years(of.retentionYears), of.retentionBasis]
        .filter((one) => one)
        .join(', ')
    : w.retentionNone;
  const facts: [string, ReactNode][] = [
    [w.diary, of.diaryNumber],
    [w.reference, of.ref],
    [w.foreign, of.foreignReference],
    [w.unit, `${of.unit.name}, ${of.organisation.name}`],
    [w.responsible, of.responsible?.name],
    [w.opened, of.openedOn],
    [w.closed, of.closedAt ? isoDay(of.closedAt) : null],
    [w.classCode, of.classCode],
    [w.areas, of.subjectAreas.map(({ label }) => label).join(', ')],
    [
      w.accessShort,
      of.access === 'OWN' || of.access === 'RESTRICTED' ? w.accesses[of.access] : words.access[of.access],
    ],
    [w.retentionShort, retention],
    [w.hold, of.legalHold],
  ];
  return (
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
  );
}

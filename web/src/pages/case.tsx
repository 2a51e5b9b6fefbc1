import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { useFreshOnReturn } from '../api/live';
import { caseActs } from '../cases/case-acts';
import { CASE, CASE_DOCUMENTS, CASE_LOG } from '../cases/case.operations';
import type { CaseDocumentsQuery, CaseLogQuery, CasePageQuery } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { Files } from '../parts/files';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { NotFound } from '../shell/trouble';
import { caseWords } from '../words/cases';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import { CaseBadge } from './cases';
import { named } from './entry';

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
  const documents = useList(CASE_DOCUMENTS, { case: of.id }, pickDocuments);
  const log = useList(CASE_LOG, { case: of.id }, pickLog);
  const refreshDocuments = documents.again;
  const refreshLog = log.again;
  const done = useCallback((): void => {
    again();
    refreshDocuments();
    refreshLog();
  }, [again, refreshDocuments, refreshLog]);
  useEffect(refreshDocuments, [refreshDocuments, of.version]);
  const live = of.state === 'OPEN' || of.state === 'DECIDED';
  const facts: [string, ReactNode][] = [
    [w.diary, of.diaryNumber],
    [w.foreign, of.foreignReference],
    [w.unit, of.unit.name],
    [w.responsible, of.responsible?.name],
    [w.opened, of.openedOn],
    [w.classCode, of.classCode],
    [w.areas, of.subjectAreas.map(({ label }) => label).join(', ')],
    [w.access, of.access === 'OWN' || of.access === 'RESTRICTED' ? w.accesses[of.access] : words.access[of.access]],
    [
      w.retention,
      of.retention
        ? [w.retentions[of.retention], of.retentionYears ? w.years(of.retentionYears) : '', of.retentionBasis]
            .filter((one) => one)
            .join(', ')
        : null,
    ],
    [w.hold, of.legalHold],
  ];
  return (
    <Page
      title={of.title}
      kicker={
        <>
          <Link to="/arenden">{words.kind.CASE}</Link> <span className="ref">{of.diaryNumber ?? of.ref}</span>
        </>
      }
    >
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.stateLabel}>
            <div className="row">
              <CaseBadge of={of.state} />
              {live ? null : <span>{w.frozen}</span>}
            </div>
            {of.reason ? (
              <p>
                <strong>{w.acts.reason}:</strong> {of.reason}
              </p>
            ) : null}
            <ActBar
              allowed={of.allowedActions}
              acts={caseActs(w, of, documents.nodes, log.nodes)}
              id={of.id}
              version={of.version}
              done={done}
            />
          </section>
          {of.html ? (
            <section>
              <h2>{w.summary}</h2>
              <Prose html={of.html} lang="sv" />
            </section>
          ) : null}
          <section>
            <h2>{w.documents}</h2>
            <Loaded of={documents} again={documents.again} lines={4}>
              {() =>
                documents.nodes.length ? (
                  <div className="table-scroll" tabIndex={0} role="region" aria-label={w.documents}>
                    <table className="table">
                      <thead>
                        <tr>
                          {[w.number, w.date, w.kindLabel, w.document, w.correspondent, w.file].map((name) => (
                            <th key={name} scope="col">
                              {name}
                            </th>
                          ))}
                        </tr>
                      </thead>
                      <tbody>
                        {documents.nodes.map((one) => {
                          const marks = one.secrecyMarks.filter(({ liftedAt }) => !liftedAt);
                          return (
                            <tr key={one.id}>
                              <td>{one.number}</td>
                              <td className="ref">{one.date}</td>
                              <td>{w.kind[one.documentKind]}</td>
                              <td>
                                {one.title}{' '}
                                {marks.map(({ id, ground }) => (
                                  <Badge key={id} tone="wrong">
                                    {w.marked}: {ground}
                                  </Badge>
                                ))}
                              </td>
                              <td>{one.correspondent}</td>
                              <td>
                                {one.file ? (
                                  <a href={one.file.url} download>
                                    {one.file.name}
                                  </a>
                                ) : null}
                              </td>
                            </tr>
                          );
                        })}
                      </tbody>
                    </table>
                  </div>
                ) : (
                  <p className="soft">{w.documentsNone}</p>
                )
              }
            </Loaded>
            <More of={documents} />
          </section>
          <section>
            <h2>{w.decisions}</h2>
            {of.decisions.length ? (
              <ul className="items">
                {of.decisions.map((one) => (
                  <li key={one.id}>
                    <h3 className="item-title">
                      {one.decidedOn} {one.decidedBy}
                    </h3>
                    <Prose html={one.html} lang="sv" />
                    {one.delegation ? <p className="small soft">{one.delegation}</p> : null}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.decisionsNone}</p>
            )}
          </section>
          <section>
            <h2>{w.notes}</h2>
            {of.notes.length ? (
              <ul className="items">
                {of.notes.map((one) => (
                  <li key={one.id}>
                    <Prose html={one.html} lang="sv" />
                    <p className="small soft">
                      {isoDay(one.at)} {one.author?.name}
                    </p>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.notesNone}</p>
            )}
          </section>
          <section>
            <h2>{w.log}</h2>
            <p className="soft">{w.logLead}</p>
            <Loaded of={log} again={log.again} lines={3}>
              {() =>
                log.nodes.length ? (
                  <ul className="items">
                    {log.nodes.map((one) => (
                      <li key={one.id}>
                        <h3 className="item-title">
                          {one.date} {w.logKind[one.logKind]}
                        </h3>
                        <div className="item-meta">
                          {one.outcome ? (
                            <Badge tone={one.outcome === 'PENDING' ? 'waiting' : 'calm'}>
                              {w.outcome[one.outcome]}
                            </Badge>
                          ) : null}
                          {one.ground ? (
                            <span>
                              {w.ground}: {one.ground}
                            </span>
                          ) : null}
                          {one.requester ? <span>{one.requester}</span> : null}
                          <span>{one.author?.name}</span>
                        </div>
                        <p className="narrow">{one.body}</p>
                        {one.advice ? (
                          <p className="notice notice-waiting">
                            <span>
                              <strong>{w.advice}:</strong> {one.advice}
                            </span>
                          </p>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p className="soft">{w.logNone}</p>
                )
              }
            </Loaded>
            <More of={log} />
          </section>
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
          <section className="card">
            <h2>{w.parties}</h2>
            {of.parties.length ? (
              <ul className="plain-list">
                {of.parties.map((one) => (
                  <li key={one.id}>
                    {one.name}{' '}
                    <span className="soft small">
                      {w.partyRole[one.partyRole]}
                      {one.endedAt ? `, ${w.ended} ${isoDay(one.endedAt)}` : ''}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.partiesNone}</p>
            )}
          </section>
          {of.secrecyMarks.length ? (
            <section className="card">
              <h2>{w.marks}</h2>
              <ul className="plain-list">
                {of.secrecyMarks.map((one) => (
                  <li key={one.id}>
                    {one.ground}{' '}
                    <span className="soft small">
                      {one.document ? `${w.document} ${one.document.number}` : w.wholeCase}
                      {one.liftedAt ? `, ${w.lifted} ${isoDay(one.liftedAt)}: ${one.liftReason ?? ''}` : ''}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="small soft">{w.marksNote}</p>
            </section>
          ) : null}
          <Files of={of.files} entry={of.id} mayAttach={live} done={done} />
          <Links of={of.links} title={w.linked} />
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

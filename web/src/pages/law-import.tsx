import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useJobSteps, useSettled } from '../api/live';
import type { LawImportPageQuery, LawImportRecordListQuery } from '../gql/graphql';
import '../law/law.css';
import { Badge, type Tone } from '../parts/badges';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { LAW_RECORDS } from '../search';
import { NotFound } from '../shell/trouble';
import { isoMoment } from '../words/dates';
import { lawImportWords } from '../words/law-import';
import { useWords } from '../words/words';
import { IMPORT, RECORDS } from './law-import.operations';

type Import = NonNullable<LawImportPageQuery['lawImport']>;
type RecordList = LawImportRecordListQuery['lawImportRecords'];
const pick = (data: LawImportRecordListQuery): RecordList => data.lawImportRecords;
const EXACT = { exact: true, includeSearch: true } as const;
/** Where nobody tells how far it has come: the command line imports without a job. */
const WATCH_MS = 5_000;

export function LawImportPage(): ReactNode {
  const { id } = useParams({ from: '/lagimport/$id' });
  const [result, ask] = useQuery({ query: IMPORT, variables: { id }, requestPolicy: 'cache-and-network' });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const running = result.data?.lawImport?.finishedAt === null;
  useJobSteps(running ? result.data?.lawImport?.job : null, useSettled(again));
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, WATCH_MS);
    return () => clearInterval(timer);
  }, [running, again]);
  return (
    <Loaded of={result} again={again} lines={10}>
      {({ lawImport }) => (lawImport ? <View key={lawImport.id} of={lawImport} /> : <NotFound />)}
    </Loaded>
  );
}

const TONES: Record<RecordList['nodes'][number]['state'], Tone> = {
  WAITING: 'going',
  IMPORTED: 'done',
  UNCHANGED: 'calm',
  FAILED: 'wrong',
};

function View({ of }: { of: Import }): ReactNode {
  const w = useWords(lawImportWords);
  const { lage } = useSearch({ from: '/lagimport/$id' });
  const done = of.imported + of.unchanged + of.failed;
  const list = useList(RECORDS, { id: of.id, states: lage ? [lage] : undefined }, pick);
  const { again } = list;
  useEffect(() => {
    if (done > 0) again();
  }, [done, of.finishedAt, again]);
  return (
    <Page
      title={w.importOf(isoMoment(of.startedAt))}
      kicker={<Link to="/lagimport">{w.title}</Link>}
      lead={
        <p>
          {w.by}: {of.requestedBy?.name ?? w.commandLine}
        </p>
      }
    >
      <div className="stack-large">
        <section className="stack-tight">
          <p role="status">
            {w.progressOf(done, of.total)}.{' '}
            {of.finishedAt ? `${w.finished} ${isoMoment(of.finishedAt)}.` : `${w.running} …`}
          </p>
          <progress className="law-progress" max={Math.max(1, of.total)} value={done} aria-label={w.progress} />
        </section>
        <section aria-labelledby="poster">
          <h2 id="poster" className="law-h">
            {w.records}
          </h2>
          <nav aria-label={w.records}>
            <ul className="tabs">
              <li>
                <Link to="/lagimport/$id" params={{ id: of.id }} search={{}} activeOptions={EXACT}>
                  {w.all} ({of.total})
                </Link>
              </li>
              {LAW_RECORDS.map((state) => (
                <li key={state}>
                  <Link to="/lagimport/$id" params={{ id: of.id }} search={{ lage: state }} activeOptions={EXACT}>
                    {w.recordState[state]}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Loaded of={list} again={list.again} lines={6}>
            {() =>
              list.nodes.length ? (
                <ul className="items">
                  {list.nodes.map((one) => (
                    <li key={one.id}>
                      <h3 className="item-title law-record">{one.name}</h3>
                      <div className="item-meta">
                        <Badge tone={TONES[one.state]}>{w.recordState[one.state]}</Badge>
                        {one.state === 'IMPORTED' ? (
                          <span>{w.counts(one.added, one.changed, one.repealed, one.renumbered)}</span>
                        ) : null}
                        {one.ledger ? <Link to="/lagimport/liggaren">{w.ledgerCount(one.ledger)}</Link> : null}
                        {one.sourceId ? (
                          <Link to="/entry/$ref" params={{ ref: one.sourceId }}>
                            {w.openSource}
                          </Link>
                        ) : null}
                      </div>
                      {one.sentences.map((sentence) => (
                        <p key={sentence} className={one.state === 'FAILED' ? 'law-did' : 'law-did small soft'}>
                          {sentence}
                        </p>
                      ))}
                    </li>
                  ))}
                </ul>
              ) : (
                <p className="empty">{w.none}</p>
              )
            }
          </Loaded>
          <More of={list} />
        </section>
      </div>
    </Page>
  );
}

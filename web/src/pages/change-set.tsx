import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import type {
  ChangeSetChangesQuery,
  ChangeSetNoticesQuery,
  ChangeSetPageQuery,
  ChangeSetReReviewsQuery,
} from '../gql/graphql';
import { nameOf } from '../law/law-address';
import { SideBySide } from '../law/law-diff';
import { LawLink } from '../law/law-text';
import { NOTHING } from '../law/nothing';
import '../law/law.css';
import { Badge, type Tone } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { LAW_CHANGES } from '../search';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { isoDay, isoMoment } from '../words/dates';
import { entryWords } from '../words/entries';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { CHANGE_SET, CHANGES, NOTICES, RE_REVIEWS } from './change-set.operations';
import { COUNTED } from './change-sets';
import { Works } from './law-source-views';

type Set = NonNullable<ChangeSetPageQuery['changeSet']>;
const EXACT = { exact: true, includeSearch: true } as const;

export function ChangeSetPage(): ReactNode {
  const { id } = useParams({ from: '/lagandringar/$id' });
  const [result, ask] = useQuery({ query: CHANGE_SET, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={16}>
      {({ changeSet }) => (changeSet ? <View key={changeSet.id} of={changeSet} /> : <NotFound />)}
    </Loaded>
  );
}

function View({ of }: { of: Set }): ReactNode {
  const w = useWords(lawWords);
  const { viewer } = useSession();
  return (
    <Page
      wide
      title={w.setTitle(of.source ? nameOf(of.source) : '')}
      kicker={<Link to="/lagandringar">{w.setsTitle}</Link>}
      lead={
        <p>
          {of.edition?.consolidatedTo ? `${w.consolidated(of.edition.consolidatedTo)}. ` : ''}
          {w.readIn} {isoDay(of.madeAt)}.{' '}
          {of.source ? (
            <Link to="/lag/sfs/$number" params={{ number: of.source.designation }}>
              {w.wholeAct}
            </Link>
          ) : null}
        </p>
      }
    >
      <div className="with-side">
        <div className="stack-large">
          <Changes of={of} />
          {viewer ? <ReReviews id={of.id} /> : null}
          <Notices id={of.id} />
        </div>
        <aside className="stack">
          {of.amendments.length ? (
            <section className="card">
              <h2>{w.newActs}</h2>
              <ul className="plain-list">
                {of.amendments.map((one) => (
                  <li key={one.id}>
                    <p>
                      <span className="ref">SFS {one.act}</span>{' '}
                      <span className="soft small">
                        {one.inForceOn ? `${w.inForce} ${one.inForceOn}` : one.inForceUndecided ? w.undecided : w.noDay}
                      </span>
                    </p>
                    {one.title ? <p className="small">{one.title}</p> : null}
                    <Works documents={one.documents} />
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </aside>
      </div>
    </Page>
  );
}

type ChangeList = NonNullable<ChangeSetChangesQuery['changeSet']>['changes'];
type Change = ChangeList['nodes'][number];
const pickChanges = (data: ChangeSetChangesQuery): ChangeList => data.changeSet?.changes ?? NOTHING;

const TONES: Record<Change['kind'], Tone> = {
  ADDED: 'done',
  CHANGED: 'going',
  REPEALED: 'wrong',
  RENUMBERED: 'waiting',
  EDITORIAL: 'calm',
  LAPSED: 'calm',
};

function Changes({ of }: { of: Set }): ReactNode {
  const w = useWords(lawWords);
  const { slag } = useSearch({ from: '/lagandringar/$id' });
  const list = useList(CHANGES, { id: of.id, kinds: slag ? [slag] : undefined }, pickChanges);
  return (
    <section aria-labelledby="andringar">
      <h2 id="andringar" className="law-h">
        {w.changesTitle}
      </h2>
      <nav aria-label={w.changesTitle}>
        <ul className="tabs law-kinds">
          <li>
            <Link to="/lagandringar/$id" params={{ id: of.id }} search={{}} activeOptions={EXACT}>
              {w.allKinds}
            </Link>
          </li>
          {LAW_CHANGES.filter((kind) => of[COUNTED[kind]] > 0 || kind === slag).map((kind) => (
            <li key={kind}>
              <Link to="/lagandringar/$id" params={{ id: of.id }} search={{ slag: kind }} activeOptions={EXACT}>
                {w.kinds[kind]} ({of[COUNTED[kind]]})
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Loaded of={list} again={list.again} lines={16}>
        {() =>
          list.nodes.length ? (
            <ol className="items law-changes">
              {list.nodes.map((one) => (
                <li key={one.id}>
                  <h3 className="item-title">
                    {one.provision ? (
                      <LawLink target={one.provision.key} day={one.effectiveOn}>
                        {one.label}
                      </LawLink>
                    ) : (
                      one.label
                    )}{' '}
                    <Badge tone={TONES[one.kind]}>{w.kind[one.kind]}</Badge>
                  </h3>
                  <div className="item-meta">
                    <span>
                      {one.effectiveOn
                        ? w.effective(one.effectiveOn)
                        : one.effectiveUndecided
                          ? w.effectiveUndecided
                          : w.noDay}
                    </span>
                    {one.act ? <span className="ref">SFS {one.act}</span> : null}
                    {one.toProvision ? (
                      <LawLink target={one.toProvision.key} day={one.effectiveOn}>
                        {w.movedTo(one.toProvision.label)}
                      </LawLink>
                    ) : null}
                  </div>
                  <SideBySide changes={one.diff} before={!!one.before} after={!!one.after} />
                </li>
              ))}
            </ol>
          ) : (
            <p className="empty">{w.changesNone}</p>
          )
        }
      </Loaded>
      <More of={list} />
    </section>
  );
}

type TaskList = NonNullable<ChangeSetReReviewsQuery['changeSet']>['reReviews'];
const pickTasks = (data: ChangeSetReReviewsQuery): TaskList => data.changeSet?.reReviews ?? NOTHING;

/** Texts of the reader's own organisation that somebody is to look at because of it. */
function ReReviews({ id }: { id: string }): ReactNode {
  const w = useWords(lawWords);
  const words = useWords(entryWords);
  const list = useList(RE_REVIEWS, { id }, pickTasks);
  return (
    <section aria-labelledby="omprovning">
      <h2 id="omprovning" className="law-h">
        {w.reReviews}
      </h2>
      <Loaded of={list} again={list.again} lines={4}>
        {() =>
          list.nodes.length ? (
            <ul className="items">
              {list.nodes.map((task) => (
                <li key={task.id}>
                  <p className="item-title">
                    {task.entry ? <EntryLink entry={task.entry} /> : words.taskKind[task.kind]}
                  </p>
                  <div className="item-meta">
                    <Badge tone={task.state === 'DONE' ? 'done' : task.state === 'OBSOLETE' ? 'calm' : 'waiting'}>
                      {w.taskStates[task.state] ?? task.state}
                    </Badge>
                    <span>{words.taskKind[task.kind]}</span>
                    {task.assignee ? <span>{task.assignee.name}</span> : null}
                    {task.dueAt ? <span>{isoDay(task.dueAt)}</span> : null}
                  </div>
                  {task.lawChanges.map((one) => (
                    <p key={one.id} className="small">
                      {w.severity[one.severity]}: {one.message}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{w.reReviewsNone}</p>
          )
        }
      </Loaded>
      <More of={list} />
    </section>
  );
}

type NoticeList = NonNullable<NonNullable<ChangeSetNoticesQuery['changeSet']>['notices']>;
const pickNotices = (data: ChangeSetNoticesQuery): NoticeList => data.changeSet?.notices ?? NOTHING;

/** Who was told, and why others were not: for whoever keeps the catalogue, and auditors. */
function Notices({ id }: { id: string }): ReactNode {
  const w = useWords(lawWords);
  const { has } = useSession();
  const list = useList(NOTICES, { id }, pickNotices, !has('CATALOGUER', 'AUDITOR', 'ADMIN'));
  if (!list.data?.changeSet?.notices) return null;
  return (
    <section>
      <h2 id="besked" className="law-h">
        {w.notices}
      </h2>
      {list.nodes.length ? (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={w.notices}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{w.entry}</th>
                <th scope="col">{w.person}</th>
                <th scope="col">{w.reason}</th>
                <th scope="col">{w.moment}</th>
              </tr>
            </thead>
            <tbody>
              {list.nodes.map((one) => (
                <tr key={one.id}>
                  <td>{one.entry ? <EntryLink entry={one.entry} /> : '–'}</td>
                  <td>{one.person?.name ?? '–'}</td>
                  <td>
                    {w.noticeReason[one.reason]}
                    {one.act ? ` (SFS ${one.act})` : ''}
                  </td>
                  <td className="ref">{isoMoment(one.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="soft">{w.noticesNone}</p>
      )}
      <More of={list} />
    </section>
  );
}

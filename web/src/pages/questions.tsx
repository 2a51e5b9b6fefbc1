import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { graphql } from '../gql';
import type { QuestionListQuery } from '../gql/graphql';
import { QuestionBadge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { QUESTION_STATES } from '../search';
import { useSession } from '../session/session';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { questionWords } from '../words/questions';
import { guidanceWords } from '../words/guidance';
import { shellWords } from '../words/shell';
import { useLanguage, useWords } from '../words/words';

const LIST = graphql(`
  query QuestionList($filter: QuestionFilter, $orderBy: QuestionOrder!, $after: String, $lang: Language!) {
    questions(filter: $filter, orderBy: $orderBy, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        ref
        kind
        title
        state
        dueAt
        submittedAt
        updatedAt
        urgency
        organisation {
          id
          shortName
        }
        unit {
          id
          name
        }
        assignee {
          id
          name
        }
        subjectAreas {
          id
          label(lang: $lang)
        }
      }
    }
  }
`);

const pick = (data: QuestionListQuery): QuestionListQuery['questions'] => data.questions;
const EXACT = { exact: true, includeSearch: true } as const;

export function Questions(): ReactNode {
  const w = useWords(questionWords);
  const words = useWords(entryWords);
  const shell = useWords(shellWords);
  const lang = useLanguage();
  const search = useSearch({ from: '/fragor' });
  const { staff, has, known } = useSession();
  const list = useList(
    LIST,
    {
      filter: { query: search.q, states: search.lage, mine: search.mina },
      orderBy: search.ordning ?? 'UPDATED',
      lang,
    },
    pick,
    !known,
  );
  const narrowed = search.q !== undefined || search.lage !== undefined || search.mina !== undefined;
  return (
    <Page
      title={staff ? w.listTitle : w.listTitleOwn}
      lead={<p>{staff ? w.listLead : w.listLeadOwn}</p>}
      actions={
        has('SUBMITTER') ? (
          <Link className="button" to="/fraga">
            {shell.ask}
          </Link>
        ) : null
      }
    >
      <div className="with-side side-first">
        <section className="filters" aria-label={w.state}>
          <Words key={search.q} initial={search.q ?? ''} />
          <div>
            <h2 className="label">{w.state}</h2>
            <ul>
              <li>
                <Link to="/fragor" search={{ ...search, lage: undefined }} activeOptions={EXACT}>
                  {w.allStates}
                </Link>
              </li>
              {QUESTION_STATES.filter((state) => state !== 'DRAFT' || !staff).map((state) => (
                <li key={state}>
                  <Link to="/fragor" search={{ ...search, lage: [state] }} activeOptions={EXACT}>
                    {words.questionState[state]}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
          <ul>
            <li>
              <Link to="/fragor" search={{ ...search, mina: undefined }} activeOptions={EXACT}>
                {w.everyones}
              </Link>
            </li>
            <li>
              <Link to="/fragor" search={{ ...search, mina: true }} activeOptions={EXACT}>
                {w.mine}
              </Link>
            </li>
          </ul>
        </section>
        <section aria-label={w.listTitle}>
          <div className="list-head">
            <p role="status" className="soft">
              {list.data ? w.found(list.data.questions.totalCount) : ''}
            </p>
            <Order />
          </div>
          <Loaded of={list} again={list.again} lines={14}>
            {() =>
              list.nodes.length ? (
                <ul className="items">
                  {list.nodes.map((one) => (
                    <li key={one.id}>
                      <h2 className="item-title">
                        <EntryLink entry={one} />
                      </h2>
                      <div className="item-meta">
                        <QuestionBadge of={one.state} />
                        {one.urgency === 'URGENT' ? <strong>{words.urgency.URGENT}</strong> : null}
                        <span className="ref">{one.ref}</span>
                        <span>{staff ? one.organisation.shortName : one.unit.name}</span>
                        {one.dueAt && ['IN_PROGRESS', 'AWAITING_INFORMATION', 'SUBMITTED'].includes(one.state) ? (
                          <span>
                            {w.due} {isoDay(one.dueAt)}
                          </span>
                        ) : (
                          <span>
                            {w.changed} {isoDay(one.updatedAt)}
                          </span>
                        )}
                        {one.assignee ? <span>{one.assignee.name}</span> : null}
                      </div>
                    </li>
                  ))}
                </ul>
              ) : (
                <div className="empty">
                  <p>{narrowed ? w.none : w.noneYet}</p>
                  <p>
                    {narrowed ? (
                      <ClearFilters />
                    ) : has('SUBMITTER') ? (
                      <Link to="/fraga">{shell.ask}</Link>
                    ) : (
                      <Link to="/vagledning">{shell.guidance}</Link>
                    )}
                  </p>
                </div>
              )
            }
          </Loaded>
          <More of={list} />
        </section>
      </div>
    </Page>
  );
}

function ClearFilters(): ReactNode {
  const w = useWords(guidanceWords);
  return <Link to="/fragor">{w.clear}</Link>;
}

function Words({ initial }: { initial: string }): ReactNode {
  const w = useWords(questionWords);
  const shell = useWords(shellWords);
  const navigate = useNavigate({ from: '/fragor' });
  const [text, setText] = useState(initial);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: (before) => ({ ...before, q: text.trim() || undefined }) });
  };
  return (
    <form role="search" aria-label={w.searchIn} onSubmit={onSubmit}>
      <label className="label" htmlFor="fragor-ord">
        {w.searchIn}
      </label>
      <div className="row row-tight">
        <input
          id="fragor-ord"
          type="search"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-second">
          {shell.searchButton}
        </button>
      </div>
    </form>
  );
}

function Order(): ReactNode {
  const w = useWords(questionWords);
  const search = useSearch({ from: '/fragor' });
  const navigate = useNavigate({ from: '/fragor' });
  return (
    <label className="order">
      <span>{w.order}</span>
      <select
        value={search.ordning ?? 'UPDATED'}
        onChange={({ target }) =>
          void navigate({
            search: (before) => ({
              ...before,
              ordning: target.value === 'UPDATED' ? undefined : (target.value as 'DUE' | 'SUBMITTED'),
            }),
          })
        }
      >
        {Object.entries(w.orders).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

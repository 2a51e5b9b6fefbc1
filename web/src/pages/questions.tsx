import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graphql } from '../gql';
import type { QuestionListQuery } from '../gql/graphql';
import { QuestionBadge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Choice, Choices, Empty, FilterWords, ListHead, Listed, Narrowing, Order } from '../parts/listing';
import { Page } from '../parts/page';
import { SaveList } from '../parts/save-list';
import { QUESTION_STATES, type QuestionSearch } from '../search';
import { useSession } from '../session/session';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { questionWords } from '../words/questions';
import { guidanceWords } from '../words/guidance';
import { shellWords } from '../words/shell';
import { useLanguage, useWords } from '../words/words';

const LIST = graphql(`
  query QuestionList(
    $filter: QuestionFilter
    $orderBy: QuestionOrder!
    $first: Int! = 20
    $after: String
    $lang: Language!
  ) {
    questions(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
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
export function Questions(): ReactNode {
  const w = useWords(questionWords);
  const words = useWords(entryWords);
  const shell = useWords(shellWords);
  const guidance = useWords(guidanceWords);
  const lang = useLanguage();
  const search = useSearch({ from: '/fragor' });
  const navigate = useNavigate({ from: '/fragor' });
  const set = (part: Partial<QuestionSearch>): void => void navigate({ search: (before) => ({ ...before, ...part }) });
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
        <Narrowing label={w.state}>
          <FilterWords key={search.q} label={w.searchIn} initial={search.q} search={(q) => set({ q })} />
          <Choices title={w.state}>
            <Choice to="/fragor" search={{ ...search, lage: undefined }}>
              {w.allStates}
            </Choice>
            {QUESTION_STATES.filter((state) => state !== 'DRAFT' || !staff).map((state) => (
              <Choice key={state} to="/fragor" search={{ ...search, lage: [state] }}>
                {words.questionState[state]}
              </Choice>
            ))}
          </Choices>
          <Choices>
            <Choice to="/fragor" search={{ ...search, mina: undefined }}>
              {w.everyones}
            </Choice>
            <Choice to="/fragor" search={{ ...search, mina: true }}>
              {w.mine}
            </Choice>
          </Choices>
        </Narrowing>
        <section aria-label={w.listTitle}>
          <ListHead found={list.data && w.found(list.data.questions.totalCount)}>
            <Order
              label={w.order}
              orders={w.orders}
              value={search.ordning ?? 'UPDATED'}
              choose={(order) => set({ ordning: order === 'UPDATED' ? undefined : order })}
            />
            <SaveList
              of={list}
              name="fragor"
              columns={[
                { head: shell.columns.ref, value: (one) => one.ref },
                { head: shell.columns.title, value: (one) => one.title },
                { head: shell.columns.state, value: (one) => words.questionState[one.state] },
                { head: shell.columns.organisation, value: (one) => one.organisation.shortName },
                { head: shell.columns.unit, value: (one) => one.unit.name },
                { head: shell.columns.areas, value: (one) => one.subjectAreas.map(({ label }) => label).join(', ') },
                { head: shell.columns.submitted, value: (one) => one.submittedAt && isoDay(one.submittedAt) },
                { head: shell.columns.due, value: (one) => one.dueAt && isoDay(one.dueAt) },
                { head: shell.columns.handler, value: (one) => one.assignee?.name },
                { head: shell.columns.changed, value: (one) => isoDay(one.updatedAt) },
              ]}
            />
          </ListHead>
          <Listed
            of={list}
            lines={14}
            empty={
              <Empty says={narrowed ? w.none : w.noneYet}>
                {narrowed ? (
                  <Link to="/fragor">{guidance.clear}</Link>
                ) : has('SUBMITTER') ? (
                  <Link to="/fraga">{shell.ask}</Link>
                ) : (
                  <Link to="/vagledning">{shell.guidance}</Link>
                )}
              </Empty>
            }
          >
            {(nodes) => (
              <ul className="items">
                {nodes.map((one) => (
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
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import type { JobListQuery } from '../gql/graphql';
import { Button } from '../parts/button';
import { useList } from '../parts/list';
import { Choice, Empty, Listed, Table } from '../parts/listing';
import { Page } from '../parts/page';
import { say } from '../shell/toasts';
import { adminWords } from '../words/admin';
import { isoMoment } from '../words/dates';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const LIST = graphql(`
  query JobList($state: JobState!, $kind: String, $after: String) {
    jobs(first: 50, state: $state, kind: $kind, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        kind
        state
        attempts
        failure
        createdAt
        failedAt
        finishedAt
        dueAt
      }
    }
  }
`);

const RETRY = graphql(`
  mutation JobRetry($input: JobRetryInput!) {
    jobRetry(input: $input) {
      retried
      userErrors {
        ...Refusal
      }
    }
  }
`);

const pick = (data: JobListQuery): JobListQuery['jobs'] => data.jobs;
export function Jobs(): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const { lage, slag } = useSearch({ from: '/jobb' });
  const state = lage ?? 'DEAD';
  const list = useList(LIST, { state, kind: slag }, pick);
  const [retry, retrying] = useAct(RETRY);
  const again = async (id: string): Promise<void> => {
    const outcome = await retry({ id });
    say(outcome.done ? w.retried : outcome.errors[0]?.message || shell.notSaved, outcome.done ? 'done' : 'wrong');
    list.again();
  };
  return (
    <Page title={w.jobs} lead={<p>{w.jobsLead}</p>}>
      <ul className="tabs">
        {(['DEAD', 'PENDING', 'FINISHED'] as const).map((one) => (
          <Choice key={one} to="/jobb" search={one === 'DEAD' ? {} : { lage: one }}>
            {w.jobStates[one]}
          </Choice>
        ))}
      </ul>
      <Listed of={list} lines={10} empty={<Empty says={state === 'DEAD' ? w.noDead : w.noJobs} />}>
        {(nodes) => (
          <Table label={w.jobs} heads={[w.jobKind, w.created, { numeric: w.attempts }, w.failure, { hidden: w.retry }]}>
            {nodes.map((job) => (
              <tr key={job.id}>
                <th scope="row">
                  <code>{job.kind}</code>
                </th>
                <td>{isoMoment(job.createdAt)}</td>
                <td className="numeric">{job.attempts}</td>
                <td>{job.failure}</td>
                <td>
                  {job.state === 'DEAD' ? (
                    <Button
                      size="medium"
                      variant="secondary"
                      isDisabled={retrying}
                      aria-label={`${w.retry}: ${job.kind}`}
                      onPress={() => void again(job.id)}
                    >
                      {w.retry}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </Page>
  );
}

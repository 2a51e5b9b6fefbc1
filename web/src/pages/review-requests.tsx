import { useState, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import type { ReviewRequestListQuery, ReviewRequestState } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { Button } from '../parts/button';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Empty, Listed } from '../parts/listing';
import { Page } from '../parts/page';
import { say } from '../shell/toasts';
import { adminWords } from '../words/admin';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const LIST = graphql(`
  query ReviewRequestList($after: String) {
    reviewRequests(first: 20, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        version
        act
        state
        reason
        createdAt
        decidedAt
        decisionNote
        proposedAccess
        into {
          id
          ref
          kind
          title
        }
        proposedBy {
          id
          name
        }
        decidedBy {
          id
          name
        }
        entry {
          id
          ref
          kind
          title
        }
        allowedActions {
          action
          blockers {
            code
            message
          }
        }
      }
    }
  }
`);

const ACCEPT = graphql(`
  mutation ReviewRequestAccept($input: ReviewRequestAcceptInput!) {
    reviewRequestAccept(input: $input) {
      reviewRequest {
        id
        state
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const REJECT = graphql(`
  mutation ReviewRequestReject($input: ReviewRequestRejectInput!) {
    reviewRequestReject(input: $input) {
      reviewRequest {
        id
        state
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const WITHDRAW = graphql(`
  mutation ReviewRequestWithdraw($input: ReviewRequestWithdrawInput!) {
    reviewRequestWithdraw(input: $input) {
      reviewRequest {
        id
        state
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const TONES: Record<ReviewRequestState, Tone> = {
  PROPOSED: 'waiting',
  ACCEPTED: 'done',
  REJECTED: 'wrong',
  WITHDRAWN: 'calm',
};

type Request = ReviewRequestListQuery['reviewRequests']['nodes'][number];
const pick = (data: ReviewRequestListQuery): ReviewRequestListQuery['reviewRequests'] => data.reviewRequests;

export function ReviewRequests(): ReactNode {
  const w = useWords(adminWords);
  const list = useList(LIST, {}, pick);
  return (
    <Page title={w.requests} lead={<p>{w.requestsLead}</p>}>
      <Listed of={list} lines={8} empty={<Empty says={w.noRequests} />}>
        {(nodes) => (
          <ul className="items">
            {nodes.map((one) => (
              <Item key={`${one.id}:${one.state}`} of={one} done={list.again} />
            ))}
          </ul>
        )}
      </Listed>
    </Page>
  );
}

function Item({ of, done }: { of: Request; done: () => void }): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const words = useWords(entryWords);
  const [note, setNote] = useState('');
  const [accept, accepting] = useAct(ACCEPT);
  const [reject, rejecting] = useAct(REJECT);
  const [withdraw, withdrawing] = useAct(WITHDRAW);
  const actions = of.allowedActions;
  const may = (action: string): boolean => actions.some((one) => one.action === action && !one.blockers.length);
  const blocked = [...new Set(actions.flatMap(({ blockers }) => blockers.map(({ message }) => message)))];
  const decide = async (yes: boolean): Promise<void> => {
    const outcome = yes
      ? await accept({ id: of.id, expectedVersion: of.version, note: note || undefined })
      : await reject({ id: of.id, expectedVersion: of.version, note });
    say(outcome.done ? w.decided : outcome.errors[0]?.message || shell.notSaved, outcome.done ? 'done' : 'wrong');
    if (outcome.done) done();
  };
  return (
    <li>
      <p className="item-title">
        {w.acts[of.act] ?? of.act}: {of.entry ? <EntryLink entry={of.entry} /> : null}
      </p>
      <div className="item-meta">
        <Badge tone={TONES[of.state]}>{w.requestStates[of.state]}</Badge>
        {of.into ? (
          <span>
            {w.proposedInto} <EntryLink entry={of.into}>{of.into.ref}</EntryLink>
          </span>
        ) : null}
        {of.proposedAccess ? (
          <span>
            {w.proposedAccess}: {words.access[of.proposedAccess]}
          </span>
        ) : null}
        <span>
          {w.proposedBy} {of.proposedBy?.name ?? words.unknownPerson} {isoDay(of.createdAt)}
        </span>
        {of.decidedAt ? (
          <span>
            {w.decidedBy} {of.decidedBy?.name ?? words.unknownPerson} {isoDay(of.decidedAt)}
          </span>
        ) : null}
      </div>
      <p className="task-note">{of.reason}</p>
      {of.decisionNote ? <p className="task-note">{of.decisionNote}</p> : null}
      {blocked.map((message) => (
        <p key={message} className="small soft">
          {message}
        </p>
      ))}
      {may('withdraw') ? (
        <p>
          <Button
            size="medium"
            variant="tertiary"
            isDisabled={withdrawing}
            onPress={() =>
              void withdraw({ id: of.id, expectedVersion: of.version }).then((outcome) => {
                say(
                  outcome.done ? w.requestWithdrawn : outcome.errors[0]?.message || shell.notSaved,
                  outcome.done ? 'done' : 'wrong',
                );
                if (outcome.done) done();
              })
            }
          >
            {w.requestWithdraw}
          </Button>
        </p>
      ) : null}
      {may('accept') || may('reject') ? (
        <div className="stack-tight narrow add">
          <label className="field">
            <span className="label">{w.decisionNote}</span>
            <textarea className="field-plain" rows={2} value={note} onChange={({ target }) => setNote(target.value)} />
          </label>
          <div className="row">
            <Button
              size="medium"
              isDisabled={accepting || rejecting || !may('accept')}
              onPress={() => void decide(true)}
            >
              {w.accept}
            </Button>
            <Button
              size="medium"
              variant="secondary"
              isDisabled={accepting || rejecting || !note.trim()}
              onPress={() => void decide(false)}
            >
              {w.reject}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}

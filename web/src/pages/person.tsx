import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct, type Outcome } from '../api/act';
import { graphql } from '../gql';
import type { PersonPageQuery } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { Button } from '../parts/button';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { UnitAndRole, type UnitRole } from '../parts/unit-role';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { NotFound } from '../shell/trouble';
import { adminWords } from '../words/admin';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const PERSON = graphql(`
  query PersonPage($id: ID!) {
    node(id: $id) {
      __typename
      ... on Person {
        id
        name
        email
        version
        disabledAt
        memberships {
          id
          role
          startedAt
          unit {
            id
            name
          }
          organisation {
            id
            name
          }
        }
      }
    }
  }
`);

const GRANT = graphql(`
  mutation MembershipGrant($input: MembershipGrantInput!) {
    membershipGrant(input: $input) {
      membership {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const END = graphql(`
  mutation MembershipEnd($input: MembershipEndInput!) {
    membershipEnd(input: $input) {
      membership {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const UPDATE = graphql(`
  mutation PersonUpdate($input: PersonUpdateInput!) {
    personUpdate(input: $input) {
      person {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const DISABLE = graphql(`
  mutation PersonDisable($input: PersonDisableInput!) {
    personDisable(input: $input) {
      person {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const ENABLE = graphql(`
  mutation PersonEnable($input: PersonEnableInput!) {
    personEnable(input: $input) {
      person {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

type Shown = Extract<NonNullable<PersonPageQuery['node']>, { __typename: 'Person' }>;

export function PersonPage(): ReactNode {
  const { id } = useParams({ from: '/personer/$id' });
  const [result, ask] = useQuery({ query: PERSON, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={10}>
      {({ node }) =>
        node?.__typename === 'Person' ? <View key={node.version} of={node} again={again} /> : <NotFound />
      }
    </Loaded>
  );
}

function View({ of, again }: { of: Shown; again: () => void }): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const roles = useWords(entryWords).role;
  const { may, viewer } = useSession();
  const [grant, granting] = useAct(GRANT);
  const [end, ending] = useAct(END);
  const [update, updating] = useAct(UPDATE);
  const [disable, disabling] = useAct(DISABLE);
  const [enable, enabling] = useAct(ENABLE);
  const [role, setRole] = useState<UnitRole | null>(null);
  const [name, setName] = useState(of.name);
  const [email, setEmail] = useState(of.email ?? '');
  const told = (outcome: Outcome<unknown>, said: string): void => {
    say(outcome.done ? said : outcome.errors[0]?.message || shell.notSaved, outcome.done ? 'done' : 'wrong');
    again();
  };
  const versioned = { id: of.id, expectedVersion: of.version };
  const onGrant = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (role) told(await grant({ personId: of.id, ...role }), w.granted);
  };
  const onUpdate = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    told(await update({ ...versioned, name, email: email || undefined }), w.saved);
  };
  const self = viewer?.person.id === of.id;
  return (
    <Page
      title={of.name}
      kicker={may('person:list') ? <Link to="/personer">{w.people}</Link> : undefined}
      lead={of.disabledAt ? <Badge tone="wrong">{w.closed}</Badge> : undefined}
    >
      <div className="stack-large narrow">
        <section>
          <h2>{w.roles}</h2>
          {of.memberships.length ? (
            <ul className="items">
              {of.memberships.map((one) => (
                <li key={one.id} className="task">
                  <div className="task-main">
                    <p>
                      <strong>{roles[one.role]}</strong>
                    </p>
                    <p className="soft small">
                      {one.unit?.name}, {one.organisation?.name} {w.since} {isoDay(one.startedAt)}
                    </p>
                  </div>
                  {may('membership:end') ? (
                    <Button
                      size="medium"
                      variant="tertiary"
                      isDisabled={ending}
                      aria-label={`${w.endRole}: ${roles[one.role]}, ${one.unit?.name ?? ''}`}
                      onPress={() => void end({ id: one.id }).then((outcome) => told(outcome, w.ended))}
                    >
                      {w.endRole}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{w.noRoles}</p>
          )}
        </section>
        {may('membership:grant') ? (
          <details className="foldable card">
            <summary>{w.grant}</summary>
            <form className="stack fold-body" onSubmit={(event) => void onGrant(event)}>
              <UnitAndRole change={setRole} />
              <Button type="submit" size="medium" isDisabled={granting || !role}>
                {w.grantDo}
              </Button>
            </form>
          </details>
        ) : null}
        {may('person:invite') && of.email !== null ? (
          <details className="foldable card">
            <summary>{w.edit}</summary>
            <form className="stack fold-body" onSubmit={(event) => void onUpdate(event)}>
              <label className="field">
                <span className="label">{w.name}</span>
                <input
                  className="field-plain"
                  required
                  maxLength={200}
                  value={name}
                  onChange={({ target }) => setName(target.value)}
                />
              </label>
              <label className="field">
                <span className="label">{w.email}</span>
                <input
                  className="field-plain"
                  type="email"
                  required
                  maxLength={320}
                  value={email}
                  onChange={({ target }) => setEmail(target.value)}
                />
              </label>
              <Button type="submit" size="medium" isDisabled={updating}>
                {w.save}
              </Button>
            </form>
          </details>
        ) : null}
        {may('person:disable') && !self ? (
          <p>
            {of.disabledAt ? (
              <Button
                size="medium"
                variant="secondary"
                isDisabled={enabling}
                onPress={() => void enable(versioned).then((outcome) => told(outcome, w.enabled))}
              >
                {w.enable}
              </Button>
            ) : (
              <Button
                size="medium"
                variant="danger"
                isDisabled={disabling}
                onPress={() => {
                  if (window.confirm(w.disableSure))
                    void disable(versioned).then((outcome) => told(outcome, w.disabled));
                }}
              >
                {w.disable}
              </Button>
            )}
          </p>
        ) : null}
      </div>
    </Page>
  );
}

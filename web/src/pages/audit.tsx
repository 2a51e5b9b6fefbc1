import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { AuditTrailQuery } from '../gql/graphql';
import { useList } from '../parts/list';
import { Empty, Listed, Table } from '../parts/listing';
import { Failure } from '../parts/loaded';
import { Page } from '../parts/page';
import { adminWords } from '../words/admin';
import { isoMoment } from '../words/dates';
import { useWords } from '../words/words';
import { isRef } from './entry';

const BY_REF = graphql(`
  query AuditEntry($ref: String!) {
    entry(ref: $ref) {
      id
      ref
      title
    }
  }
`);

const TRAIL = graphql(`
  query AuditTrail($subject: ID, $after: String) {
    auditTrail(first: 50, subject: $subject, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        subject
        seq
        at
        action
        text
        hash
        actor {
          id
          kind
          person {
            id
            name
          }
        }
        organisation {
          id
          shortName
        }
        facts {
          name
          value
        }
      }
    }
  }
`);

const pick = (data: AuditTrailQuery): AuditTrailQuery['auditTrail'] => data.auditTrail;

export function Audit(): ReactNode {
  const w = useWords(adminWords);
  const { om } = useSearch({ from: '/handelser' });
  const navigate = useNavigate({ from: '/handelser' });
  const [text, setText] = useState(om ?? '');
  const byRef = om !== undefined && isRef(om);
  const [entry, findAgain] = useQuery({ query: BY_REF, variables: { ref: om ?? '' }, pause: !byRef });
  const unfound = byRef && !entry.data ? entry.error : undefined;
  const waits = byRef && !entry.data;
  const subject = byRef ? entry.data?.entry?.id : om;
  const missing = byRef && !waits && !subject;
  const list = useList(TRAIL, { subject: subject ?? null }, pick, waits || missing);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: { om: text.trim() || undefined } });
  };
  return (
    <Page title={w.audit} lead={<p>{w.auditLead}</p>}>
      <form role="search" className="audit-about" onSubmit={onSubmit}>
        <label className="label" htmlFor="audit-about">
          {w.auditAbout}
        </label>
        <div className="row row-tight narrow">
          <input
            id="audit-about"
            className="field-plain"
            maxLength={40}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <button type="submit" className="button button-second">
            {w.auditShow}
          </button>
        </div>
        <p className="small soft">{w.auditHint}</p>
      </form>
      {entry.data?.entry && byRef ? <h2 className="audit-title">{entry.data.entry.title}</h2> : null}
      {unfound ? (
        <Failure error={unfound} retry={() => findAgain({ requestPolicy: 'network-only' })} />
      ) : missing ? (
        <Empty says={w.auditNone} />
      ) : (
        <Listed of={list} lines={14} waits={waits} empty={<Empty says={w.auditNone} />}>
          {(nodes) => (
            <Table
              label={w.audit}
              className="audit"
              heads={[{ numeric: w.number }, w.at, w.action, w.actor, w.facts, w.hash]}
            >
              {nodes.map((event) => (
                <tr key={`${event.subject}:${event.seq}`}>
                  <td className="numeric">{event.seq}</td>
                  <td>{isoMoment(event.at)}</td>
                  <th scope="row">
                    {event.text}
                    <small>
                      <code>{event.action}</code>
                    </small>
                  </th>
                  <td>
                    {event.actor.person?.name ?? event.actor.id}
                    {event.organisation ? <small>{event.organisation.shortName}</small> : null}
                  </td>
                  <td>
                    {event.facts.map(({ name, value }) => (
                      <span key={name} className="audit-fact">
                        {name}: {value ?? '–'}
                      </span>
                    ))}
                  </td>
                  <td>
                    <code title={event.hash}>{event.hash.slice(0, 12)}</code>
                  </td>
                </tr>
              ))}
            </Table>
          )}
        </Listed>
      )}
    </Page>
  );
}

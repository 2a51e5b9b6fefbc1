import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import type { GuidancePageQuery, GuidanceStatus } from '../gql/graphql';
import { CitedLaw, LawChanges } from '../law/entry-law';
import { ConclusionMark } from '../parts/badges';
import { Button } from '../parts/button';
import { EntryLink } from '../parts/entry-link';
import { Links } from '../parts/links';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { Prose } from '../parts/prose';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { NotFound } from '../shell/trouble';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { guidanceWords } from '../words/guidance';
import { shellWords } from '../words/shell';
import { useLanguage, useWords } from '../words/words';
import { named } from './entry';
import { Versions } from './guidance-versions';
import './guidance.css';

graphql(`
  fragment GuidanceView on Guidance {
    id
    ref
    kind
    title
    state
    version
    conclusion
    asOf
    reviewBy
    publishedAt
    forWhom
    transitional
    html
    htmlEn: html(lang: en)
    forWhomEn: forWhom(lang: en)
    transitionalEn: transitional(lang: en)
    notMonitored
    watching
    validity {
      status
      message
      reason
      successor {
        id
        ref
        kind
        title
      }
    }
    organisation {
      id
      name
    }
    creditedTo {
      id
      name
    }
    liftedFrom {
      id
      ref
      kind
      title
    }
    subjectAreas {
      id
      key
      label(lang: $lang)
    }
    flags {
      id
      cause
      note
      createdAt
      settledAt
    }
    versions {
      id
      number
      changeNote
      changeWeight
      publishedAt
      state
    }
    links {
      id
      type
      direction
      entry {
        id
        ref
        kind
        title
      }
    }
    allowedActions {
      action
    }
  }
`);

const GUIDANCE = graphql(`
  query GuidancePage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...GuidanceView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...GuidanceView
    }
  }
`);

const WATCH = graphql(`
  mutation Watch($input: WatchInput!) {
    watch(input: $input) {
      entry {
        id
        watching
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const UNWATCH = graphql(`
  mutation Unwatch($input: WatchInput!) {
    unwatch(input: $input) {
      entry {
        id
        watching
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

type Guidance = Extract<NonNullable<GuidancePageQuery['entry']>, { __typename: 'Guidance' }>;

export function GuidancePage(): ReactNode {
  const { ref } = useParams({ from: '/vagledning/$ref' });
  const lang = useLanguage();
  const [result, ask] = useQuery({ query: GUIDANCE, variables: { ...named(ref), lang } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={16}>
      {(data) => {
        const found = data.entry ?? data.node;
        return found?.__typename === 'Guidance' ? <View key={found.id} of={found} again={again} /> : <NotFound />;
      }}
    </Loaded>
  );
}

const TONES: Record<GuidanceStatus, string> = {
  CURRENT: 'notice-done',
  FLAGGED: 'notice-waiting',
  LAW_CHANGED: 'notice-waiting',
  LAW_WILL_CHANGE: '',
  REVIEW_DUE: 'notice-waiting',
  WITHDRAWN: 'notice-wrong',
};

function View({ of, again }: { of: Guidance; again: () => void }): ReactNode {
  const w = useWords(guidanceWords);
  const words = useWords(entryWords);
  const { staff, has } = useSession();
  const { fran, till, sprak } = useSearch({ from: '/vagledning/$ref' });
  const navigate = useNavigate({ from: '/vagledning/$ref' });
  const english = sprak === 'en' && of.htmlEn !== null && of.htmlEn !== undefined;
  const html = english ? of.htmlEn : of.html;
  const forWhom = english ? of.forWhomEn : of.forWhom;
  const transitional = english ? of.transitionalEn : of.transitional;
  const comparing = fran !== undefined && till !== undefined;
  return (
    <article className="guidance">
      <Page
        title={of.title}
        kicker={
          <>
            <Link to="/vagledning">{words.kind.GUIDANCE}</Link> <span className="ref">{of.ref}</span>
          </>
        }
        actions={<Actions of={of} again={again} />}
      >
        {of.validity ? (
          <div className={`notice ${TONES[of.validity.status]}`} role="note">
            <div className="stack-tight">
              <p>
                <strong>{words.validity[of.validity.status]}.</strong> {of.validity.message}
              </p>
              {of.validity.reason ? (
                <p>
                  {w.reason}: {of.validity.reason}
                </p>
              ) : null}
              {of.validity.successor ? (
                <p>
                  {w.successor}: <EntryLink entry={of.validity.successor} />
                </p>
              ) : null}
            </div>
          </div>
        ) : (
          <p className="notice">{w.unpublished}</p>
        )}
        <div className="with-side guidance-body">
          <div className="stack-large">
            {of.conclusion ? (
              <section className="verdict" aria-label={words.conclusionLabel}>
                <ConclusionMark of={of.conclusion} large />
                {forWhom ? (
                  <p>
                    <strong>{w.forWhom}:</strong> {forWhom}
                  </p>
                ) : null}
              </section>
            ) : null}
            {comparing ? (
              <Versions of={of} from={fran} to={till} />
            ) : html ? (
              <section>
                {sprak === 'en' && !english ? <p className="soft">{w.untranslated}</p> : null}
                {english ? <p className="soft">{w.translation}</p> : null}
                <Prose html={html} lang={english ? 'en' : 'sv'} day={of.asOf} />
              </section>
            ) : null}
            {transitional && !comparing ? (
              <section>
                <h2>{w.transitional}</h2>
                <p className="narrow">{transitional}</p>
              </section>
            ) : null}
            <LawChanges entry={of.id} />
            {of.flags.length ? (
              <section>
                <h2>{w.flags}</h2>
                <ul className="prose">
                  {of.flags.map((flag) => (
                    <li key={flag.id}>
                      {isoDay(flag.createdAt)}: {flag.note}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </div>
          <aside className="stack">
            <dl className="facts facts-stacked card">
              {of.asOf ? <Fact name={w.asOf} value={isoDay(of.asOf)} /> : null}
              {of.publishedAt ? <Fact name={w.published} value={isoDay(of.publishedAt)} /> : null}
              {of.reviewBy ? <Fact name={w.reviewBy} value={isoDay(of.reviewBy)} /> : null}
              <Fact name={w.owner} value={of.organisation.name} />
              {of.creditedTo ? <Fact name={w.credited} value={of.creditedTo.name} /> : null}
              {of.subjectAreas.length ? (
                <Fact
                  name={w.areas}
                  value={of.subjectAreas.map((area, i) => (
                    <span key={area.id}>
                      {i ? ', ' : ''}
                      <Link to="/vagledning" search={{ omrade: area.key }}>
                        {area.label}
                      </Link>
                    </span>
                  ))}
                />
              ) : null}
              {of.liftedFrom ? <Fact name={w.liftedFrom} value={<EntryLink entry={of.liftedFrom} />} /> : null}
            </dl>
            {of.htmlEn ? (
              <p>
                <button
                  type="button"
                  className="link"
                  lang={english ? 'sv' : 'en'}
                  onClick={() => void navigate({ search: { sprak: english ? undefined : 'en' }, params: true })}
                >
                  {english ? w.inSwedish : w.inEnglish}
                </button>
              </p>
            ) : null}
            {of.versions.length ? (
              <section className="card">
                <h2>{w.versions}</h2>
                <ol className="versions" reversed>
                  {of.versions.map((version, i) => {
                    const before = of.versions[i + 1];
                    return (
                      <li key={version.id}>
                        <p>
                          <strong>{w.version(version.number)}</strong>{' '}
                          <span className="soft">{version.publishedAt ? isoDay(version.publishedAt) : ''}</span>
                        </p>
                        {version.changeNote ? <p className="small">{version.changeNote}</p> : null}
                        {before ? (
                          <p className="small no-print">
                            <Link
                              to="/vagledning/$ref"
                              params={{ ref: of.ref ?? of.id }}
                              search={{ fran: before.number, till: version.number }}
                            >
                              {w.compareWith(before.number, version.number)}
                            </Link>
                          </p>
                        ) : null}
                      </li>
                    );
                  })}
                </ol>
              </section>
            ) : null}
            <CitedLaw
              entry={of.id}
              revision={of.versions.find(({ state }) => state === 'PUBLISHED')?.id}
              day={of.asOf}
            />
            <Links of={of.links.filter(({ type }) => type !== 'LIFTED_FROM')} title={w.related} />
            <p className="small soft">{of.notMonitored}</p>
            {has('SUBMITTER') && !staff ? (
              <p className="no-print">
                <Link to="/fraga">{w.asksToo}</Link>
              </p>
            ) : null}
          </aside>
        </div>
      </Page>
    </article>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Actions({ of, again }: { of: Guidance; again: () => void }): ReactNode {
  const w = useWords(guidanceWords);
  const shell = useWords(shellWords);
  const { viewer, staff } = useSession();
  const [watch, watching] = useAct(WATCH);
  const [unwatch, unwatching] = useAct(UNWATCH);
  const toggle = async (): Promise<void> => {
    const outcome = await (of.watching ? unwatch : watch)({ entry: of.id });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(of.watching ? w.notWatching : w.watching);
    again();
  };
  const cite = async (): Promise<void> => {
    const text = citation(of, w.by);
    try {
      await navigator.clipboard.writeText(text);
      say(w.cited);
    } catch {
      say(w.citedByHand(text), 'wrong');
    }
  };
  return (
    <>
      {staff && of.allowedActions.length ? (
        <Link className="button button-second" to="/arbete/$ref" params={{ ref: of.ref ?? of.id }}>
          {w.work}
        </Link>
      ) : null}
      {viewer ? (
        <Button variant="secondary" size="medium" onPress={toggle} isDisabled={watching || unwatching}>
          {of.watching ? w.unwatch : w.watch}
        </Button>
      ) : null}
      {of.ref ? (
        <Button variant="secondary" size="medium" onPress={cite}>
          {w.cite}
        </Button>
      ) : null}
      <Button variant="secondary" size="medium" onPress={() => window.print()}>
        {w.print}
      </Button>
    </>
  );
}

/** As one cites it in an official memo: who, title, reference and version, the day of the law, where. */
export function citation(
  of: { ref?: string | null; title: string; asOf?: string | null; versions: { number: number }[] },
  by: string,
): string {
  const version = of.versions[0] ? `, version ${of.versions[0].number}` : '';
  const asOf = of.asOf ? `, rättsläget per ${of.asOf}` : '';
  return `${by}, ${of.title}, vägledning ${of.ref}${version}${asOf}, ${location.origin}/vagledning/${of.ref}`;
}

import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { BOARD, DOSSIERS_AT } from '../advocacy/advocacy.operations';
import { DossierCard } from '../advocacy/dossier-card';
import { DOSSIER_MUTATIONS } from '../advocacy/dossier-mutations';
import { NewThing } from '../advocacy/new-thing';
import { AdvocacyTabs } from '../advocacy/tabs';
import { optionsOf } from '../barriers/barrier-acts';
import type { DossiersAtQuery, DossierStageKind } from '../gql/graphql';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { DOSSIER_STATES } from '../search';
import { useSession } from '../session/session';
import { advocacyWords } from '../words/advocacy';
import { useWords } from '../words/words';

const FEW = 5;

/** Dossiers by the stage they have come to. */
export function Advocacy(): ReactNode {
  const w = useWords(advocacyWords);
  const { may } = useSession();
  const search = useSearch({ from: '/paverkan' });
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>} wide>
      <AdvocacyTabs />
      {may('dossier:open') ? (
        <NewThing
          label={w.openDossier}
          create={w.create}
          document={DOSSIER_MUTATIONS.dossierOpen}
          thing="dossier"
          fields={[
            { name: 'title', kind: 'line', label: w.acts.title, required: true },
            { name: 'type', kind: 'choice', label: w.acts.type, options: optionsOf(w.dossierType), initial: 'STATUTE' },
            { name: 'summary', kind: 'text', label: w.acts.summary },
            { name: 'subjectAreas', kind: 'areas', label: w.areas },
            { name: 'ministry', kind: 'organisation', label: w.ministry },
            { name: 'stage', kind: 'pick', label: w.firstStage, options: optionsOf(w.stage), part: w.firstStage },
            { name: 'date', kind: 'date', label: w.acts.date, required: true, when: (v) => Boolean(v.stage) },
            {
              name: 'document',
              kind: 'document',
              label: w.acts.document,
              when: (v) => Boolean(v.stage),
            },
            { name: 'link', kind: 'line', label: w.acts.link, help: w.acts.linkHelp, when: (v) => Boolean(v.stage) },
            { name: 'provisions', kind: 'provisions', label: w.provisions, when: (v) => Boolean(v.stage) },
          ]}
          shape={({ stage, date, document, link, provisions, ...rest }) =>
            stage ? { ...rest, firstStage: { stage, date, document, link, provisions } } : rest
          }
        />
      ) : null}
      <Filters key={search.q} />
      {search.steg ? <Stage of={search.steg} /> : <Board />}
    </Page>
  );
}

function Board(): ReactNode {
  const w = useWords(advocacyWords);
  const search = useSearch({ from: '/paverkan' });
  const [result, ask] = useQuery({
    query: BOARD,
    variables: { filter: { query: search.q, states: search.lage && [search.lage] }, cards: FEW },
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={14}>
      {({ dossierBoard }) => {
        const columns = dossierBoard.columns.filter(({ count }) => count > 0);
        return columns.length ? (
          <div className="board">
            {columns.map((column) => (
              <section key={column.stage} className="board-column" aria-labelledby={`steg-${column.stage}`}>
                <h2 id={`steg-${column.stage}`}>
                  {w.stage[column.stage]} <span className="soft">{column.count}</span>
                </h2>
                <ul>
                  {column.cards.map((card) => (
                    <DossierCard key={card.id} of={card} />
                  ))}
                </ul>
                {column.count > column.cards.length ? (
                  <p className="more">
                    <Link to="/paverkan" search={{ ...search, steg: column.stage }}>
                      {w.more(column.count)}
                    </Link>
                  </p>
                ) : null}
              </section>
            ))}
          </div>
        ) : (
          <Nothing />
        );
      }}
    </Loaded>
  );
}

const pick = (data: DossiersAtQuery): DossiersAtQuery['dossiers'] => data.dossiers;

/** One column of the board, all of it. */
function Stage({ of }: { of: DossierStageKind }): ReactNode {
  const w = useWords(advocacyWords);
  const search = useSearch({ from: '/paverkan' });
  const states = search.lage ? [search.lage] : (['OPEN', 'RESTING'] as const);
  const list = useList(DOSSIERS_AT, { filter: { query: search.q, states: [...states], stages: [of] } }, pick);
  return (
    <section aria-labelledby="steg">
      <h2 id="steg">
        {w.stageListed(w.stage[of])} <span className="soft">{list.data?.dossiers.totalCount}</span>
      </h2>
      <p>
        <Link to="/paverkan" search={{ ...search, steg: undefined }}>
          {w.boardWhole}
        </Link>
      </p>
      <Loaded of={list} again={list.again} lines={14}>
        {() =>
          list.nodes.length ? (
            <ul className="stage-list">
              {list.nodes.map((one) => (
                <DossierCard key={one.id} of={one} />
              ))}
            </ul>
          ) : (
            <Nothing />
          )
        }
      </Loaded>
      <More of={list} />
    </section>
  );
}

function Nothing(): ReactNode {
  const w = useWords(advocacyWords);
  const search = useSearch({ from: '/paverkan' });
  const narrowed = search.q !== undefined || search.lage !== undefined || search.steg !== undefined;
  return (
    <div className="empty">
      <p>{narrowed ? w.none : w.boardNone}</p>
      {narrowed ? (
        <p>
          <Link to="/paverkan">{w.clear}</Link>
        </p>
      ) : null}
    </div>
  );
}

function Filters(): ReactNode {
  const w = useWords(advocacyWords);
  const search = useSearch({ from: '/paverkan' });
  const navigate = useNavigate({ from: '/paverkan' });
  const [text, setText] = useState(search.q ?? '');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: (before) => ({ ...before, q: text.trim() || undefined }) });
  };
  return (
    <form role="search" aria-label={w.tabs.board} className="list-head filter-row" onSubmit={onSubmit}>
      <div className="row">
        <label className="order">
          <span>{w.search}</span>
          <input type="search" maxLength={200} value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        <button type="submit" className="button button-second">
          {w.show}
        </button>
        {search.steg ? (
          <Link to="/paverkan" search={{ ...search, steg: undefined }}>
            {w.clear}
          </Link>
        ) : null}
      </div>
      <label className="order">
        <span>{w.stateLabel}</span>
        <select
          value={search.lage ?? ''}
          onChange={({ target }) => {
            const lage = DOSSIER_STATES.find((one) => one === target.value);
            void navigate({ search: (before) => ({ ...before, lage }) });
          }}
        >
          <option value="">{w.all}</option>
          {DOSSIER_STATES.map((one) => (
            <option key={one} value={one}>
              {w.dossierState[one]}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

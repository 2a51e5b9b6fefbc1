import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { useAct, type UserError } from '../api/act';
import { Autosave, type Saving } from '../drafts/autosave';
import { MergeView } from '../drafts/merge-view';
import { SaveLine } from '../drafts/save-line';
import { useAutosave } from '../drafts/use-autosave';
import { graphql } from '../gql';
import type { ChangeWeight, RevisionViewFragment, ThreadFragment } from '../gql/graphql';
import { CitedArea } from '../law/cited-area';
import { CitedList, useCitedHint } from '../law/cited-list';
import { useCitedText } from '../law/cited-text';
import { Beside } from '../pages/work-aside';
import { Approvals } from '../pages/work-review';
import { reveal, useRemarkPlaces } from '../pages/remark-places';
import { Remarks } from '../pages/work-remarks';
import { Changes, usualComparison, useRounds, type Compared } from '../pages/work-rounds';
import { PREVIEW, REVISION_DRAFT, REVISION_EDIT } from '../pages/work.operations';
import { RevisionBadge } from '../parts/badges';
import { Button } from '../parts/button';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { Prose } from '../parts/prose';
import { useRevisionActs } from '../revisions/revision-acts';
import { useSession } from '../session/session';
import { useRested } from '../shell/suggest';
import { say } from '../shell/toasts';
import { lawWords } from '../words/law';
import { questionWords } from '../words/questions';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useWords } from '../words/words';

const LONGEST_PREVIEW = 50_000;

interface TextValues {
  body: string;
  changeNote: string;
  changeWeight: ChangeWeight;
}

const valuesOf = (of: RevisionViewFragment): TextValues => ({
  body: of.body,
  changeNote: of.changeNote ?? '',
  changeWeight: of.changeWeight,
});

const translationOf = ({ conclusion, asOf, reviewBy }: RevisionViewFragment) =>
  ({ language: 'en', conclusion, asOf, reviewBy }) as const;

const OPEN_TEXTS = graphql(`
  query OpenTexts($entry: ID!) {
    node(id: $entry) {
      ... on Entry {
        id
        revisions {
          ...RevisionView
        }
      }
    }
  }
`);

/** Saved as it is written; what two people write at once is brought together here, and nothing of it is let go. */
export function TextEditor({
  entry,
  slot,
  translates,
  revision,
  published,
  remarks,
  close,
  refresh,
}: {
  entry: string;
  slot: string;
  /** The Swedish text that this is the English of; what it concludes holds for both. */
  translates?: RevisionViewFragment;
  revision: RevisionViewFragment | null;
  published: RevisionViewFragment | null;
  remarks: ThreadFragment[];
  close: () => void;
  /** Reads the thing anew, while the writing goes on. */
  refresh: () => void;
}): ReactNode {
  const w = useWords(workWords);
  const acts = useRevisionActs();
  const q = useWords(questionWords);
  const shell = useWords(shellWords);
  const law = useWords(lawWords);
  const { viewer } = useSession();
  const client = useClient();
  const id = useId();
  const language = translates ? 'en' : 'sv';
  const [draft] = useAct(REVISION_DRAFT);
  const [edit] = useAct(REVISION_EDIT);
  const [here, setHere] = useState(revision);
  const [view, setView] = useState<'write' | 'changes'>('write');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<UserError[]>([]);
  const box = useRef<HTMLTextAreaElement>(null);

  const store = async (
    changed: Partial<TextValues>,
    whole: TextValues,
    version: number | null,
    known: string | undefined,
    personalData?: PersonalDataDecision,
  ): Promise<Saving<TextValues> & { stored?: RevisionViewFragment }> => {
    const outcome =
      known && version !== null
        ? await edit({ id: known, expectedVersion: version, ...changed, personalData })
        : await draft({ entry, slot, ...whole, ...(translates ? translationOf(translates) : {}), personalData });
    const stored = outcome.payload?.revision ?? undefined;
    if (outcome.done && stored) {
      setHere(stored);
      return { kind: 'saved', version: stored.version, stored };
    }
    if (!outcome.done && outcome.lost) return { kind: 'lost' };
    const code = outcome.errors[0]?.code;
    // Somebody began the same text meanwhile: that is two who write at once, too.
    const theirs = stored ?? (code === 'REVISION_ALREADY_OPEN' ? await openOf() : undefined);
    if ((code === 'CONFLICT' || code === 'REVISION_ALREADY_OPEN') && theirs) {
      setHere(theirs);
      return { kind: 'conflict', version: theirs.version, theirs: valuesOf(theirs), stored: theirs };
    }
    return { kind: 'refused', errors: outcome.errors };
  };
  const openOf = async (): Promise<RevisionViewFragment | undefined> => {
    const { data } = await client.query(OPEN_TEXTS, { entry }, { requestPolicy: 'network-only' }).toPromise();
    const all = data?.node && 'revisions' in data.node ? data.node.revisions : [];
    return all.find(
      (one) =>
        one.slot === slot &&
        one.language === language &&
        ['DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED'].includes(one.state),
    );
  };
  const [saver, state] = useAutosave(() => {
    let known = revision?.id;
    const autosave: Autosave<TextValues> = new Autosave<TextValues>({
      person: viewer?.person.id ?? '',
      key: `text:${entry}:${slot}${translates ? ':en' : ''}`,
      saved: revision ? { values: valuesOf(revision), version: revision.version } : null,
      empty: { body: published?.body ?? '', changeNote: '', changeWeight: 'MAJOR' },
      send: async (changed, version) => {
        const saving = await store(changed, autosave.current, version, known);
        known = saving.stored?.id ?? known;
        return saving;
      },
    });
    return autosave;
  });
  const [values, setValues] = useState<TextValues>(() => saver.current);
  const set = (change: Partial<TextValues>): void => {
    const next = { ...saver.current, ...change };
    setValues(next);
    saver.change(next);
  };
  // Another window, or a colleague, wrote while nothing was being written here.
  useEffect(() => {
    if (!revision || !saver.renew(valuesOf(revision), revision.version)) return;
    setHere(revision);
    setValues(saver.current);
  }, [revision, saver]);
  useEffect(() => box.current?.focus(), []);
  const { cited, asked } = useCitedText(values.body, null);
  const hint = useCitedHint(cited);
  const places = useRemarkPlaces(remarks, values.body);
  const { rounds } = useRounds(here);
  const other = published && published.id !== here?.id ? published : null;
  const [comparing, setComparing] = useState<Compared | null>(null);
  const compared = comparing ?? (here ? usualComparison(rounds, here.state, other !== null) : null);

  const wrong = [...errors, ...state.errors];
  const personal = wrong.find(isPersonal);
  const decide = async (personalData: PersonalDataDecision): Promise<void> => {
    setBusy(true);
    const saving = await store(saver.current, saver.current, saver.currentVersion, here?.id, personalData);
    setBusy(false);
    if (saving.kind === 'saved' && saving.stored) {
      const stored = valuesOf(saving.stored);
      saver.replace(stored, saving.version);
      setValues(stored);
      setErrors([]);
    } else if (saving.kind === 'refused') setErrors(saving.errors);
    else say(shell.notSaved, 'wrong');
  };

  return (
    <div
      className="stack"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        void saver.flush();
      }}
    >
      <div className="text-head">
        {here ? <RevisionBadge of={here.state} /> : null}
        {compared ? (
          <fieldset className="view-choice">
            <legend className="visually-hidden">{w.view}</legend>
            {(['write', 'changes'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name={`${id}-view`} checked={view === one} onChange={() => setView(one)} />
                {w[one]}
              </label>
            ))}
          </fieldset>
        ) : null}
      </div>
      {here ? <Approvals of={here} /> : null}
      {state.conflict ? (
        <MergeView
          busy={busy}
          fields={(['body', 'changeNote'] as const).map((name) => ({
            name,
            label: w[name],
            base: state.conflict!.base[name],
            mine: state.conflict!.mine[name],
            theirs: state.conflict!.theirs[name],
          }))}
          use={(merged) => {
            const next = { ...state.conflict!.mine, ...(merged as Partial<TextValues>) };
            setValues(next);
            void saver.resolve(next);
          }}
        />
      ) : saver.mayStartOver ? (
        <p className="notice">
          {q.restored}{' '}
          <button type="button" className="link" onClick={() => setValues(saver.startOver())}>
            {q.startOver}
          </button>
        </p>
      ) : null}
      {wrong
        .filter((one) => one !== personal)
        .map(({ code, message }) => (
          <p key={code} className="notice notice-wrong" role="alert">
            {message || shell.notSaved}
          </p>
        ))}
      {personal ? (
        <PersonalData error={personal} mayKeep={false} decide={(decision) => void decide(decision)} busy={busy} />
      ) : null}
      {view === 'changes' && here && compared ? (
        <Changes
          revision={here}
          rounds={rounds}
          published={other}
          now={values.body}
          compared={compared}
          choose={setComparing}
        />
      ) : (
        <div className="text-panes">
          <div className="field">
            <label className="label" htmlFor={`${id}-body`}>
              {w.body}
            </label>
            <span id={`${id}-help`} className="field-help">
              {w.bodyHelp}
            </span>
            <CitedArea
              id={`${id}-body`}
              box={box}
              aria-describedby={`${id}-help`}
              maxLength={200_000}
              lang={language}
              value={values.body}
              cited={cited}
              change={(body) => set({ body })}
            />
          </div>
          <Preview text={values.body} lang={language} />
        </div>
      )}
      {published ? (
        <div className="editor-fields">
          <label className="field field-wide">
            <span className="label">{w.changeNote}</span>
            <input
              className="field-plain"
              value={values.changeNote}
              onChange={({ target }) => set({ changeNote: target.value })}
            />
          </label>
          <label className="field">
            <span className="label">{w.changeWeight}</span>
            <select
              className="field-plain"
              value={values.changeWeight}
              onChange={({ target }) => set({ changeWeight: target.value as ChangeWeight })}
            >
              <option value="MAJOR">{w.major}</option>
              <option value="MINOR">{w.minor}</option>
            </select>
          </label>
        </div>
      ) : null}
      <Beside title={law.citedTitle} hint={hint}>
        <CitedList
          cited={cited}
          asked={asked}
          day={null}
          show={(place) => {
            setView('write');
            requestAnimationFrame(() => reveal(box.current, place));
          }}
          replace={({ start, end }, said) => {
            const { body } = saver.current;
            set({ body: body.slice(0, start) + said + body.slice(end) });
            setView('write');
            requestAnimationFrame(() => reveal(box.current, { start, end: start + said.length }));
          }}
        />
      </Beside>
      <SaveLine of={state} />
      <div className="text-actions">
        {here ? (
          <ActBar
            allowed={here.allowedActions}
            acts={acts}
            id={here.id}
            version={() => saver.currentVersion ?? here.version}
            before={async () => {
              const saved = await saver.flush();
              if (!saved) say(w.saveFirst, 'wrong');
              return saved;
            }}
            moved={refresh}
            done={() => {
              saver.end();
              close();
            }}
          />
        ) : null}
        <p>
          <Button
            size="medium"
            variant="tertiary"
            onPress={() =>
              void saver.flush().then((saved) => {
                // What lies in this browser waits for the server there: one may go on with something else.
                if (!saved && saver.state.status !== 'offline') return say(w.saveFirst, 'wrong');
                if (!saved) say(q.saveOffline, 'wrong');
                close();
              })
            }
          >
            {w.closeEditor}
          </Button>
        </p>
      </div>
      {remarks.length ? (
        <Remarks
          of={remarks}
          rounds={rounds}
          stands={places.stands}
          show={({ id: remark }) => {
            const place = places.placeOf(remark);
            setView('write');
            if (place) requestAnimationFrame(() => reveal(box.current, place));
          }}
        />
      ) : null}
    </div>
  );
}

/** As the reader will see it, made by the server: the same Markdown, the same allow-list. */
function Preview({ text, lang }: { text: string; lang: 'sv' | 'en' }): ReactNode {
  const w = useWords(workWords);
  const id = useId();
  const rested = useRested(text, 400);
  const long = rested.length > LONGEST_PREVIEW;
  const [{ data }] = useQuery({ query: PREVIEW, variables: { text: rested }, pause: !rested.trim() || long });
  return (
    <section className="text-preview" aria-labelledby={id}>
      <p id={id} className="label">
        {w.preview}
      </p>
      {long ? (
        <p className="soft">{w.previewLong}</p>
      ) : rested.trim() && data ? (
        <Prose html={data.textPreview} lang={lang} />
      ) : (
        <p className="soft">{w.previewEmpty}</p>
      )}
    </section>
  );
}

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ActBar } from '../acts/act-bar';
import { useAct, type UserError } from '../api/act';
import { Autosave, type Saving } from '../drafts/autosave';
import { MergeView } from '../drafts/merge-view';
import { SaveLine } from '../drafts/save-line';
import { useAutosave } from '../drafts/use-autosave';
import type { ChangeWeight, Conclusion, RevisionViewFragment, ThreadFragment } from '../gql/graphql';
import { CitedArea } from '../law/cited-area';
import { CitedList, useCitedHint } from '../law/cited-list';
import { useCitedText } from '../law/cited-text';
import { RevisionBadge } from '../parts/badges';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { useRevisionActs } from '../revisions/revision-acts';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { entryWords } from '../words/entries';
import { lawWords } from '../words/law';
import { questionWords } from '../words/questions';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import type { Worked } from './work';
import { Preview } from './text-preview';
import { Beside } from './work-aside';
import { Approvals } from './work-review';
import { reveal, useRemarkPlaces } from './remark-places';
import { Remarks } from './work-remarks';
import { Changes, usualComparison, useRounds, type Compared } from './work-rounds';
import { REVISION_DRAFT, REVISION_EDIT } from './work.operations';

interface TextValues {
  title: string;
  body: string;
  conclusion: Conclusion | '';
  forWhom: string;
  asOf: string;
  reviewBy: string;
  transitional: string;
  changeNote: string;
  changeWeight: ChangeWeight;
}

const valuesOf = (of: RevisionViewFragment | null): TextValues => ({
  title: of?.title ?? '',
  body: of?.body ?? '',
  conclusion: of?.conclusion ?? '',
  forWhom: of?.forWhom ?? '',
  asOf: of?.asOf ?? '',
  reviewBy: of?.reviewBy ?? '',
  transitional: of?.transitional ?? '',
  changeNote: of?.changeNote ?? '',
  changeWeight: of?.changeWeight ?? 'MAJOR',
});

const orNull = (values: Partial<TextValues>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === '' && name !== 'body' ? null : value]),
  );

/** The conclusion comes with a text that is concluded; a new one of a published guidance begins from what that says. */
function beginning(published: RevisionViewFragment | null): TextValues {
  return { ...valuesOf(published), changeNote: '', changeWeight: 'MAJOR' };
}

export function Editor({
  of,
  title,
  revision,
  published,
  remarks,
  again,
  refresh,
}: {
  of: Worked;
  title: string;
  revision: RevisionViewFragment | null;
  published: RevisionViewFragment | null;
  remarks: ThreadFragment[];
  /** The writing is over. */
  again: () => void;
  /** Reads the thing anew, while the writing goes on. */
  refresh: () => void;
}): ReactNode {
  const w = useWords(workWords);
  const q = useWords(questionWords);
  const shell = useWords(shellWords);
  const words = useWords(entryWords);
  const law = useWords(lawWords);
  const { viewer } = useSession();
  const acts = useRevisionActs();
  const [draft] = useAct(REVISION_DRAFT);
  const [edit] = useAct(REVISION_EDIT);
  const [here, setHere] = useState(revision);
  const [view, setView] = useState<'write' | 'preview' | 'changes'>('write');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<UserError[]>([]);
  const box = useRef<HTMLTextAreaElement>(null);
  const { rounds } = useRounds(here);
  const other = published && published.id !== here?.id ? published : null;
  const [comparing, setComparing] = useState<Compared | null>(null);
  const compared = comparing ?? (here ? usualComparison(rounds, here.state, other !== null) : null);
  const guidance = of.__typename === 'Guidance';

  const store = async (
    changed: Partial<TextValues>,
    whole: TextValues,
    version: number | null,
    id: string | undefined,
    personalData?: PersonalDataDecision,
  ): Promise<Saving<TextValues> & { stored?: RevisionViewFragment }> => {
    const outcome =
      id && version !== null
        ? await edit({ id, expectedVersion: version, ...orNull(changed), personalData })
        : await draft({ entry: of.id, ...(orNull(whole) as { body: string }), personalData });
    const stored = outcome.payload?.revision ?? undefined;
    if (outcome.done && stored) {
      setHere(stored);
      return { kind: 'saved', version: stored.version, stored };
    }
    if (!outcome.done && outcome.lost) return { kind: 'lost' };
    if (outcome.errors[0]?.code === 'CONFLICT' && stored) {
      setHere(stored);
      return { kind: 'conflict', version: stored.version, theirs: valuesOf(stored) };
    }
    return { kind: 'refused', errors: outcome.errors };
  };
  const [values, setValues] = useState<TextValues>(valuesOf(revision));
  const [saver, state] = useAutosave(() => {
    let id = revision?.id;
    const autosave: Autosave<TextValues> = new Autosave<TextValues>({
      person: viewer?.person.id ?? '',
      key: `text:${of.id}`,
      saved: revision ? { values: valuesOf(revision), version: revision.version } : null,
      empty: beginning(published),
      send: async (changed, version) => {
        const saving = await store(changed, autosave.current, version, id);
        id = saving.stored?.id ?? id;
        return saving;
      },
    });
    return autosave;
  });
  useEffect(() => setValues(saver.current), [saver]);
  // Another window, or a colleague, wrote while nothing was being written here.
  useEffect(() => {
    if (!revision || !saver.renew(valuesOf(revision), revision.version)) return;
    setHere(revision);
    setValues(saver.current);
  }, [revision, saver]);
  const set = (change: Partial<TextValues>): void => {
    const next = { ...saver.current, ...change };
    setValues(next);
    saver.change(next);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void saver.flush();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [saver]);

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
  const concluded = of.__typename === 'Question' || guidance;
  const day = values.asOf || null;
  const { cited, asked } = useCitedText(values.body, day);
  const hint = useCitedHint(cited);
  const places = useRemarkPlaces(remarks, values.body);

  return (
    <div className="stack">
      <div className="text-head">
        <h2>{title}</h2>
        {here ? <RevisionBadge of={here.state} /> : null}
        <fieldset className="view-choice" data-keys="v">
          <legend className="visually-hidden">{w.view}</legend>
          {(['write', 'preview', ...(compared ? (['changes'] as const) : [])] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="view" checked={view === one} onChange={() => setView(one)} />
              {w[one]}
            </label>
          ))}
        </fieldset>
      </div>
      {here ? <Approvals of={here} /> : null}
      {state.conflict ? (
        <MergeView
          busy={busy}
          fields={(['title', 'body', 'forWhom', 'transitional', 'changeNote'] as const).map((name) => ({
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
        <PersonalData
          error={personal}
          mayKeep={of.__typename === 'Question' && of.access === 'RESTRICTED'}
          decide={(decision) => void decide(decision)}
          busy={busy}
        />
      ) : null}
      <div className="editor" hidden={view !== 'write'}>
        {concluded ? (
          <div className="editor-fields">
            <label className="field">
              <span className="label">{w.conclusion}</span>
              <select
                className="field-plain"
                value={values.conclusion}
                onChange={({ target }) => set({ conclusion: target.value as Conclusion | '' })}
              >
                <option value="">{w.chooseConclusion}</option>
                {Object.entries(words.conclusion).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              <span className="label">{w.asOf}</span>
              <input
                type="date"
                className="field-plain"
                value={values.asOf}
                onChange={({ target }) => set({ asOf: target.value })}
              />
            </label>
            {guidance ? (
              <label className="field">
                <span className="label">{w.reviewBy}</span>
                <input
                  type="date"
                  className="field-plain"
                  value={values.reviewBy}
                  onChange={({ target }) => set({ reviewBy: target.value })}
                />
              </label>
            ) : null}
            <label className="field field-wide">
              <span className="label">{w.forWhom}</span>
              <input
                className="field-plain"
                maxLength={1_000}
                value={values.forWhom}
                onChange={({ target }) => set({ forWhom: target.value })}
              />
            </label>
            {guidance ? (
              <label className="field field-wide">
                <span className="label">{w.title}</span>
                <input
                  className="field-plain"
                  maxLength={300}
                  placeholder={of.title}
                  value={values.title}
                  onChange={({ target }) => set({ title: target.value })}
                />
              </label>
            ) : null}
          </div>
        ) : null}
        <label className="label" htmlFor="text-body">
          {w.body}
        </label>
        <CitedArea
          data-keys="e"
          id="text-body"
          box={box}
          aria-describedby="text-help"
          maxLength={200_000}
          lang="sv"
          value={values.body}
          cited={cited}
          change={(body) => set({ body })}
        />
        <div className="editor-foot">
          <p id="text-help" className="small soft">
            {w.bodyHelp}
          </p>
        </div>
        {guidance ? (
          <label className="field">
            <span className="label">{w.transitional}</span>
            <textarea
              className="field-plain"
              rows={3}
              maxLength={10_000}
              value={values.transitional}
              onChange={({ target }) => set({ transitional: target.value })}
            />
          </label>
        ) : null}
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
      </div>
      <Beside title={law.citedTitle} hint={hint}>
        <CitedList
          cited={cited}
          asked={asked}
          day={day}
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
      {view === 'preview' ? <Preview text={values.body} /> : null}
      {view === 'changes' && here && compared ? (
        <Changes
          revision={here}
          rounds={rounds}
          published={other}
          now={values.body}
          compared={compared}
          choose={setComparing}
        />
      ) : null}
      <SaveLine of={state} />
      {here ? (
        <div className="text-actions">
          <ActBar
            keys="u"
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
              again();
            }}
          />
        </div>
      ) : null}
      {remarks.length ? (
        <Remarks
          of={remarks}
          rounds={rounds}
          stands={places.stands}
          show={({ id }) => {
            const place = places.placeOf(id);
            setView('write');
            if (place) requestAnimationFrame(() => reveal(box.current, place));
          }}
        />
      ) : null}
    </div>
  );
}

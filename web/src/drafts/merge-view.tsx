import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '../parts/button';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';
import { merge, type Stretch } from './merge';
import './merge.css';

type Choice = 'mine' | 'theirs' | 'both';

const joined = (stretches: Stretch[], choices: Choice[]): string => {
  let at = 0;
  return stretches
    .map((stretch) => {
      if (stretch.kind === 'agreed') return stretch.text;
      const choice = choices[at++] ?? 'both';
      if (choice === 'both') return `${ended(stretch.mine)}${stretch.theirs}`;
      return stretch[choice];
    })
    .join('');
};
const ended = (text: string): string => (text && !text.endsWith('\n') ? `${text}\n` : text);

export interface MergeField {
  name: string;
  label: string;
  base: string;
  mine: string;
  theirs: string;
}

/** What two people wrote at once, brought together field by field; nothing is taken away but by a choice made here. */
export function MergeView({
  fields,
  use,
  busy,
}: {
  fields: MergeField[];
  use: (merged: Record<string, string>) => void;
  busy: boolean;
}): ReactNode {
  const w = useWords(questionWords);
  const differing = fields.filter(({ mine, theirs }) => mine !== theirs);
  const stretches = useMemo(
    () => Object.fromEntries(differing.map((f) => [f.name, merge(f.base, f.mine, f.theirs)])),
    // The fields are what stood when the conflict came; they do not change under the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const [choices, setChoices] = useState<Record<string, Choice[]>>({});
  const text = (name: string): string => joined(stretches[name] ?? [], choices[name] ?? []);
  const choose = (name: string, at: number, choice: Choice): void =>
    setChoices((all) => {
      const own = [...(all[name] ?? [])];
      own[at] = choice;
      return { ...all, [name]: own };
    });
  const open = Object.values(stretches)
    .flat()
    .filter(({ kind }) => kind === 'both').length;
  return (
    <section className="merge notice-waiting" aria-labelledby="merge-title" role="alertdialog">
      <h2 id="merge-title">{w.conflictTitle}</h2>
      <p>{w.conflictLead}</p>
      {open ? null : <p>{w.conflictNone}</p>}
      {differing.map((field) => {
        let at = -1;
        return (
          <div key={field.name} className="merge-field">
            <h3>{field.label}</h3>
            {(stretches[field.name] ?? []).map((stretch, i) => {
              if (stretch.kind === 'agreed') return null;
              at += 1;
              const place = at;
              return (
                <fieldset key={i}>
                  <legend>
                    {w.conflictChoose} ({place + 1})
                  </legend>
                  {(['mine', 'theirs', 'both'] as const).map((choice) => (
                    <label key={choice} className="merge-choice">
                      <input
                        type="radio"
                        name={`${field.name}-${place}`}
                        checked={(choices[field.name]?.[place] ?? 'both') === choice}
                        onChange={() => choose(field.name, place, choice)}
                      />
                      <span>
                        <strong>
                          {choice === 'mine' ? w.conflictMine : choice === 'theirs' ? w.conflictTheirs : w.conflictBoth}
                        </strong>
                        {choice === 'both' ? null : (
                          <span className="merge-text">{stretch[choice].trim() || w.conflictEmpty}</span>
                        )}
                      </span>
                    </label>
                  ))}
                </fieldset>
              );
            })}
            <label className="label" htmlFor={`merged-${field.name}`}>
              {w.conflictField}
            </label>
            <textarea
              id={`merged-${field.name}`}
              className="field-plain"
              rows={Math.min(16, text(field.name).split('\n').length + 1)}
              readOnly
              value={text(field.name)}
            />
          </div>
        );
      })}
      <Button
        isDisabled={busy}
        onPress={() =>
          use(Object.fromEntries(fields.map((f) => [f.name, f.mine === f.theirs ? f.mine : text(f.name)])))
        }
      >
        {w.conflictUse}
      </Button>
    </section>
  );
}

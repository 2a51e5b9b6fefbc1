import { useState, type FormEvent, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { useKept } from '../drafts/use-kept';
import { Button } from '../parts/button';
import { say } from '../shell/toasts';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import { FLAG } from './work.operations';

/** A judgment or decision that no import sees, noted by whoever read of it. */
export function Flag({ of, done }: { of: { id: string }; done: () => void }): ReactNode {
  const w = useWords(workWords);
  const shell = useWords(shellWords);
  const [flag, busy] = useAct(FLAG);
  const [cause, setCause] = useState('JUDGMENT');
  const [note, setNote, sent] = useKept(`flagga:${of.id}`, '');
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const outcome = await flag({ entry: of.id, cause, note });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(w.flagged);
    sent();
    setNote('');
    done();
  };
  return (
    <details className="foldable card">
      <summary>{w.flag}</summary>
      <form className="stack fold-body" onSubmit={(event) => void onSubmit(event)}>
        <label className="field">
          <span className="label">{w.flagCause}</span>
          <select className="field-plain" value={cause} onChange={({ target }) => setCause(target.value)}>
            {Object.entries(w.flagCauses).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="label">{w.flagNote}</span>
          <textarea
            className="field-plain"
            rows={3}
            required
            maxLength={2_000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        <Button type="submit" size="medium" variant="secondary" isDisabled={busy}>
          {w.flagDo}
        </Button>
      </form>
    </details>
  );
}

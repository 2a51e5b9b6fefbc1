import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import { Button } from '../parts/button';
import { say } from '../shell/toasts';
import { lawWords } from '../words/law';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const CORRECT = graphql(`
  mutation CitationCorrect($input: CitationCorrectInput!) {
    citationCorrect(input: $input) {
      citation {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const RESTORE = graphql(`
  mutation CitationRestore($input: CitationRestoreInput!) {
    citationRestore(input: $input) {
      citation {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Puts right what the program read in a text; the words of the text stay, and so does the correction when they are read anew. */
export function Correct({
  of,
  done,
}: {
  of: { id: string; version: number; origin: string; words?: string | null; label: string };
  done: () => void;
}): ReactNode {
  const w = useWords(lawWords);
  const shell = useWords(shellWords);
  const id = useId();
  const [target, setTarget] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [correct, correcting] = useAct(CORRECT);
  const [restore, restoring] = useAct(RESTORE);
  const at = { id: of.id, expectedVersion: of.version };
  const told = (outcome: { done: boolean; errors: readonly { message: string }[] }): void => {
    if (!outcome.done) return setError(outcome.errors[0]?.message || shell.notSaved);
    say(w.corrected);
    done();
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (target.trim()) told(await correct({ ...at, target: target.trim() }));
  };
  const busy = correcting || restoring;
  return (
    <details className="foldable law-fold law-correct">
      <summary aria-label={w.correctOf(of.words ?? of.label)}>{w.correct}</summary>
      <form className="fold-body stack-tight" onSubmit={(event) => void onSubmit(event)}>
        <label className="small" htmlFor={id}>
          {w.correctTo}
        </label>
        <input
          id={id}
          className="field-plain"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={target}
          onChange={({ target: box }) => setTarget(box.value)}
        />
        {error ? (
          <p className="field-error" role="alert">
            {error}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" size="medium" variant="secondary" isDisabled={busy}>
            {w.correctDo}
          </Button>
          <button
            type="button"
            className="link small"
            disabled={busy}
            onClick={() => void correct({ ...at, noCitation: true }).then(told)}
          >
            {w.correctNone}
          </button>
          {of.origin === 'CORRECTED' ? (
            <button type="button" className="link small" disabled={busy} onClick={() => void restore(at).then(told)}>
              {w.correctBack}
            </button>
          ) : null}
        </div>
      </form>
    </details>
  );
}

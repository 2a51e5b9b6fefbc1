import { useId, useState, type ReactNode } from 'react';
import { Button } from '../parts/button';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import { Organisation } from './act-choices';
import type { Asked } from './acts';

type Row = Record<string, string>;

/**
 * To whom: a body that is known, found by its name, or any name as it is to stand in the letter. What is written and not
 * yet added counts too: nobody loses a recipient by forgetting a button.
 */
export function Recipients({
  of,
  value,
  change,
  error,
}: {
  of: Asked;
  value: Row[];
  change: (value: Row[]) => void;
  error: ReactNode;
}): ReactNode {
  const w = useWords(actionWords);
  const id = useId();
  const [rows, setRows] = useState(value);
  const [next, setNext] = useState<Row>({});
  const all = (those: Row[], one: Row): Row[] => (one.name?.trim() ? [...those, one] : those);
  const tell = (those: Row[], one: Row): void => {
    setRows(those);
    setNext(one);
    change(all(those, one));
  };
  return (
    <fieldset className="choices proof">
      <legend>{of.label}</legend>
      {of.help ? <span className="field-help">{of.help}</span> : null}
      {rows.length ? (
        <ul className="chips">
          {rows.map((row, i) => (
            <li key={`${i}${row.name}`}>
              <button
                type="button"
                aria-label={w.takeAway(row.name ?? '')}
                onClick={() =>
                  tell(
                    rows.filter((_, at) => at !== i),
                    next,
                  )
                }
              >
                {row.name} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="field">
        <label className="label" htmlFor={`${id}-name`}>
          {w.recipientName}
        </label>
        <Organisation
          key={rows.length}
          id={`${id}-name`}
          className="field-plain"
          written={(name) => tell(rows, { name })}
          change={(body) => {
            if (body && next.name) tell(rows, { name: next.name, organisation: body as string });
          }}
        />
      </div>
      <div>
        <Button
          size="medium"
          variant="secondary"
          isDisabled={!next.name?.trim() || rows.length >= 20}
          onPress={() => tell(all(rows, next), {})}
        >
          {w.recipientAdd}
        </Button>
      </div>
      {error}
    </fieldset>
  );
}

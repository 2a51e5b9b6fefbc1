import { useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { number } from '../words/dates';
import { fileWords } from '../words/files';
import { useWords } from '../words/words';
import { Button } from './button';
import './file-chooser.css';

export interface ChosenFile {
  name: string;
  size?: number;
  /** While it is being sent. */
  percent?: number;
  error?: string;
}

/** As people say it: 640 kB, 2,4 MB. */
export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000
    ? `${number(Math.max(1, Math.round(bytes / 1_000)))} kB`
    : `${number(Math.round(bytes / 100_000) / 10)} MB`;

/**
 * One or more files, chosen or dropped. The browser's own control speaks the language of the browser; here a button of
 * ours opens the same dialogue, and what was chosen is said in words of ours.
 */
export function FileChooser({
  label,
  help,
  error,
  multiple,
  accept,
  chosen,
  busy,
  choose,
  takeAway,
  id: given,
}: {
  label: string;
  help?: string;
  error?: string;
  multiple?: boolean;
  accept?: string;
  chosen: readonly ChosenFile[];
  busy?: boolean;
  choose: (files: File[]) => void;
  takeAway?: (index: number) => void;
  id?: string;
}): ReactNode {
  const w = useWords(fileWords);
  const own = useId();
  const id = given ?? own;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (files.length && !busy) choose(multiple ? files : files.slice(0, 1));
    // The same file may be chosen again, once it has been put right.
    if (input.current) input.current.value = '';
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      className={over ? 'file-chooser file-over' : 'file-chooser'}
      role="group"
      aria-labelledby={`${id}-label`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <span className="label" id={`${id}-label`}>
        {label}
      </span>
      {help ? (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      ) : null}
      <div className="row">
        <Button
          id={id}
          variant="secondary"
          size="medium"
          isDisabled={busy}
          aria-describedby={[`${id}-chosen`, help ? `${id}-help` : ''].join(' ').trim()}
          onPress={() => input.current?.click()}
        >
          {chosen.length && !multiple ? w.another : multiple ? w.chooseMany : w.choose}
        </Button>
        <span className="file-drop small soft" aria-hidden="true">
          {w.drop}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        multiple={multiple}
        accept={accept}
        onChange={({ target }) => take(target.files)}
      />
      <div id={`${id}-chosen`} role="status" className="file-chosen">
        {chosen.length ? (
          <ul className="plain-list">
            {chosen.map((file, i) => (
              <li key={`${file.name}-${i}`}>
                <span className="file-name">{file.name}</span>{' '}
                {file.size === undefined ? null : <span className="soft small">{sizeOf(file.size)}</span>}
                {file.percent === undefined ? null : (
                  <progress max={100} value={file.percent} aria-label={w.sending}>
                    {file.percent} %
                  </progress>
                )}
                {takeAway && file.percent === undefined ? (
                  <button
                    type="button"
                    className="link file-take-away"
                    aria-label={w.takeAwayFile(file.name)}
                    onClick={() => takeAway(i)}
                  >
                    {w.takeAway}
                  </button>
                ) : null}
                {file.error ? <span className="field-error">{file.error}</span> : null}
              </li>
            ))}
          </ul>
        ) : (
          <span className="soft small">{w.none}</span>
        )}
      </div>
      {error ? (
        <span className="field-error" role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}

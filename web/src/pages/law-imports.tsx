import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { useFreshOnReturn } from '../api/live';
import { upload } from '../api/upload';
import type { LawImportListQuery } from '../gql/graphql';
import '../law/law.css';
import { Badge } from '../parts/badges';
import { Button } from '../parts/button';
import { FileChooser } from '../parts/file-chooser';
import { useList } from '../parts/list';
import { Choice, Empty, Listed, Table } from '../parts/listing';
import { Page } from '../parts/page';
import { say } from '../shell/toasts';
import { isoMoment } from '../words/dates';
import { lawImportWords } from '../words/law-import';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { IMPORTS, START } from './law-import.operations';

const pick = (data: LawImportListQuery): LawImportListQuery['lawImports'] => data.lawImports;
/** The two pages of whoever keeps the catalogue: what was read in, and what of it was not understood. */
export function LawImportTabs(): ReactNode {
  const w = useWords(lawImportWords);
  return (
    <nav aria-label={w.title}>
      <ul className="tabs">
        <Choice to="/lagimport">{w.tabImports}</Choice>
        <Choice to="/lagimport/liggaren">{w.tabLedger}</Choice>
      </ul>
    </nav>
  );
}

export function LawImports(): ReactNode {
  const w = useWords(lawImportWords);
  const list = useList(IMPORTS, {}, pick);
  useFreshOnReturn(list.again);
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>}>
      <LawImportTabs />
      <div className="with-side">
        <section>
          <h2 className="law-h">{w.list}</h2>
          <Listed of={list} lines={10} empty={<Empty says={w.none} />}>
            {(nodes) => (
              <Table
                label={w.list}
                heads={[
                  w.when,
                  w.by,
                  w.state,
                  { numeric: w.total },
                  { numeric: w.imported },
                  { numeric: w.unchanged },
                  { numeric: w.failedCount },
                ]}
              >
                {nodes.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to="/lagimport/$id" params={{ id: one.id }}>
                        {isoMoment(one.startedAt)}
                      </Link>
                    </th>
                    <td>{one.requestedBy?.name ?? w.commandLine}</td>
                    <td>
                      <ImportBadge of={one} />
                    </td>
                    <td className="numeric">{one.total}</td>
                    <td className="numeric">{one.imported}</td>
                    <td className="numeric">{one.unchanged}</td>
                    <td className="numeric">{one.failed}</td>
                  </tr>
                ))}
              </Table>
            )}
          </Listed>
        </section>
        <aside>
          <Start />
        </aside>
      </div>
    </Page>
  );
}

export function ImportBadge({ of }: { of: { finishedAt?: string | null; failed: number } }): ReactNode {
  const w = useWords(lawImportWords);
  if (!of.finishedAt) return <Badge tone="going">{w.running}</Badge>;
  return of.failed ? <Badge tone="wrong">{w.failedCount}</Badge> : <Badge tone="done">{w.finished}</Badge>;
}

const WAYS = ['address', 'file', 'text'] as const;
type Way = (typeof WAYS)[number];
type Given =
  | { addresses: { url: string; expected?: string }[] }
  | { texts: { name: string; text: string; expected?: string }[] }
  | { uploads: { upload: string; name: string; expected?: string }[] };

function Start(): ReactNode {
  const w = useWords(lawImportWords);
  const shell = useWords(shellWords);
  const id = useId();
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>('address');
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [expected, setExpected] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const [files, setFiles] = useState<File[]>([]);
  const [percent, setPercent] = useState<{ of: number; at: number } | null>(null);
  const [start] = useAct(START);
  const labels: Record<Way, string> = { address: w.byAddress, file: w.byFile, text: w.byText };

  const given = async (): Promise<Given | null> => {
    const only = expected.trim() || undefined;
    if (way === 'text')
      return text.trim() ? { texts: [{ name: name.trim() || w.byText, text, expected: only }] } : null;
    if (way === 'address') {
      const urls = text.split(/\s+/).filter((one) => one);
      return urls.length ? { addresses: urls.map((url) => ({ url, expected: only })) } : null;
    }
    if (!files.length) return null;
    const uploads = [];
    for (const [of, file] of files.entries()) {
      const sent = await upload(file, (at) => setPercent({ of, at }));
      if ('refused' in sent) throw new Refused(`${file.name}: ${sent.refused ?? w.failed}`);
      uploads.push({ upload: sent.upload, name: file.name, expected: only });
    }
    return { uploads };
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    setSending(true);
    try {
      const input = await given();
      if (!input) return setError(w.needText);
      const outcome = await start(input);
      const begun = outcome.payload?.lawImport;
      if (!outcome.done || !begun)
        return setError(outcome.errors.map(({ message }) => message || shell.notSaved).join(' ') || w.failed);
      say(w.started);
      void navigate({ to: '/lagimport/$id', params: { id: begun.id } });
    } catch (failure) {
      setError(failure instanceof Refused ? failure.message : w.failed);
    } finally {
      setSending(false);
      setPercent(null);
    }
  };
  return (
    <form className="card stack" aria-labelledby={`${id}-title`} onSubmit={(event) => void onSubmit(event)}>
      <h2 id={`${id}-title`}>{w.start}</h2>
      <fieldset className="choices">
        <legend>{w.how}</legend>
        {WAYS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`${id}-way`}
              checked={way === one}
              onChange={() => {
                setWay(one);
                setText('');
                setError(null);
              }}
            />
            {labels[one]}
          </label>
        ))}
      </fieldset>
      {way === 'file' ? (
        <FileChooser
          label={w.file}
          multiple
          accept=".json,.txt,.html,.text"
          busy={sending}
          chosen={files.map(({ name: called, size }, i) => ({
            name: called,
            size,
            percent: percent?.of === i ? percent.at : undefined,
          }))}
          choose={(more) => setFiles([...files, ...more])}
          takeAway={(index) => setFiles(files.filter((_, i) => i !== index))}
        />
      ) : (
        <div className="field">
          <label className="label" htmlFor={`${id}-text`}>
            {way === 'address' ? w.address : w.text}
          </label>
          <textarea
            id={`${id}-text`}
            className="field-plain"
            rows={way === 'address' ? 3 : 8}
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <p id={`${id}-hint`} className="small soft">
            {way === 'address' ? w.addressHint : w.textHint}
          </p>
        </div>
      )}
      {way === 'text' ? (
        <label className="field">
          <span className="label">{w.name}</span>
          <input
            className="field-plain"
            maxLength={200}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
      ) : null}
      <div className="field">
        <label className="label" htmlFor={`${id}-expected`}>
          {w.expected}
        </label>
        <input
          id={`${id}-expected`}
          className="field-plain"
          maxLength={30}
          aria-describedby={`${id}-expected-hint`}
          value={expected}
          onChange={({ target }) => setExpected(target.value)}
        />
        <p id={`${id}-expected-hint`} className="small soft">
          {w.expectedHint}
        </p>
      </div>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" isDisabled={sending}>
        {sending ? w.starting : w.start}
      </Button>
    </form>
  );
}

class Refused extends Error {}

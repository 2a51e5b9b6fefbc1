import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSession } from '../session/session';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { pressPageKey } from './page-keys';
import { shortcutsOn } from './shortcut-setting';

/** Where a key writes, or chooses among what begins with its letter. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])'));

/** g then a letter leads to a page; / to the search box; j and k through a list; the page's own keys; ? shows them all. */
export function Shortcuts(): ReactNode {
  const w = useWords(shellWords);
  const navigate = useNavigate();
  const { may, has, staff } = useSession();
  const sheet = useRef<HTMLDialogElement>(null);
  const going = useRef(0);
  useEffect(() => {
    const places: Record<string, (() => void) | false> = {
      s: () => void navigate({ to: '/' }),
      v: () => void navigate({ to: '/vagledning' }),
      f: may('question:read') && (() => void navigate({ to: '/fragor' })),
      i: may('inbox:read') && (() => void navigate({ to: '/inkorg' })),
      n: has('SUBMITTER') && (() => void navigate({ to: '/fraga' })),
      a: may('notification:read') && (() => void navigate({ to: '/aviseringar' })),
    };
    const step = (by: number): void => {
      const links = [...document.querySelectorAll<HTMLElement>('main .items > li .item-title a')];
      const at = links.findIndex((link) => link === document.activeElement);
      links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !shortcutsOn()) return;
      if (document.querySelector('dialog[open]')) return;
      const afterG = Date.now() - going.current < 1_500;
      going.current = 0;
      const place = afterG ? places[event.key] : undefined;
      if (place) place();
      else if (event.key === 'g') going.current = Date.now();
      else if (event.key === '/') {
        const boxes = [...document.querySelectorAll<HTMLElement>('[role="combobox"]')];
        boxes.find((box) => box.offsetParent !== null)?.focus();
      } else if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === '?') {
        sheet.current?.showModal();
        // From its top: the only thing in it that takes the focus stands last.
        sheet.current?.querySelector('h2')?.focus();
      } else if (!pressPageKey(event.key)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, may, has]);
  const row = (keys: string[], what: string): ReactNode => (
    <tr key={what}>
      <td>
        {keys.map((key, i) => (
          <span key={key}>
            {i ? ' ' : ''}
            <kbd>{key}</kbd>
          </span>
        ))}
      </td>
      <td>{what}</td>
    </tr>
  );
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="sheet-title">
      <h2 id="sheet-title" tabIndex={-1}>
        {w.shortcuts}
      </h2>
      <table className="table keys">
        <caption>{w.keysAnywhere}</caption>
        <tbody>
          {row(['?'], w.keysHelp)}
          {row(['/'], w.keysSearch)}
          {row(['j', 'k'], w.keysList)}
          {row(['g', 's'], w.keysStart)}
          {row(['g', 'v'], w.guidance)}
          {may('question:read') ? row(['g', 'f'], w.questions) : null}
          {may('inbox:read') ? row(['g', 'i'], w.inbox) : null}
          {has('SUBMITTER') ? row(['g', 'n'], w.ask) : null}
          {may('notification:read') ? row(['g', 'a'], w.notifications) : null}
          {row(['Ctrl', 'S'], w.keysSave)}
          {row(['Esc'], w.keysEscape)}
        </tbody>
      </table>
      {may('inbox:read') ? (
        <table className="table keys">
          <caption>{w.inbox}</caption>
          <tbody>
            {row(['j', 'k'], w.keysList)}
            {row(['Enter'], w.keysOpen)}
            {row(['t'], w.keysClaim)}
            {row(['l'], w.keysRelease)}
          </tbody>
        </table>
      ) : null}
      {staff ? (
        <table className="table keys">
          <caption>{w.keysWork}</caption>
          <tbody>
            {row(['n'], w.keysPane)}
            {row(['e'], w.keysWrite)}
            {row(['v'], w.keysView)}
            {row(['m'], w.keysComment)}
            {row(['u'], w.keysAct)}
          </tbody>
        </table>
      ) : null}
      <p className="small soft">{w.keysOff}</p>
      <form method="dialog">
        <button className="button" type="submit">
          {w.close}
        </button>
      </form>
    </dialog>
  );
}

import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { setConnection, useConnection } from '../api/connection';
import { askFailingAgain, useUntold } from '../api/failing';
import { useFreshOnReturn, useLive, useSettled } from '../api/live';
import { graphql } from '../gql';
import { LawPeek } from '../law/law-peek';
import { Opening } from '../parts/loaded';
import { useSession } from '../session/session';
import { useUnread } from '../session/unread';
import { shellWords } from '../words/shell';
import { setLanguage, useLanguage, useWords } from '../words/words';
import { Disclosure } from './disclosure';
import { Shortcuts } from './shortcuts';
import { SearchBox } from './suggest';
import { say, Toasts } from './toasts';
import { Unreachable } from './trouble';

const WAITING = graphql(`
  query WaitingInInbox {
    inbox(first: 1, mine: true) {
      totalCount
    }
  }
`);

const INBOX_MOVED = graphql(`
  subscription InboxMoved {
    inboxChanged {
      id
    }
  }
`);

/** How many tasks the reader has taken or been given. */
function useWaiting(): number {
  const { viewer, may } = useSession();
  const reads = viewer !== null && may('inbox:read');
  const [{ data }, ask] = useQuery({ query: WAITING, pause: !reads });
  const again = useSettled(() => ask({ requestPolicy: 'network-only' }));
  useFreshOnReturn(again);
  useLive(INBOX_MOVED, {}, again, !reads);
  return data?.inbox.totalCount ?? 0;
}

interface Item {
  to: string;
  label: string;
  /** Pages that belong to it and have addresses of their own. */
  under?: readonly string[];
}

/** What this person's roles let them do; nobody is shown a door that will not open. */
function useNavigation(): { main: Item[]; administration: Item[] } {
  const w = useWords(shellWords);
  const { may, staff, has } = useSession();
  const asks = has('SUBMITTER', 'APPROVER');
  const main: (Item | false)[] = [
    { to: '/vagledning', label: w.guidance, under: ['/ny-vagledning'] },
    { to: '/lag', label: w.law, under: ['/lagandringar'] },
    { to: '/hinder', label: w.barriers },
    { to: '/paverkan', label: w.advocacy, under: ['/lagstiftning', '/strategi', '/uppfoljning'] },
    asks && { to: '/fraga', label: w.ask },
    may('question:read') && { to: '/fragor', label: staff ? w.questions : w.myQuestions },
    may('case:open') && { to: '/arenden', label: w.cases },
    may('inbox:read') && { to: '/inkorg', label: w.inbox },
  ];
  const administration: (Item | false)[] = [
    may('person:list') && { to: '/personer', label: w.people },
    may('organisation:update') && { to: '/organisationer', label: w.organisations },
    may('audit:read') && { to: '/handelser', label: w.audit },
    may('law:import') && { to: '/lagimport', label: w.lawImports },
    may('job:read') && { to: '/jobb', label: w.jobs },
  ];
  const there = (items: (Item | false)[]): Item[] => items.filter((item): item is Item => item !== false);
  return { main: there(main), administration: there(administration) };
}

/** Pages that ask the server for nothing, and are there also when it is not. */
const OPEN = new Set(['/tillganglighet', '/om-uppgifterna']);

export function Layout(): ReactNode {
  const w = useWords(shellWords);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const { trouble, known } = useSession();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <>
      <a
        className="skip"
        href="#innehall"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {w.skip}
      </a>
      <Header open={open} setOpen={setOpen} start={path === '/'} />
      <ConnectionBar />
      <main id="innehall" ref={main} tabIndex={-1}>
        {known || OPEN.has(path) ? <Outlet /> : trouble ? <Unreachable error={trouble} /> : <Opening />}
      </main>
      <Footer />
      <LawPeek />
      <Toasts />
      <Shortcuts />
    </>
  );
}

function Header({
  open,
  setOpen,
  start,
}: {
  open: boolean;
  setOpen: (open: boolean) => void;
  start: boolean;
}): ReactNode {
  const w = useWords(shellWords);
  const { main, administration } = useNavigation();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { known } = useSession();
  const waiting = useWaiting();
  const link = (item: Item): ReactNode => (
    <li key={item.to}>
      <Link
        to={item.to}
        aria-current={item.under?.some((one) => path === one || path.startsWith(`${one}/`)) ? 'true' : undefined}
        activeProps={{ 'aria-current': 'page' }}
      >
        {item.label}
        {item.to === '/inkorg' && waiting ? (
          <>
            {' '}
            <span className="count count-inline" aria-hidden="true">
              {waiting > 99 ? '99+' : waiting}
            </span>
            <span className="visually-hidden">, {w.tasks(waiting)}</span>
          </>
        ) : null}
      </Link>
    </li>
  );
  return (
    <header className="shell-head">
      <div className="shell-bar">
        <Link to="/" className="wordmark" aria-label={w.name}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M19.9 10.2c-.4-1.5-1.9-2.5-3.9-2.5-2.3 0-4 1.2-4 3 0 3.9 8.4 3.4 8.4 7.4 0 1.5-1.2 2.5-2.8 2.9M12.1 21.8c.4 1.5 1.9 2.5 3.9 2.5 2.3 0 4-1.2 4-3 0-3.9-8.4-3.4-8.4-7.4 0-1.5 1.2-2.5 2.8-2.9" />
          </svg>
          <span>{w.name}</span>
        </Link>
        <nav aria-label={w.mainNavigation} className={open ? 'shell-nav shell-nav-open' : 'shell-nav'} id="huvudmeny">
          <ul>{main.map(link)}</ul>
          {administration.length ? (
            <>
              <Disclosure label={w.administration} className="nav-more">
                {(close) => <ul onClick={close}>{administration.map(link)}</ul>}
              </Disclosure>
              <div className="nav-flat">
                <h2>{w.administration}</h2>
                <ul>{administration.map(link)}</ul>
              </div>
            </>
          ) : null}
          <div className="nav-flat nav-search">{start ? null : <SearchBox />}</div>
          <div className="nav-flat nav-language">
            <LanguageSwitch />
          </div>
        </nav>
        <div className="shell-search">{start ? null : <SearchBox />}</div>
        <div className="shell-tools">
          <LanguageSwitch />
          {known ? <Account /> : <span className="account-room" />}
          <button
            type="button"
            className="menu-button"
            aria-expanded={open}
            aria-controls="huvudmeny"
            onClick={() => setOpen(!open)}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={open ? 'M6 6l12 12M18 6L6 18' : 'M4 7h16M4 12h16M4 17h16'} />
            </svg>
            <span>{open ? w.closeMenu : w.menu}</span>
          </button>
        </div>
      </div>
    </header>
  );
}

function LanguageSwitch(): ReactNode {
  const w = useWords(shellWords);
  return (
    <button
      type="button"
      className="plain language"
      lang={w.otherLanguageCode}
      onClick={() => {
        setLanguage(w.otherLanguageCode);
        // The server's own sentences come in the new language too; what is being written lies in the browser.
        location.reload();
      }}
    >
      {w.otherLanguage}
    </button>
  );
}

function Account(): ReactNode {
  const w = useWords(shellWords);
  const { viewer, signIn, signOut, may } = useSession();
  const [leaving, setLeaving] = useState(false);
  const unread = useUnread();
  if (!viewer)
    return (
      <a
        className="sign-in"
        href="/login"
        onClick={(event) => {
          event.preventDefault();
          signIn();
        }}
      >
        {w.signIn}
      </a>
    );
  const places = [
    ...new Set(viewer.memberships.map(({ organisation }) => organisation?.shortName).filter((one) => one)),
  ];
  return (
    <>
      <Link to="/aviseringar" className="bell" aria-label={`${w.notifications}, ${w.unread(unread)}`}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4" />
        </svg>
        {unread ? <span className="count">{unread > 99 ? '99+' : unread}</span> : null}
      </Link>
      <Disclosure
        className="account"
        label={
          <>
            <span className="initials" aria-hidden="true">
              {initials(viewer.person.name)}
            </span>
            <span className="visually-hidden">{w.account}</span>
            <span className="account-name">
              <span>{viewer.person.name}</span>
              <small>{places.join(', ')}</small>
            </span>
          </>
        }
      >
        {(close) => (
          <ul onClick={close}>
            <li>
              <Link to="/aviseringar">{w.notifications}</Link>
            </li>
            {may('review-request:read') ? (
              <li>
                <Link to="/beslut">{w.reviewedActs}</Link>
              </li>
            ) : null}
            <li>
              <Link to="/installningar">{w.settings}</Link>
            </li>
            <li>
              <button
                type="button"
                className="plain"
                disabled={leaving}
                onClick={() => {
                  setLeaving(true);
                  signOut().catch(() => {
                    setLeaving(false);
                    say(w.signOutFailed, 'wrong');
                  });
                }}
              >
                {leaving ? w.signingOut : w.signOut}
              </button>
            </li>
          </ul>
        )}
      </Disclosure>
    </>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/);
  return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}

/** What stands between the reader and the server, said once for the whole page. */
function ConnectionBar(): ReactNode {
  const w = useWords(shellWords);
  const state = useConnection();
  const { signIn, refresh } = useSession();
  const client = useClient();
  const untold = useUntold();
  const again = (): void => {
    refresh();
    askFailingAgain(client);
  };
  useEffect(() => {
    const back = (): void => refresh();
    const gone = (): void => setConnection('offline');
    window.addEventListener('online', back);
    window.addEventListener('offline', gone);
    return () => {
      window.removeEventListener('online', back);
      window.removeEventListener('offline', gone);
    };
  }, [refresh]);
  const { viewer } = useSession();
  return (
    <div role="status" className="connection">
      {state === 'offline' ? (
        <div className="connection-bar">
          <p>{w.offline}</p>
          <button type="button" onClick={again}>
            {w.retry}
          </button>
        </div>
      ) : state === 'signedOut' && viewer ? (
        <div className="connection-bar">
          <p>{w.signedOut}</p>
          <button type="button" onClick={signIn}>
            {w.signInAgain}
          </button>
        </div>
      ) : untold ? (
        <div className="connection-bar">
          <p>{w.partFailed}</p>
          <button type="button" onClick={again}>
            {w.retry}
          </button>
        </div>
      ) : null}
    </div>
  );
}

const demo = document.querySelector('meta[name="lagrum-demo"]')?.getAttribute('content') === 'true';

function Footer(): ReactNode {
  const w = useWords(shellWords);
  const language = useLanguage();
  return (
    <footer className="shell-foot" lang={language}>
      <div>
        <p>
          <strong>{w.name}</strong> {w.footer} {w.footerNote}
        </p>
        <nav aria-label={w.footerLinks}>
          <ul>
            <li>
              <Link to="/tillganglighet">{w.accessibility}</Link>
            </li>
            <li>
              <Link to="/om-uppgifterna">{w.aboutData}</Link>
            </li>
          </ul>
        </nav>
        {demo ? <p className="demo">{w.demo}</p> : null}
      </div>
    </footer>
  );
}

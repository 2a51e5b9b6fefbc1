import type { ReactNode } from 'react';
import { ActBar } from '../acts/act-bar';
import type { AllowedAction } from '../acts/acts';
import { useAct } from '../api/act';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { entryWords } from '../words/entries';
import { linkWords } from '../words/links';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { EntryLink, type LinkedEntry } from './entry-link';
import { HAND_LINKS, isByHand, LINK_REMOVE, linkAct, MEMBER_LINKS } from './link-acts';

export interface ShownLink {
  id: string;
  type: string;
  direction: string;
  entry: LinkedEntry;
}

interface Linked {
  id: string;
  kind: string;
  allowedActions: readonly AllowedAction[];
}

/** What a thing is linked to; with `edit`, those who may link it add and take away. */
export function Links({
  of,
  title,
  edit,
  again,
}: {
  of: readonly ShownLink[];
  title: string;
  edit?: Linked;
  again?: () => void;
}): ReactNode {
  const w = useWords(entryWords);
  const words = useWords(linkWords);
  const shell = useWords(shellWords);
  const { has } = useSession();
  const [remove, removing] = useAct(LINK_REMOVE);
  const links = edit?.allowedActions.some(({ action }) => action === 'link') ?? false;
  const ways = links ? HAND_LINKS[edit!.kind] : edit?.kind === 'BARRIER' && has('SUBMITTER') ? MEMBER_LINKS : undefined;
  // Two things may be linked in more than one way: the thing stands there once.
  const shown = of.filter((link, i) => of.findIndex(({ entry }) => entry.id === link.entry.id) === i);
  if (!shown.length && !ways) return null;
  const takeAway = async (link: ShownLink): Promise<void> => {
    const outcome = await remove({ id: link.id });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(words.removed);
    again?.();
  };
  return (
    <section className="card">
      <h2>{title}</h2>
      {shown.length ? (
        <ul className="plain-list">
          {shown.map((link) => (
            <li key={link.id}>
              <span className="soft small">
                {(link.direction === 'IN' ? w.linkTypeBack[link.type] : undefined) ??
                  w.linkType[link.type] ??
                  link.type}
                {link.entry.ref ? ` ${link.entry.ref}` : ''}
              </span>
              <br />
              <EntryLink entry={link.entry} />
              {links && isByHand(link.type) ? (
                <button
                  type="button"
                  className="link-remove no-print"
                  aria-label={words.remove(link.entry.ref ?? link.entry.title)}
                  disabled={removing}
                  onClick={() => void takeAway(link)}
                >
                  <span aria-hidden="true">×</span>
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {edit && ways ? (
        <ActBar
          allowed={[{ action: 'link', blockers: [] }]}
          acts={[linkAct(words, edit, ways)]}
          id={edit.id}
          version={0}
          done={() => again?.()}
        />
      ) : null}
    </section>
  );
}

import { organisationById, unitById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { RevisionState } from '../catalogue/revision.entity.js';
import { escapeHtml, standalonePage } from '../catalogue/standalone-page.js';
import { Block, Numbering, wordBlocks, wordFile, wordHeading, wordLine } from '../catalogue/word-document.js';
import { RequestContext } from '../platform/graphql/context.js';
import { ActionKind, DecidedAs, WRITTEN } from './action.entity.js';
import { actionById, letterClaimsOfAction, lettersOfAction, recipientsOfAction } from './action.loaders.js';

const KINDS: Partial<Record<ActionKind, string>> = {
  [ActionKind.LETTER]: 'Skrivelse',
  [ActionKind.CONSULTATION_RESPONSE]: 'Remissvar',
  [ActionKind.REPORT]: 'Rapport',
};

export interface Letter {
  ref: string;
  title: string;
  kind: string;
  sender: string[];
  recipients: string[];
  facts: [label: string, value: string][];
  body: string;
  claims: { title: string; text: string | null }[];
  decision: string | null;
  reservations: string | null;
  /** What is written as it stands, not what was decided on and sent. */
  draft: boolean;
  provenance: string;
}

/**
 * A letter as this reader may see it, in Swedish: the published text, or for its own people the one that is being
 * written. Null where there is none.
 */
export async function letterOf(context: RequestContext<Actor>, id: string, now: Date): Promise<Letter | null> {
  const action = await context.load(actionById, id);
  if (!action?.ref || !WRITTEN.includes(action.actionKind)) return null;
  const [letters, organisation, unit, recipients, claims] = await Promise.all([
    context.load(lettersOfAction, id),
    context.load(organisationById, action.ownerOrgId),
    context.load(unitById, action.ownerUnitId),
    context.load(recipientsOfAction, id),
    context.load(letterClaimsOfAction, id),
  ]);
  const text = letters?.find(({ state }) => state === RevisionState.PUBLISHED) ?? letters?.[0];
  if (!text) return null;
  const date = action.doneOn ?? action.decidedOn ?? stockholmDate(now);
  const decided =
    action.decidedOn && action.decidedHash === text.contentHash
      ? action.decidedAs === DecidedAs.BOARD
        ? `Beslutat ${action.decidedOn} av ${action.decidedBy}.`
        : `Beslutat ${action.decidedOn} på delegation (${action.delegation}) av ${action.decidedBy}.`
      : null;
  return {
    ref: action.ref,
    title: text.title ?? action.title,
    kind: KINDS[action.actionKind] ?? '',
    sender: [organisation?.name, unit?.name].filter((one): one is string => Boolean(one)),
    recipients: (recipients ?? []).map(({ name }) => name),
    facts: (
      [
        ['Datum', date],
        ['Vår beteckning', [action.diaryNumber, action.ref].filter(Boolean).join(', ')],
        ['Er beteckning', action.theirReference],
      ] as [string, string | null][]
    ).filter((row): row is [string, string] => Boolean(row[1])),
    body: text.body,
    claims: claims ?? [],
    decision: decided,
    reservations: decided ? action.reservations : null,
    draft: action.doneOn === null,
    provenance: `${action.ref}, text ${text.number}, innehållets kontrollsumma (SHA-256) ${text.contentHash}.`,
  };
}

/** For Word and LibreOffice: headings, numbered claims, page numbers; citations stand as text. */
export function letterDocx(letter: Letter): Promise<Buffer> {
  const numbering = new Numbering();
  const blocks: Block[] = [
    ...letter.sender.map((one, i) => wordLine(one, { bold: i === 0 })),
    ...letter.facts.map(([label, value]) => wordLine(`${label}: ${value}`)),
    ...letter.recipients.map((one) => wordLine(one)),
    wordHeading(letter.title, 1),
    ...wordBlocks(letter.body, numbering),
  ];
  if (letter.claims.length > 0) {
    blocks.push(wordHeading('Yrkanden', 2));
    // One list over all claims: their numbers are what the answer will refer to.
    blocks.push(
      ...wordBlocks(letter.claims.map(({ title }, i) => `${i + 1}. ${escapeMarkdown(title)}`).join('\n'), numbering),
    );
    letter.claims.forEach(({ title, text }, i) => {
      if (!text) return;
      blocks.push(wordHeading(`${i + 1}. ${title}`, 3), ...wordBlocks(text, numbering));
    });
  }
  if (letter.reservations) blocks.push(wordHeading('Reservationer', 2), ...wordBlocks(letter.reservations, numbering));
  if (letter.decision) blocks.push(wordLine(letter.decision, { italics: true }));
  blocks.push(wordLine(letter.provenance, { italics: true }));
  return wordFile({
    title: letter.title,
    creator: letter.sender[0] ?? 'Lagrum',
    header: [letter.draft ? 'UTKAST' : null, letter.kind, letter.ref].filter(Boolean).join(' · '),
    language: 'sv-SE',
    blocks,
  });
}

export function letterHtml(letter: Letter): string {
  const rows = letter.facts.map(
    ([label, value]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  const claims = letter.claims.map(
    ({ title, text }) =>
      `<li><strong>${escapeHtml(title)}</strong>${text ? `<div>${renderMarkdown(text)}</div>` : ''}</li>`,
  );
  const parts = [
    letter.draft ? '<p><strong>Utkast</strong></p>' : '',
    `<p>${letter.sender.map(escapeHtml).join('<br>')}</p>`,
    rows.length > 0 ? `<table>${rows.join('\n')}</table>` : '',
    letter.recipients.length > 0 ? `<p>Till: ${letter.recipients.map(escapeHtml).join('<br>')}</p>` : '',
    `<div>${renderMarkdown(letter.body)}</div>`,
    claims.length > 0 ? `<section><h2>Yrkanden</h2><ol>${claims.join('\n')}</ol></section>` : '',
    letter.reservations ? `<section><h2>Reservationer</h2>${renderMarkdown(letter.reservations)}</section>` : '',
    letter.decision ? `<p>${escapeHtml(letter.decision)}</p>` : '',
  ];
  return standalonePage({ title: letter.title, body: parts.filter(Boolean).join('\n'), provenance: letter.provenance });
}

/** A title is plain text, and stays so within a list that is parsed as Markdown. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]<>#+\-.!|~&]/g, '\\$&');

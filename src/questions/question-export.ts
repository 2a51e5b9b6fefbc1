import { organisationById, personById, unitById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { commentsOfEntry, subjectAreasOfEntry } from '../catalogue/entry.loaders.js';
import { Audience } from '../catalogue/entry-parts.entity.js';
import { markdownToPlainText, renderMarkdown } from '../catalogue/markdown.js';
import { Conclusion } from '../catalogue/revision.entity.js';
import { escapeHtml, standalonePage } from '../catalogue/standalone-page.js';
import { RequestContext } from '../platform/graphql/context.js';
import { loadNode } from '../platform/graphql/node.js';
import { say } from '../platform/i18n/messages.js';
import { Urgency } from './question.entity.js';
import { answerOfQuestion, originalOfQuestion, questionById } from './question.loaders.js';
import { seesAsker } from './question.relations.js';

/** Part of the exported document: what stands in Markdown is rendered, what stands in `facts` is plain. */
interface Part {
  heading: string;
  facts: [label: string, value: string][];
  markdown: string | null;
}

export interface ExportedQuestion {
  ref: string;
  title: string;
  parts: Part[];
  provenance: string;
}

const CONCLUSIONS: Record<Conclusion, string> = {
  [Conclusion.POSSIBLE]: 'Möjligt',
  [Conclusion.POSSIBLE_WITH_CONDITIONS]: 'Möjligt under angivna villkor',
  [Conclusion.UNCLEAR]: 'Rättsläget är oklart',
  [Conclusion.NOT_POSSIBLE]: 'Inte möjligt',
};
const PURPOSES: Record<string, string> = {
  INFORMATION_REQUEST: 'Begäran om komplettering',
  INFORMATION: 'Komplettering',
  REASON: 'Motivering',
};

const TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Everything of a question that both sides share, as this reader sees it; internal notes never. Swedish, as the answer is. */
export async function exportedQuestion(
  context: RequestContext<Actor>,
  id: string,
  now: Date,
): Promise<ExportedQuestion | null> {
  const question = await context.load(questionById, id);
  if (!question?.ref) return null;
  const name = async (personId: string | null): Promise<string | null> =>
    personId ? ((await context.load(personById, personId))?.name ?? null) : null;
  const [organisation, unit, areas, thread, answer, originalId] = await Promise.all([
    context.load(organisationById, question.ownerOrgId),
    context.load(unitById, question.ownerUnitId),
    context.load(subjectAreasOfEntry, id),
    context.load(commentsOfEntry, id),
    context.load(answerOfQuestion, id),
    context.load(originalOfQuestion, id),
  ]);
  const original = originalId
    ? ((await loadNode(context, originalId)) as { ref: string | null; title: string } | null)
    : null;
  const facts = (pairs: [string, string | null | undefined | false][]): [string, string][] =>
    pairs.filter((pair): pair is [string, string] => Boolean(pair[1]));

  const parts: Part[] = [
    {
      heading: 'Uppgifter',
      facts: facts([
        ['Referens', question.ref],
        ['Frågeställarens diarienummer', question.diaryNumber],
        ['Frågeställare', [organisation?.name, unit?.name].filter(Boolean).join(', ')],
        ['Kontaktperson', seesAsker(context.principal, question) && (await name(question.askerId))],
        ['Handläggande jurist', await name(question.assigneeId)],
        ['Läge', say(question.state, 'sv')],
        ['Ställd', question.submittedAt && TIME.format(question.submittedAt)],
        ['Besvarad', question.answeredAt && TIME.format(question.answeredAt)],
        ['Önskat svarsdatum', question.wishedDate],
        ['Angelägenhetsgrad', question.urgency === Urgency.URGENT ? 'Brådskande' : 'Normal'],
        ['Rättsområden', (areas ?? []).map((area) => area.labelSv).join('; ')],
        ['Tjänst eller process', question.service],
        ['Avidentifierad', question.deIdentified ? 'Ja, enligt frågeställaren' : 'Nej'],
        ['Grund för utlämnande', question.disclosureGround],
        ['Sekretess (erinran)', question.secrecyGround],
        ['Begränsad åtkomst', question.access === 'RESTRICTED' && question.accessGround],
        ['Besvaras av', original && [original.ref, original.title].filter(Boolean).join(' ')],
      ]),
      markdown: null,
    },
    { heading: 'Fråga', facts: [], markdown: question.text },
  ];
  if (question.facts) parts.push({ heading: 'Omständigheter', facts: [], markdown: question.facts });
  for (const message of (thread ?? []).filter((one) => one.audience === Audience.SHARED)) {
    const from = message.authorOrgId ? await context.load(organisationById, message.authorOrgId) : null;
    const said = PURPOSES[message.purpose] ?? 'Meddelande';
    parts.push({
      heading: `${said} ${TIME.format(message.createdAt)}`,
      facts: facts([['Från', from?.name]]),
      markdown: message.body,
    });
  }
  if (answer) {
    parts.push({
      heading: 'Svar',
      facts: facts([
        ['Slutsats', answer.conclusion && CONCLUSIONS[answer.conclusion]],
        ['Gäller för', answer.forWhom],
        ['Avser rättsläget', answer.asOf],
        ['Övergångsbestämmelser', answer.transitional],
        ['Publicerat', answer.publishedAt && TIME.format(answer.publishedAt)],
      ]),
      markdown: answer.body,
    });
  }
  const version = answer
    ? ` Svarets version ${answer.number}, innehållets kontrollsumma (SHA-256) ${answer.contentHash}.`
    : '';
  return {
    ref: question.ref,
    title: question.title,
    parts,
    provenance:
      `Utdrag ur Lagrum ${stockholmDate(now)} av ${question.ref}, version ${question.version}.${version}` +
      ' Handlingen kan vara allmän hos den myndighet som tar emot den; sekretess prövas på nytt vid varje begäran.',
  };
}

/** A page that stands alone: no script, nothing fetched, readable on paper and by a screen reader. */
export function exportHtml({ ref, title, parts, provenance }: ExportedQuestion): string {
  const table = (facts: Part['facts']): string =>
    facts.length
      ? `<table>${facts.map(([label, value]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`).join('\n')}</table>\n`
      : '';
  const sections = parts.map(
    ({ heading, facts, markdown }) =>
      `<section>\n<h2>${escapeHtml(heading)}</h2>\n${table(facts)}${markdown === null ? '' : `<div>${renderMarkdown(markdown)}</div>`}\n</section>`,
  );
  return standalonePage({ title: `${ref} ${title}`, body: sections.join('\n'), provenance });
}

export function exportText({ ref, title, parts, provenance }: ExportedQuestion): string {
  const head = `${ref} ${title}`;
  const blocks = parts.map(({ heading, facts, markdown }) =>
    [
      `${heading}\n${'-'.repeat([...heading].length)}`,
      ...(facts.length
        ? [facts.map(([label, value]) => `${label}: ${value.replace(/\s*\n\s*/g, ' ')}`).join('\n')]
        : []),
      ...(markdown === null ? [] : [markdownToPlainText(markdown).trim()]),
    ].join('\n\n'),
  );
  return `${head}\n${'='.repeat([...head].length)}\n\n${blocks.join('\n\n\n')}\n\n\n${provenance}\n`;
}

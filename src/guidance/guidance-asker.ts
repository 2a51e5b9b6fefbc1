import { markdownToPlainText } from '../catalogue/markdown.js';
import { Tx } from '../platform/database/transaction.js';

/** What would point out whoever asked; each list may hold names of several people or older names. */
export interface AskerIdentity {
  personNames: string[];
  emails: string[];
  organisationNames: string[];
  unitNames: string[];
  diaryNumbers: string[];
  refs: string[];
  /** The organisation agreed to be named. */
  creditConsent: boolean;
}

export type AskerTrace =
  'ASKER_PERSON_NAME' | 'ASKER_EMAIL' | 'ASKER_ORGANISATION' | 'ASKER_UNIT' | 'ASKER_DIARY_NUMBER' | 'ASKER_REF';

/** Providers of mail for everybody: their domain says nothing about an organisation. */
const PRIVATE_MAIL = /^(gmail|hotmail|outlook|live|icloud|yahoo|telia|bredband)\./;

/**
 * Everybody who had a hand in asking, and how their organisation is named, as far as this principal sees the question;
 * null when they do not see it.
 */
export async function askerOf(tx: Tx, questionId: string): Promise<AskerIdentity | null> {
  const question = await tx.one<{
    ref: string | null;
    orgId: string;
    unitName: string;
    diaryNumber: string | null;
    creditConsent: boolean;
    name: string;
    shortName: string | null;
    orgNumber: string | null;
  }>(
    `select e.ref, e.owner_org_id as "orgId", u.name as "unitName", q.diary_number as "diaryNumber",
       q.credit_consent as "creditConsent", o.name, o.short_name as "shortName", o.org_number as "orgNumber"
     from question q join entry e on e.id = q.id join unit u on u.id = e.owner_unit_id join organisation o on o.id = e.owner_org_id
     where q.id = $1`,
    [questionId],
  );
  if (!question) return null;
  const people = await tx.query<{ name: string; email: string }>(
    `select p.name, p.email from person p where p.id in (
       select q.asker_id from question q where q.id = $1
       union select q.sending_approved_by from question q where q.id = $1
       union select substr(e.created_by, 8)::uuid from entry e where e.id = $1 and e.created_by like 'person:%'
       union select c.author_id from comment c join entry e on e.id = c.entry_id
         where c.entry_id = $1 and c.author_org_id = e.owner_org_id)`,
    [questionId],
  );
  const older = await tx.query<{ name: string }>('select name from organisation_name where organisation_id = $1', [
    question.orgId,
  ]);
  const domains = people
    .map(({ email }) => email.slice(email.lastIndexOf('@') + 1))
    .filter((domain) => domain !== '' && !PRIVATE_MAIL.test(domain));
  const given = (...names: (string | null)[]): string[] => [
    ...new Set(names.filter((name): name is string => !!name?.trim())),
  ];
  return {
    personNames: given(...people.map((person) => person.name)),
    emails: given(...people.map((person) => person.email)),
    organisationNames: given(
      question.name,
      question.shortName,
      question.orgNumber,
      ...older.map((row) => row.name),
      ...domains,
    ),
    unitNames: given(question.unitName),
    diaryNumbers: given(question.diaryNumber),
    refs: given(question.ref),
    creditConsent: question.creditConsent,
  };
}

/**
 * What in the texts still points out whoever asked. It is a net under the lawyer's own reading, not instead of it: who is
 * described without being named is found by a person only.
 */
export function tracesOf(asker: AskerIdentity, texts: readonly (string | null | undefined)[]): AskerTrace[] {
  const read = texts
    .filter((text): text is string => !!text)
    .flatMap((text) => [calmed(text), calmed(markdownToPlainText(text))]);
  const holds = (pattern: RegExp): boolean => read.some((text) => pattern.test(text));
  const organisation = asker.organisationNames.map(calmed);
  const found: AskerTrace[] = [];
  if (asker.personNames.some((name) => personPatterns(calmed(name)).some(holds))) found.push('ASKER_PERSON_NAME');
  if (asker.emails.some((email) => holds(anywhere(calmed(email))))) found.push('ASKER_EMAIL');
  if (!asker.creditConsent && organisation.some((name) => holds(namePattern(name)))) found.push('ASKER_ORGANISATION');
  if (
    asker.unitNames
      .map(calmed)
      .filter((name) => !(asker.creditConsent && organisation.includes(name)))
      .some((name) => holds(unitPattern(name)))
  ) {
    found.push('ASKER_UNIT');
  }
  if (asker.diaryNumbers.some((number) => holds(anywhere(calmed(number))))) found.push('ASKER_DIARY_NUMBER');
  if (asker.refs.some((ref) => holds(anywhere(calmed(ref))))) found.push('ASKER_REF');
  return found;
}

/** As a reader sees it: no invisible characters, no marks of Markdown inside a word, every space alike. */
function calmed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}|[*_`~\\]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const WORD = String.raw`[\p{L}\p{N}]`;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** With the genitive's s. */
const whole = (name: string, flags: string): RegExp =>
  new RegExp(`(?<!${WORD})${escaped(name)}(?:s|:s|'s|’s)?(?!${WORD})`, flags);

const anywhere = (text: string): RegExp => whole(text, 'iu');

/**
 * Several words in any case; one word as it is written, or all in capitals: Vara, Mark and Ale are municipalities, and
 * "vara" stands in every second sentence.
 */
function namePattern(name: string): RegExp {
  if (/[ .@\d]/.test(name)) return anywhere(name);
  return new RegExp(`${whole(name, 'u').source}|${whole(name.toLocaleUpperCase('sv'), 'u').source}`, 'u');
}

/** The name, its parts turned around, and the family name alone. */
function personPatterns(name: string): RegExp[] {
  const parts = name.split(' ');
  const family = parts.at(-1)!;
  if (parts.length < 2) return [namePattern(name)];
  const given = parts.slice(0, -1).join(' ');
  const alone = /^\p{Lu}\p{L}{2}/u.test(family) ? [namePattern(family)] : [];
  return [anywhere(name), anywhere(`${family}, ${given}`), anywhere(`${family} ${given}`), ...alone];
}

/**
 * The unit's name as it is written. At the start of a sentence its capital says nothing: "Socialnämnden får …" is about
 * every social welfare committee, "uppgifter hos Socialnämnden" about one.
 */
function unitPattern(name: string): RegExp {
  return new RegExp(`(?<![.!?:#>|•–] |^|[\\d]\\. |- )${whole(name, 'u').source}`, 'u');
}

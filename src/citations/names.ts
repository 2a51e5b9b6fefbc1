import { Kind, Tokens } from './tokens.js';

/** One act of seeds/reference/acts.json. */
export interface ActRecord {
  key: string;
  family: string;
  name: string;
  names: { text: string; form: string; from: string | null; to: string | null }[];
  validFrom: string | null;
  validTo: string | null;
}

export interface Name {
  target: string;
  /** As written; an abbreviation is compared letter by letter, a name without regard to case. */
  text: string;
  abbreviation: boolean;
  /** "Socialtjänstlag": a citation only beside a number or a section. */
  indefinite: boolean;
  from: string | null;
  to: string | null;
  validFrom: string | null;
  validTo: string | null;
  noun: ActNoun;
}

export type ActNoun = 'lag' | 'förordning' | 'balk' | 'direktiv' | 'other';
export type Resolved = { target: string; reason?: undefined } | { target: null; reason: string };

interface Node {
  next: Map<number, Node> | null;
  names: Name[];
}

/** Abbreviations that are words, units or other things as well: only beside a section, or where the text has introduced them. */
const AMBIGUOUS = new Set(
  'SO PL IL DL URL FB MB UB HB KL RO NIS SDG DGA MDR EPL KML LAV LAS LOV FOL JB RB RF FL SFL AML PSF PSL SmL FEU AL LL ATL FML FLL BRL BFL DSA DSL LBE ALF'.split(
    ' ',
  ),
);

/** Words that end as an act does and are none. */
const NOT_ACTS = new Set(
  (
    'anslag avslag beslag bolag förslag inslag omslag påslag slag tillslag underlag upplag uppslag utslag nedslag pålag ' +
    'förlag mellanlag landslag arbetslag lagerlag vattendelag skolag avtalslag bidrag fotbollslag hockeylag rättslag naturlag ' +
    'aktiebolag handelsbolag kommanditbolag dotterbolag moderbolag fastighetsbolag försäkringsbolag bostadsbolag elbolag energibolag ' +
    'beslutsunderlag planunderlag kunskapsunderlag lagförslag ändringsförslag kartunderlag statsanslag driftsanslag klimatanslag ' +
    'genomslag överslag handslag bakslag motslag vindslag hjärtslag ombudslag kollag smörjlag utformning ordning dagordning ' +
    'rangordning rättsordning turordning befordning arbetsordning delegationsordning bolagsordning föredragningsordning ' +
    'beslutsordning skolordning betalningsordning läkemedelsförordning form plattform reform uniform arbetsform driftsform ' +
    'bolagsform upplåtelseform boendeform skolform vårdform platform informationsform avtalsform stadga trafikförordning'
  ).split(' '),
);

const NOUNS: readonly [string, ActNoun][] = [
  ['lag', 'lag'],
  ['balk', 'balk'],
  ['förordning', 'förordning'],
  ['kungörelse', 'förordning'],
  ['ordning', 'lag'],
  ['regeringsform', 'lag'],
  ['stadga', 'other'],
  ['reglemente', 'other'],
  ['direktiv', 'direktiv'],
];
const ENDINGS = ['', 'en', 'n', 'ens', 'ns', 's', 'et', 'ets', 't', 'ts'];

interface Suffix {
  text: string;
  stem: string;
  ending: string;
  noun: ActNoun;
}

/** Every form a noun of an act ends in, by its last three letters. */
const SUFFIXES = new Map<string, Suffix[]>();
for (const [stem, noun] of NOUNS)
  for (const ending of ENDINGS) {
    if (ending === 's' && stem !== 'lag' && stem !== 'balk') continue;
    if ((ending[0] === 't' || ending[1] === 't') && noun !== 'direktiv' && noun !== 'other') continue;
    const text = stem + ending;
    const list = SUFFIXES.get(text.slice(-3)) ?? [];
    list.push({ text, stem, ending, noun });
    SUFFIXES.set(text.slice(-3), list);
  }

/**
 * What sort of act a single word names: "patientdatalagen" a law, "bolagen" nothing. `definite` is false for "patientdatalag".
 * @param word normalised
 */
export function actNoun(word: string): { noun: ActNoun; definite: boolean } | null {
  for (const { text, stem, ending, noun } of SUFFIXES.get(word.slice(-3)) ?? []) {
    if (!word.endsWith(text)) continue;
    if (
      stem === 'ordning' &&
      word !== `riksdagsordning${ending}` &&
      word !== `successionsordning${ending}` &&
      word !== `rättegångsordning${ending}`
    )
      return null;
    const bare = word.slice(0, word.length - ending.length);
    if (
      NOT_ACTS.has(bare) ||
      /(?:bolag|underlag|förlag|anslag|avslag|förslag|utslag|uppslag|landslag|fotbollslag|genomslag)$/.test(bare)
    )
      return null;
    return { noun, definite: ending !== '' && ending !== 's' };
  }
  return null;
}

const NOUN_OF_NAME = /^(?:\S+- och )?(\S+)/;

function nounOf(record: ActRecord): ActNoun {
  if (record.family === 'EU')
    return record.key[11] === 'L' || /^celex\/3\d{4}L/.test(record.key) ? 'direktiv' : 'förordning';
  const head = NOUN_OF_NAME.exec(record.name.toLowerCase())?.[1] ?? '';
  return actNoun(head)?.noun ?? 'other';
}

/**
 * The names of acts and when each meant which act: SoL is 2001:453 in a text of 2011 and 2025:400 in one of 2026. That is
 * a presumption (transitional rules keep an old act alive), so a person can correct what comes of it.
 */
export class NameTable {
  private readonly root: Node = { next: new Map(), names: [] };
  private readonly byTarget = new Map<string, ActRecord>();
  /** By act, what its title holds after the first word. */
  private readonly titles = new Map<string, number[]>();
  private readonly oldNames = new Map<string, { year: string; target: string; noun: ActNoun }[]>();

  /** @param today the date of a text that says none, ISO */
  constructor(
    records: readonly ActRecord[],
    readonly today: string,
  ) {
    for (const record of records) this.addRecord(record);
  }

  noun(target: string): ActNoun | null {
    const record = this.byTarget.get(target);
    return record ? nounOf(record) : null;
  }

  /** Whether any name begins with a word of this hash. */
  begins(hash: number): boolean {
    return this.root.next?.has(hash) ?? false;
  }

  /** The longest name that begins at the token, with its last token's successor. */
  match(tokens: Tokens, from: number): { end: number; names: Name[] } | null {
    let node = this.root;
    let found: { end: number; names: Name[] } | null = null;
    for (let i = from; node.next; i++) {
      const next: Node | undefined = node.next.get(keyAt(tokens, i));
      if (!next) break;
      node = next;
      if (node.names.length > 0) {
        const names = node.names.filter((name) => sameText(tokens, from, i + 1, name));
        if (names.length > 0) found = { end: i + 1, names };
      }
    }
    return found;
  }

  /** @returns the token after the rest of the act's title, or 0 where something else stands there */
  title(target: string, tokens: Tokens, from: number): number {
    const title = this.titles.get(target);
    if (!title) return 0;
    for (let k = 0; k < title.length; k++) if (keyAt(tokens, from + k) !== title[k]) return 0;
    return from + title.length;
  }

  resolve(names: readonly Name[], date: string | null): Resolved {
    const on = date ?? this.today;
    const within = (from: string | null, to: string | null): boolean =>
      (from === null || from <= on) && (to === null || on < to);
    let fit = names.filter((name) => within(name.from, name.to));
    if (new Set(fit.map(({ target }) => target)).size > 1)
      fit = fit.filter((name) => within(name.validFrom, name.validTo));
    const targets = new Set(fit.map(({ target }) => target));
    if (targets.size === 1) return { target: fit[0]!.target };
    return { target: null, reason: targets.size === 0 ? 'name-not-in-use-then' : 'ambiguous-name' };
  }

  /** "1980 års socialtjänstlag". @param word normalised, indefinite or definite */
  ofYear(year: string, word: string): string | null {
    const found = (this.oldNames.get(word) ?? []).filter((one) => one.year === year);
    return found.length === 1 ? found[0]!.target : null;
  }

  private addRecord(record: ActRecord): void {
    this.byTarget.set(record.key, record);
    const noun = nounOf(record);
    for (const { text, form, from, to } of record.names) {
      if (/\d{4}[:/]\d|\d\/\d/.test(text) || record.family === 'AGENCY_REGULATION') continue;
      if (form === 'FULL' && text.includes(' ') && record.family !== 'EU') {
        const words = new Tokens(text);
        this.titles.set(
          record.key,
          Array.from({ length: words.length - 1 }, (_, k) => keyAt(words, k + 1)),
        );
      }
      const abbreviation = form === 'ABBREVIATION';
      const indefinite = form === 'FULL' && !/^(?:Europeiska|Fördraget)/.test(text);
      const name: Name = {
        target: record.key,
        text,
        abbreviation,
        indefinite,
        from,
        to,
        validFrom: record.validFrom,
        validTo: record.validTo,
        noun,
      };
      this.add(name);
      if (abbreviation) {
        this.add({ ...name, text: `${text}:s` });
        this.add({ ...name, text: `${text}s` });
      } else if (!indefinite) this.add({ ...name, text: `${text}s` });
      if (indefinite && !text.includes(' ') && record.family !== 'EU') {
        const year = record.key.slice(4, 8);
        for (const word of [text.toLowerCase(), `${text.toLowerCase()}en`]) {
          const list = this.oldNames.get(word) ?? [];
          list.push({ year, target: record.key, noun });
          this.oldNames.set(word, list);
        }
      }
    }
  }

  private add(name: Name): void {
    const tokens = new Tokens(name.text);
    let node = this.root;
    for (let i = 0; i < tokens.length; i++) {
      node.next ??= new Map();
      const key = keyAt(tokens, i);
      let next: Node | undefined = node.next.get(key);
      if (!next) node.next.set(key, (next = { next: null, names: [] }));
      node = next;
    }
    node.names.push(name);
  }
}

export const isAmbiguous = (abbreviation: string): boolean => AMBIGUOUS.has(abbreviation);

function keyAt(tokens: Tokens, i: number): number {
  const kind = tokens.kind[i];
  if (kind === Kind.WORD) return tokens.value[i]!;
  if (kind === Kind.NUMBER) return 1_000_003 + tokens.value[i]!;
  if (kind === Kind.SIGN) return 3_000_017 + tokens.value[i]!;
  return -1;
}

/** Hashes may collide, words may not. */
function sameText(tokens: Tokens, from: number, to: number, name: Name): boolean {
  let written = '';
  for (let i = from; i < to; i++) {
    if (i > from && !tokens.joined(i)) written += ' ';
    written += tokens.isWord(i) ? tokens.raw(i) : tokens.text.slice(tokens.start[i], tokens.end[i]);
  }
  if (name.abbreviation) return written === name.text;
  const folded = (text: string): string => text.toLowerCase().replaceAll('-', '');
  return folded(written) === folded(name.text);
}

import { say } from '../platform/i18n/messages.js';
import { MeasureResult } from './measure.entity.js';
import type { Chart } from './svg-chart.js';
import {
  type FollowUpArea,
  type FollowUpData,
  type FollowUpFigures,
  type FollowUpItem,
  type FollowUpMeasure,
  type FollowUpPlan,
  MeasureStatus,
} from './report.types.js';

export type Cell = string | number | null;
export interface DocumentTable {
  title: string;
  head: string[];
  rows: Cell[][];
  /** The same in fewer columns, for paper and screen; a spreadsheet wants every figure by itself. */
  short?: { head: string[]; rows: Cell[][] };
}
export type DocumentPart =
  | { type: 'heading'; level: 2 | 3; text: string }
  | { type: 'line'; text: string }
  | { type: 'markdown'; text: string }
  | { type: 'table'; table: DocumentTable }
  | { type: 'chart'; chart: Chart };

/** What a report is written from, whatever it is written as. Swedish, as the association's reports are. */
export interface ReportDocument {
  ref: string | null;
  title: string;
  draft: boolean;
  provenance: string;
  parts: DocumentPart[];
}
export interface ReportStanding {
  ref: string | null;
  approvedAt: string | null;
  dataHash: string;
  /** Published comments, Markdown. */
  comments: string | null;
  /** The day of the file. */
  today: string;
}

const FEWER = 'färre än 3';
const STATUS: Record<MeasureStatus, string> = {
  [MeasureStatus.NOT_STARTED]: 'Ej påbörjad',
  [MeasureStatus.PLANNED]: 'Planerad',
  [MeasureStatus.UNDERWAY]: 'Pågår',
  [MeasureStatus.PARTLY_REACHED]: 'Delvis nådd',
  [MeasureStatus.REACHED]: 'Nådd',
  [MeasureStatus.SETTLED_OTHERWISE]: 'Avgjord på annat sätt',
};
const GRADES: Record<string, string> = {
  PENDING: 'inte avgjort',
  MET: 'tillgodosett',
  LARGELY_MET: 'i huvudsak tillgodosett',
  PARTLY_MET: 'delvis tillgodosett',
  REJECTED: 'avvisat',
  OVERTAKEN: 'överspelat',
  UNKNOWN: 'okänt',
  DROPPED: 'nedlagt',
};
const SURE: Record<string, string> = { HIGH: 'hög', MEDIUM: 'medel', LOW: 'låg' };
const PRIORITY: Record<string, string> = { HIGH: 'hög', MEDIUM: 'medel', LOW: 'låg' };
const NOTES: Record<string, string> = {
  LETTER: 'skrivelse',
  CONSULTATION_RESPONSE: 'remissvar',
  REPORT: 'rapport',
  MEETING: 'möte',
  HEARING: 'hearing',
  REFERENCE_GROUP: 'referensgrupp',
  WHOLLY: 'helt',
  IN_PART: 'delvis',
  ACTIVE: 'drivs',
  RESTING: 'vilar',
  ACHIEVED: 'uppnått',
  ABANDONED: 'övergivet',
};
const FIGURES: [label: string, of: (figures: FollowUpFigures) => Cell][] = [
  ['Yrkanden', (f) => f.claims],
  ['Tillgodosedda', (f) => f.claimsMet],
  ['Tillgodosedda året före', (f) => f.claimsMetBefore],
  ['Påverkansinsatser', (f) => f.actionsDone],
  ['Nya hinder', (f) => f.barriersOpened],
  ['Lösta hinder', (f) => f.barriersResolved],
  ['Öppna hinder', (f) => f.barriersOpen],
  ['Vägledningar', (f) => f.guidancePublished],
  ['Berörda medlemmar', (f) => f.members ?? FEWER],
  ['Besvarade frågor', (f) => f.questionsAnswered ?? FEWER],
  ['Median arbetsdagar', (f) => f.medianWorkingDays ?? '–'],
];
const SHORT: [label: string, of: (figures: FollowUpFigures) => Cell][] = [
  ['Tillgodosedda yrkanden', (f) => `${f.claimsMet} av ${f.claims} (${f.claimsMetBefore} året före)`],
  ['Insatser', (f) => f.actionsDone],
  ['Hinder: nya, lösta, öppna', (f) => `${f.barriersOpened}, ${f.barriersResolved}, ${f.barriersOpen}`],
  ['Vägledning', (f) => f.guidancePublished],
  ['Berörda medlemmar', (f) => f.members ?? FEWER],
  [
    'Besvarade frågor (median dagar)',
    (f) => (f.questionsAnswered === null ? FEWER : `${f.questionsAnswered} (${f.medianWorkingDays ?? '–'})`),
  ],
];
const RESULT: Record<MeasureResult, string> = {
  [MeasureResult.REACHED]: 'nått',
  [MeasureResult.PARTLY_REACHED]: 'delvis nått',
  [MeasureResult.NOT_REACHED]: 'inte nått',
};
const outcomeOf = ({ result, account }: FollowUpPlan): string =>
  result ? [RESULT[result], account].filter(Boolean).join(': ') : 'inte rapporterat';
const noteOf = (note: string | null): string => (note ? (NOTES[note] ?? note) : '');
const sek = (amount: number | null): string => (amount === null ? '–' : `${amount.toLocaleString('sv-SE')} kr`);

export function reportDocument(data: FollowUpData, standing: ReportStanding): ReportDocument {
  const draft = standing.approvedAt === null;
  const name = `${data.strategyTitle}: uppföljning ${data.year}`;
  const parts: DocumentPart[] = [
    { type: 'line', text: `Avser ${data.from} till ${data.to}${data.whole ? '' : ' (året pågår)'}.` },
  ];
  if (draft) parts.push({ type: 'line', text: 'UTKAST: inte godkänt, och kan ändras.' });
  if (standing.comments !== null)
    parts.push({ type: 'heading', level: 2, text: 'Kommentar' }, { type: 'markdown', text: standing.comments });
  parts.push({ type: 'heading', level: 2, text: 'Året i siffror' }, ...summary(data));
  for (const area of data.areas) parts.push(...areaParts(area));
  const comparison = planTable(data);
  if (comparison.rows.length > 0)
    parts.push({ type: 'heading', level: 2, text: 'Plan mot utfall' }, { type: 'table', table: comparison });
  return {
    ref: standing.ref,
    title: standing.ref ? `${standing.ref} ${name}` : name,
    draft,
    parts,
    provenance:
      `Utdrag ur Lagrum ${standing.today}. ` +
      (draft ? 'Utkast. ' : `Godkänd och fryst ${standing.approvedAt}. `) +
      `Siffrornas kontrollsumma (SHA-256) ${standing.dataHash}. Tal under tre visas inte; medlemmar räknas bara för hinder som minst tre har anslutit sig till.`,
  };
}

function summary(data: FollowUpData): DocumentPart[] {
  const labels = data.series.map(({ year }) => String(year));
  const line = (of: (figures: FollowUpFigures) => number | null) => data.series.map(of);
  const charts: Chart[] = [
    {
      id: 'hinder',
      title: 'Hinder per år',
      description: described(
        'Hinder',
        labels,
        data.series.map((one) => `${one.barriersOpened} nya, ${one.barriersResolved} lösta`),
      ),
      type: 'bars',
      labels,
      series: [
        { name: 'Nya', values: line((f) => f.barriersOpened) },
        { name: 'Lösta', values: line((f) => f.barriersResolved) },
        { name: 'Öppna vid årets slut', values: line((f) => f.barriersOpen) },
      ],
    },
    {
      id: 'yrkanden',
      title: 'Yrkanden som tillgodosetts, av alla',
      description: described(
        'Yrkanden',
        labels,
        data.series.map((one) => `${one.claimsMet} av ${one.claims}`),
      ),
      type: 'lines',
      labels,
      series: [
        { name: 'Yrkanden', values: line((f) => f.claims) },
        { name: 'Tillgodosedda helt eller i huvudsak', values: line((f) => f.claimsMet) },
      ],
    },
    {
      id: 'svarstid',
      title: 'Median av arbetsdagar till svar',
      description: described(
        'Svarstid',
        labels,
        data.series.map((one) => `${one.medianWorkingDays ?? 'färre än tre frågor'}`),
      ),
      type: 'lines',
      labels,
      series: [{ name: 'Arbetsdagar', values: line((f) => f.medianWorkingDays) }],
    },
  ];
  const status: Chart = {
    id: 'lage',
    title: 'Insatsernas läge',
    description: described(
      'Antal insatser',
      Object.values(STATUS),
      Object.values(MeasureStatus).map((one) => String(countOf(data, one))),
    ),
    type: 'bars',
    labels: Object.values(STATUS).map((label) => label.replace(' på annat sätt', '')),
    series: [{ name: 'Insatser', values: Object.values(MeasureStatus).map((one) => countOf(data, one)) }],
  };
  const years: DocumentTable = {
    title: 'Fem år',
    head: ['År', ...FIGURES.map(([label]) => label)],
    rows: data.series.map((one) => [String(one.year), ...FIGURES.map(([, of]) => of(one))]),
    short: {
      head: ['År', ...SHORT.map(([label]) => label)],
      rows: data.series.map((one) => [String(one.year), ...SHORT.map(([, of]) => of(one))]),
    },
  };
  return [
    { type: 'table', table: years },
    ...[status, ...charts].flatMap((chart): DocumentPart[] => [
      { type: 'chart', chart },
      { type: 'table', table: tableOf(chart) },
    ]),
  ];
}

const countOf = (data: FollowUpData, status: MeasureStatus): number =>
  data.areas.flatMap(({ measures }) => measures).filter((one) => one.status === status).length;
const described = (what: string, labels: readonly string[], values: readonly string[]): string =>
  `${what}: ${labels.map((label, i) => `${label}: ${values[i]}`).join('; ')}.`;

/** The same figures as the chart, for whoever reads rather than looks. */
export function tableOf({ title, labels, series }: Chart): DocumentTable {
  return {
    title,
    head: ['', ...series.map(({ name }) => name)],
    rows: labels.map((label, i) => [label, ...series.map(({ values }) => values[i] ?? '–')]),
  };
}

function areaParts(area: FollowUpArea): DocumentPart[] {
  const parts: DocumentPart[] = [
    { type: 'heading', level: 2, text: `${area.code} ${area.title}` },
    {
      type: 'table',
      table: {
        title: `Insatser i område ${area.code}`,
        head: ['Insats', 'Läge', 'Läge året före', ...FIGURES.map(([label]) => label)],
        rows: area.measures.map((one) => [
          `${one.code} ${one.title}`,
          STATUS[one.status],
          STATUS[one.statusBefore],
          ...FIGURES.map(([, of]) => of(one)),
        ]),
        short: {
          head: ['Insats', 'Läge', 'Året före', ...SHORT.map(([label]) => label)],
          rows: area.measures.map((one) => [
            `${one.code} ${one.title}`,
            STATUS[one.status],
            STATUS[one.statusBefore],
            ...SHORT.map(([, of]) => of(one)),
          ]),
        },
      },
    },
  ];
  for (const measure of area.measures) parts.push(...measureParts(measure));
  return parts;
}

function measureParts(measure: FollowUpMeasure): DocumentPart[] {
  const items = (title: string, list: FollowUpItem[]): DocumentPart[] =>
    list.length === 0
      ? []
      : [
          {
            type: 'table',
            table: {
              title,
              head: ['Beteckning', 'Rubrik', 'Slag eller läge', 'Dag'],
              rows: list.map(({ ref, title: name, note, on }) => [ref, name, noteOf(note), on ?? '']),
            },
          },
        ];
  const moved: DocumentPart[] =
    measure.movements.length === 0
      ? []
      : [
          {
            type: 'table',
            table: {
              title: 'Yrkanden som rört sig',
              head: ['Mål', 'Yrkande', 'Från', 'Till', 'Säkerhet', 'Dag'],
              rows: measure.movements.map((one) => [
                `${one.goal}.${one.number}`,
                one.title,
                one.from ? GRADES[one.from]! : 'nytt',
                GRADES[one.to]!,
                one.certainty ? SURE[one.certainty]! : '–',
                one.on,
              ]),
            },
          },
        ];
  const found = [
    ...moved,
    ...items('Påverkansmål', measure.goals),
    ...items('Vad som gjordes', measure.actions),
    ...items('Nya hinder', measure.opened),
    ...items('Lösta hinder', measure.resolved),
    ...items('Ny vägledning', measure.guidance),
  ];
  return found.length === 0 ? [] : [{ type: 'heading', level: 3, text: `${measure.code} ${measure.title}` }, ...found];
}

function planTable(data: FollowUpData): DocumentTable {
  return {
    title: 'Plan mot utfall',
    head: ['Insats', 'Prioritet', 'Mål enligt plan', 'Tidplan', 'Budget', 'Förbrukat', 'Läge', 'Utfall', 'Anmärkning'],
    rows: data.areas
      .flatMap(({ measures }) => measures)
      .flatMap(({ code, title, plan, status }): Cell[][] =>
        plan
          ? [
              [
                `${code} ${title}`,
                PRIORITY[plan.priority]!,
                plan.goal,
                [plan.timetableFrom, plan.timetableTo].filter(Boolean).join(' – ') || '–',
                sek(plan.budgetSek),
                sek(plan.spentSek),
                STATUS[status],
                outcomeOf(plan),
                [plan.late && say('FOLLOW_UP_LATE', 'sv'), plan.overBudget && say('FOLLOW_UP_OVER_BUDGET', 'sv')]
                  .filter(Boolean)
                  .join(', '),
              ],
            ]
          : [],
      ),
  };
}

import type { Act, Asked, Option } from '../acts/acts';
import { optionsOf } from '../barriers/barrier-acts';
import type { CaseDocumentsQuery, CaseLogQuery, CaseViewFragment } from '../gql/graphql';
import { LINK_ADD, LINK_REMOVE } from '../parts/link-acts';
import type { CaseWords } from '../words/cases';
import { CASE_MUTATIONS as M } from './case-mutations';

export type CaseDocumentRow = NonNullable<CaseDocumentsQuery['caseDocuments']>['nodes'][number];
export type CaseLogRow = NonNullable<CaseLogQuery['caseLog']>['nodes'][number];

/** What adds to a case names it and asks for no version. */
const named = (id: string): Record<string, unknown> => ({ case: id });
const whether = (wanted: boolean, act: Act): Act[] => (wanted ? [act] : []);

const numbered = (documents: readonly CaseDocumentRow[]): Option[] =>
  documents.map((one) => [one.id, `${one.number}. ${one.title}`]);

/** The case as a whole: what it says of itself, and where it goes. */
export function courseActs(w: CaseWords, of: CaseViewFragment, me: string | undefined): Act[] {
  const a = w.acts;
  const reason: Asked = { name: 'reason', kind: 'text', label: a.reason, required: true };
  return [
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: M.caseUpdate,
      fields: [
        { name: 'title', kind: 'line', label: w.titleLabel, initial: of.title, required: true },
        { name: 'summary', kind: 'text', rows: 6, label: w.summary, initial: of.summary ?? undefined },
        {
          name: 'subjectAreas',
          kind: 'areas',
          label: w.areas,
          initial: of.subjectAreas.map(({ id }) => id),
        },
        { name: 'diaryNumber', kind: 'line', label: w.diary, initial: of.diaryNumber ?? undefined },
        { name: 'foreignReference', kind: 'line', label: w.foreign, initial: of.foreignReference ?? undefined },
        { name: 'classCode', kind: 'line', label: w.classCode, initial: of.classCode ?? undefined },
      ],
    },
    {
      action: 'update',
      key: 'watch-for',
      label: a.due,
      done: a.dueDone,
      help: a.dueHelp,
      document: M.caseUpdate,
      fields: [
        { name: 'dueOn', kind: 'date', label: a.dueOn, initial: of.dueOn ?? undefined, required: true },
        { name: 'dueWhat', kind: 'line', label: a.dueWhat, initial: of.dueWhat ?? undefined },
      ],
    },
    ...whether(of.dueOn != null, {
      action: 'update',
      key: 'watch-no-more',
      label: a.dueEnd,
      done: a.dueEndDone,
      help: a.dueEndHelp,
      document: M.caseUpdate,
      fields: [],
      fixed: { dueOn: null },
    }),
    ...whether(me !== undefined && of.responsible?.id !== me, {
      action: 'update',
      key: 'take',
      label: a.take,
      done: a.takeDone,
      help: a.takeHelp,
      document: M.caseUpdate,
      fields: [],
      fixed: { responsible: me },
    }),
    {
      action: 'update',
      key: 'hand-over',
      label: a.handOver,
      done: a.handOverDone,
      document: M.caseUpdate,
      fields: [{ name: 'responsible', kind: 'person', label: w.responsible, role: 'SUBMITTER', required: true }],
    },
    {
      action: 'update',
      key: 'retention',
      label: a.retention,
      done: a.retentionDone,
      help: a.retentionHelp,
      document: M.caseUpdate,
      fields: [
        {
          name: 'retention',
          kind: 'choice',
          label: w.retention,
          options: optionsOf(w.retentions),
          initial: of.retention ?? undefined,
          required: true,
        },
        {
          name: 'retentionYears',
          kind: 'number',
          label: a.retentionYears,
          initial: of.retentionYears?.toString(),
          required: true,
          when: (v) => v.retention === 'DISPOSE',
        },
        {
          name: 'retentionBasis',
          kind: 'line',
          label: w.basis,
          help: a.retentionBasisHelp,
          initial: of.retentionBasis ?? undefined,
        },
        { name: 'legalHold', kind: 'line', label: w.hold, help: a.holdHelp, initial: of.legalHold ?? undefined },
      ],
    },
    {
      action: 'close',
      label: a.close,
      done: a.closeDone,
      help: of.decisions.length ? a.closeHelp : a.closeUndecided,
      document: M.caseClose,
      fields: [{ ...reason, required: of.decisions.length === 0 }],
    },
    { action: 'reopen', label: a.reopen, done: a.reopenDone, document: M.caseReopen, fields: [reason] },
  ];
}

export function documentActs(w: CaseWords, of: CaseViewFragment, documents: readonly CaseDocumentRow[]): Act[] {
  const a = w.acts;
  const loose: Option[] = of.looseFiles.map(({ id, name }) => [id, name]);
  const marks = of.secrecyMarks.filter(({ liftedAt }) => !liftedAt);
  return [
    {
      action: 'registerDocument',
      label: a.register,
      done: a.registerDone,
      look: 'primary',
      help: a.registerHelp,
      document: M.caseRegisterDocument,
      mayKeep: of.access === 'RESTRICTED',
      fields: [
        { name: 'kind', kind: 'choice', label: w.kindLabel, options: optionsOf(w.kindLong), required: true },
        { name: 'title', kind: 'line', label: a.documentTitle, help: a.documentTitleHelp, required: true },
        {
          name: 'correspondent',
          kind: 'line',
          label: w.correspondent,
          required: true,
          when: ({ kind }) => kind === 'INCOMING' || kind === 'DISPATCHED',
        },
        { name: 'date', kind: 'date', label: w.date, help: a.dateHelp },
        { name: 'upload', kind: 'file', label: w.file, help: a.fileHelp },
        {
          name: 'file',
          kind: 'pick',
          label: a.looseFile,
          options: loose,
          when: ({ upload }) => loose.length > 0 && upload === undefined,
        },
        { name: 'secrecyGround', kind: 'line', label: a.secrecy, help: a.secrecyHelp },
        { name: 'classCode', kind: 'line', label: w.classCode, help: a.classHelp },
      ],
      names: named,
    },
    {
      action: 'markSecrecy',
      label: a.mark,
      done: a.markDone,
      help: w.marksNote,
      document: M.caseMarkSecrecy,
      fields: [
        { name: 'ground', kind: 'line', label: a.secrecy, help: a.groundHelp, required: true },
        { name: 'document', kind: 'pick', label: w.document, help: a.markWhole, options: numbered(documents) },
      ],
      names: named,
    },
    ...whether(marks.length > 0, {
      action: 'liftMark',
      label: a.lift,
      done: a.liftDone,
      document: M.caseLiftMark,
      fields: [
        {
          name: 'mark',
          kind: 'pick',
          label: w.marks,
          options: marks.map((one) => [
            one.id,
            `${one.ground} (${one.document ? w.documentNumber(one.document.number) : w.wholeCase})`,
          ]),
          required: true,
        },
        { name: 'reason', kind: 'text', label: a.reason, required: true },
      ],
      names: named,
    }),
  ];
}

export function decisionActs(w: CaseWords, of: CaseViewFragment, documents: readonly CaseDocumentRow[]): Act[] {
  const a = w.acts;
  const unsent = of.decisions.filter(({ expeditedOn }) => !expeditedOn);
  return [
    {
      action: 'decide',
      label: a.decide,
      done: a.decideDone,
      document: M.caseDecide,
      mayKeep: of.access === 'RESTRICTED',
      fields: [
        { name: 'outcome', kind: 'text', rows: 6, label: a.what, required: true },
        { name: 'decidedBy', kind: 'line', label: a.by, help: a.byHelp, required: true },
        { name: 'delegation', kind: 'line', label: a.delegation, help: a.delegationHelp },
        { name: 'decidedOn', kind: 'date', label: a.decidedOn, help: a.dateHelp },
        { name: 'document', kind: 'pick', label: a.decisionDocument, options: numbered(documents) },
        { name: 'appeal', kind: 'choice', label: a.appeal, options: optionsOf(w.appeal) },
        {
          name: 'appealInformation',
          kind: 'text',
          rows: 3,
          label: a.appealInformation,
          help: a.appealInformationHelp,
          required: true,
          initial: a.appealUsual,
          when: ({ appeal }) => appeal === 'APPEAL',
        },
      ],
    },
    ...whether(unsent.length > 0, {
      action: 'expedite',
      label: a.expedite,
      done: a.expediteDone,
      help: a.expediteHelp,
      document: M.caseExpedite,
      fields: [
        {
          name: 'decision',
          kind: 'pick',
          label: w.decision,
          options: unsent.map((one) => [one.id, `${one.decidedOn} ${one.decidedBy}`]),
          initial: unsent.length === 1 ? unsent[0]!.id : undefined,
          required: true,
        },
        { name: 'to', kind: 'line', label: a.to, help: a.toHelp, required: true },
        { name: 'date', kind: 'date', label: w.date, help: a.dateHelp },
      ],
      names: named,
    }),
  ];
}

export function partyActs(w: CaseWords, of: CaseViewFragment): Act[] {
  const a = w.acts;
  const parties: Option[] = of.parties.filter(({ endedAt }) => !endedAt).map((one) => [one.id, one.name]);
  return [
    {
      action: 'addParty',
      label: a.party,
      done: a.partyDone,
      document: M.caseAddParty,
      mayKeep: of.access === 'RESTRICTED',
      fields: [
        { name: 'name', kind: 'line', label: a.name, help: a.nameHelp, required: true },
        { name: 'role', kind: 'choice', label: a.role, options: optionsOf(w.partyRole), required: true },
      ],
      names: named,
    },
    ...whether(parties.length > 0, {
      action: 'endParty',
      label: a.endParty,
      done: a.endPartyDone,
      document: M.caseEndParty,
      fields: [{ name: 'party', kind: 'pick', label: w.party, options: parties, required: true }],
      names: named,
    }),
  ];
}

export const noteActs = (w: CaseWords, of: CaseViewFragment): Act[] => [
  {
    action: 'addNote',
    label: w.acts.note,
    done: w.acts.noteDone,
    help: w.acts.noteHelp,
    document: M.caseAddNote,
    mayKeep: of.access === 'RESTRICTED',
    fields: [{ name: 'body', kind: 'text', rows: 5, label: w.acts.text, required: true }],
    names: named,
  },
];

export function logActs(w: CaseWords, log: readonly CaseLogRow[]): Act[] {
  const a = w.acts;
  const followed = new Set(log.map(({ follows }) => follows));
  const requests: Option[] = log
    .filter(({ id, outcome }) => outcome && outcome !== 'RELEASED' && outcome !== 'WITHDRAWN' && !followed.has(id))
    .map((one) => [one.id, `${one.date} ${one.body.slice(0, 60)}`]);
  const { PENDING: _, ...outcomes } = w.outcome;
  const date: Asked = { name: 'date', kind: 'date', label: w.date, help: a.dateHelp };
  return [
    {
      action: 'logRelease',
      label: a.release,
      done: a.releaseDone,
      help: a.releaseHelp,
      document: M.caseLogRelease,
      fields: [
        { name: 'body', kind: 'text', label: a.asked, required: true },
        { name: 'requester', kind: 'line', label: w.requester, help: a.requesterHelp },
        date,
      ],
      names: named,
    },
    ...whether(requests.length > 0, {
      action: 'logRelease',
      key: 'try',
      label: a.try,
      done: a.tryDone,
      document: M.caseLogRelease,
      fields: [
        {
          name: 'follows',
          kind: 'pick',
          label: w.follows,
          options: requests,
          initial: requests.length === 1 ? requests[0]![0] : undefined,
          required: true,
        },
        { name: 'outcome', kind: 'choice', label: a.result, options: optionsOf(outcomes), required: true },
        {
          name: 'ground',
          kind: 'line',
          label: w.ground,
          help: a.groundHelp,
          required: true,
          when: ({ outcome }) => ['PARTLY_RELEASED', 'REFUSED', 'REFUSED_BY_DECISION'].includes(outcome as string),
        },
        { name: 'body', kind: 'text', label: a.tried, required: true },
        date,
      ],
      names: named,
    }),
    {
      action: 'logAdd',
      label: a.log,
      done: a.logDone,
      document: M.caseLogAdd,
      fields: [
        {
          name: 'kind',
          kind: 'choice',
          label: w.kindLabel,
          options: optionsOf(w.logKind).filter(([kind]) => kind !== 'RELEASE_REQUEST'),
          required: true,
        },
        { name: 'body', kind: 'text', label: a.happened, required: true },
        date,
      ],
      names: named,
    },
  ];
}

/** Links to what the unit has asked, or to what it ran into. */
export function linkActs(w: CaseWords, of: CaseViewFragment, kind: 'QUESTION' | 'BARRIER'): Act[] {
  const a = w.acts;
  const links = of.links.filter(({ entry }) => entry.kind === kind);
  return [
    ...whether(kind === 'QUESTION', {
      action: 'link',
      key: 'link-question',
      label: a.linkQuestion,
      done: a.linkDone,
      document: LINK_ADD,
      fields: [
        { name: 'from', kind: 'entry', of: 'QUESTION', label: a.question, example: 'F-2026-12', required: true },
      ],
      names: (id) => ({ to: id, type: 'ASKS_IN' }),
    }),
    ...whether(kind === 'BARRIER', {
      action: 'link',
      key: 'link-barrier',
      label: a.linkBarrier,
      done: a.linkDone,
      document: LINK_ADD,
      fields: [{ name: 'to', kind: 'entry', of: 'BARRIER', label: a.barrier, example: 'H-17', required: true }],
      names: (id) => ({ from: id, type: 'CONCERNS' }),
    }),
    ...whether(links.length > 0, {
      action: 'link',
      key: 'unlink',
      label: a.unlink,
      done: a.unlinkDone,
      document: LINK_REMOVE,
      fields: [
        {
          name: 'id',
          kind: 'pick',
          label: a.unlinkWhat,
          options: links.map(({ id, entry }) => [id, `${entry.ref ?? ''} ${entry.title}`.trim()]),
          required: true,
        },
      ],
      names: () => ({}),
    }),
  ];
}

import type { Act, Asked, Option } from '../acts/acts';
import { optionsOf } from '../barriers/barrier-acts';
import type { CaseDocumentsQuery, CaseLogQuery, CaseViewFragment } from '../gql/graphql';
import type { caseWords } from '../words/cases';
import { CASE_MUTATIONS as M } from './case-mutations';

type Words = (typeof caseWords)['sv'];
type Document = NonNullable<CaseDocumentsQuery['caseDocuments']>['nodes'][number];
type LogEntry = NonNullable<CaseLogQuery['caseLog']>['nodes'][number];

const named = (id: string): Record<string, unknown> => ({ case: id });

export function caseActs(w: Words, of: CaseViewFragment, documents: Document[], log: LogEntry[]): Act[] {
  const a = w.acts;
  const reason: Asked = { name: 'reason', kind: 'text', label: a.reason, required: true };
  const chosen: Option[] = documents.map((one) => [one.id, `${one.number}. ${one.title}`]);
  const parties: Option[] = of.parties.filter(({ endedAt }) => !endedAt).map((one) => [one.id, one.name]);
  const marks: Option[] = of.secrecyMarks
    .filter(({ liftedAt }) => !liftedAt)
    .map((one) => [one.id, `${one.ground} (${one.document ? `${w.document} ${one.document.number}` : w.wholeCase})`]);
  const requests: Option[] = log
    .filter(({ logKind, outcome }) => logKind === 'RELEASE_REQUEST' && (outcome === 'PENDING' || outcome === 'REFUSED'))
    .map((one) => [one.id, `${one.date} ${one.body.slice(0, 60)}`]);
  const acts: (Act | false)[] = [
    {
      action: 'registerDocument',
      label: a.register,
      done: a.registerDone,
      look: 'primary',
      document: M.caseRegisterDocument,
      fields: [
        { name: 'kind', kind: 'choice', label: w.kindLabel, options: optionsOf(w.kind), required: true },
        { name: 'title', kind: 'line', label: w.titleLabel, required: true },
        { name: 'correspondent', kind: 'line', label: w.correspondent },
        { name: 'date', kind: 'date', label: w.date },
        {
          name: 'file',
          kind: 'pick',
          label: w.file,
          help: a.fileHelp,
          options: of.files.map(({ id, name }) => [id, name] as const),
        },
        { name: 'secrecyGround', kind: 'line', label: a.secrecy, help: a.secrecyHelp },
        { name: 'classCode', kind: 'line', label: w.classCode },
      ],
      names: named,
    },
    {
      action: 'decide',
      label: a.decide,
      done: a.decideDone,
      document: M.caseDecide,
      fields: [
        { name: 'outcome', kind: 'text', label: a.what, required: true },
        { name: 'decidedBy', kind: 'line', label: a.by, required: true },
        { name: 'decidedOn', kind: 'date', label: w.date },
        { name: 'delegation', kind: 'line', label: a.delegation },
        { name: 'document', kind: 'pick', label: w.document, options: chosen },
      ],
    },
    {
      action: 'addNote',
      label: a.note,
      done: a.noteDone,
      document: M.caseAddNote,
      fields: [{ name: 'body', kind: 'text', label: a.text, required: true }],
      names: named,
    },
    {
      action: 'addParty',
      label: a.party,
      done: a.partyDone,
      document: M.caseAddParty,
      fields: [
        { name: 'name', kind: 'line', label: a.name, required: true },
        { name: 'role', kind: 'choice', label: a.role, options: optionsOf(w.partyRole), required: true },
      ],
      names: named,
    },
    parties.length > 0 && {
      action: 'endParty',
      label: a.endParty,
      done: a.endPartyDone,
      document: M.caseEndParty,
      fields: [{ name: 'party', kind: 'pick', label: w.parties, options: parties, required: true }],
      names: named,
    },
    {
      action: 'markSecrecy',
      label: a.mark,
      done: a.markDone,
      help: w.marksNote,
      document: M.caseMarkSecrecy,
      fields: [
        { name: 'ground', kind: 'line', label: a.secrecy, required: true },
        { name: 'document', kind: 'pick', label: w.document, options: chosen },
      ],
      names: named,
    },
    marks.length > 0 && {
      action: 'liftMark',
      label: a.lift,
      done: a.liftDone,
      document: M.caseLiftMark,
      fields: [{ name: 'mark', kind: 'pick', label: w.marks, options: marks, required: true }, reason],
      names: named,
    },
    {
      action: 'logRelease',
      label: a.release,
      done: a.releaseDone,
      document: M.caseLogRelease,
      fields: [
        { name: 'body', kind: 'text', label: a.about, required: true },
        { name: 'follows', kind: 'pick', label: w.follows, options: requests, when: () => requests.length > 0 },
        { name: 'outcome', kind: 'pick', label: a.result, options: optionsOf(w.outcome) },
        { name: 'ground', kind: 'line', label: w.ground, help: a.secrecyHelp },
        { name: 'requester', kind: 'line', label: w.requester },
        { name: 'date', kind: 'date', label: w.date },
      ],
      names: named,
    },
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
        { name: 'body', kind: 'text', label: a.about, required: true },
        { name: 'date', kind: 'date', label: w.date },
      ],
      names: named,
    },
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: M.caseUpdate,
      fields: [
        { name: 'title', kind: 'line', label: w.titleLabel, initial: of.title, required: true },
        { name: 'summary', kind: 'text', label: w.summary, initial: of.summary ?? undefined },
        { name: 'foreignReference', kind: 'line', label: w.foreign, initial: of.foreignReference ?? undefined },
        { name: 'classCode', kind: 'line', label: w.classCode, initial: of.classCode ?? undefined },
        {
          name: 'retention',
          kind: 'choice',
          label: w.retention,
          options: optionsOf(w.retentions),
          initial: of.retention ?? undefined,
        },
        {
          name: 'retentionYears',
          kind: 'number',
          label: a.retentionYears,
          initial: of.retentionYears?.toString(),
          when: (v) => v.retention === 'DISPOSE',
        },
        { name: 'retentionBasis', kind: 'line', label: w.basis, initial: of.retentionBasis ?? undefined },
        { name: 'legalHold', kind: 'line', label: w.hold, initial: of.legalHold ?? undefined },
      ],
    },
    {
      action: 'close',
      label: a.close,
      done: a.closeDone,
      help: a.closeHelp,
      document: M.caseClose,
      fields: [{ name: 'reason', kind: 'text', label: a.reason }],
    },
    { action: 'reopen', label: a.reopen, done: a.reopenDone, document: M.caseReopen, fields: [reason] },
  ];
  return acts.filter((act): act is Act => act !== false);
}

import type { Act, Asked, Option, Values } from '../acts/acts';
import type { BarrierViewFragment } from '../gql/graphql';
import type { barrierWords } from '../words/barriers';
import { BARRIER_MUTATIONS as M } from './barrier-mutations';

type Words = (typeof barrierWords)['sv'];
export const optionsOf = (labels: Record<string, string>): Option[] => Object.entries(labels);

export const proofOf = (w: Words, required = false): Asked => ({
  name: 'evidence',
  kind: 'proof',
  label: w.new.proof,
  help: w.new.proofHelp,
  kinds: optionsOf(w.evidenceKind),
  note: 'explanation',
  required,
});

export const signOnFields = (w: Words, units: Option[]): Asked[] => [
  ...(units.length > 1
    ? [
        {
          name: 'unitId',
          kind: 'pick',
          label: w.unit,
          options: units,
          required: true,
        } as const,
      ]
    : []),
  { name: 'process', kind: 'line', label: w.process },
  { name: 'volumePerYear', kind: 'number', label: w.volume },
  { name: 'costSek', kind: 'number', label: w.cost },
  { name: 'words', kind: 'text', label: w.own },
  { name: 'showName', kind: 'check', label: w.showName, help: w.showNameHelp },
];

/** In the order in which they are reached for. */
export function barrierActs(w: Words, of: BarrierViewFragment, units: Option[]): Act[] {
  const a = w.acts;
  const reason: Asked = { name: 'reason', kind: 'text', label: a.reason, help: a.reasonPublic, required: true };
  const ending = (gone: (values: Values) => boolean): Asked[] => [
    {
      name: 'way',
      kind: 'choice',
      label: a.wayLabel,
      options: optionsOf(a.ways),
      required: true,
      when: gone,
    },
    {
      name: 'guidance',
      kind: 'entry',
      of: 'GUIDANCE',
      example: 'V-3',
      label: a.guidance,
      required: true,
      when: (v) => gone(v) && v.way === 'GUIDANCE',
    },
    {
      name: 'law',
      kind: 'provisions',
      label: a.law,
      required: true,
      when: (v) => gone(v) && v.way === 'LAW_IN_FORCE',
    },
    {
      name: 'dossier',
      kind: 'entry',
      of: 'DOSSIER',
      example: 'L-4',
      label: a.dossier,
      when: (v) => gone(v) && v.way === 'LAW_IN_FORCE',
    },
    {
      name: 'extent',
      kind: 'choice',
      label: a.extent,
      options: optionsOf(a.extents),
      initial: 'WHOLLY',
      when: gone,
    },
    { name: 'from', kind: 'date', label: a.fromLabel, when: gone },
  ];
  return [
    {
      action: 'signOn',
      label: a.signOn,
      done: a.signOnDone,
      help: a.signOnHelp,
      look: 'primary',
      document: M.barrierSignOn,
      fields: signOnFields(w, units),
      names: (id) => ({ id, ...(units.length === 1 ? { unitId: units[0]![0] } : {}) }),
    },
    {
      action: 'confirm',
      label: a.confirm,
      done: a.confirmDone,
      help: a.confirmHelp,
      look: 'primary',
      document: M.barrierConfirm,
      fields: [],
    },
    {
      action: 'pursue',
      label: a.pursue,
      done: a.pursueDone,
      look: 'primary',
      document: M.barrierPursue,
      fields: [{ name: 'goal', kind: 'entry', of: 'GOAL', example: 'P-5', label: a.goal }],
    },
    {
      action: 'classify',
      label: a.classify,
      done: a.classifyDone,
      help: of.state === 'REPORTED' ? undefined : a.classifyHelp,
      document: M.barrierClassify,
      fields: [
        {
          name: 'kind',
          kind: 'choice',
          label: a.kind,
          options: (['OBSTACLE', 'UNCERTAINTY', 'KNOWLEDGE_GAP'] as const).map(
            (one) => [one, `${w.kind[one]}: ${w.kindHelp[one]}`] as const,
          ),
          initial: of.barrierKind ?? undefined,
          required: true,
        },
        {
          name: 'severity',
          kind: 'choice',
          label: a.severity,
          options: optionsOf(w.severity),
          initial: of.weight.severity,
        },
        proofOf(w),
        ...(of.state === 'REPORTED' ? [] : [reason]),
      ],
    },
    {
      action: 'addEvidence',
      label: a.addEvidence,
      done: a.addEvidenceDone,
      document: M.barrierEvidenceAdd,
      fields: [
        { name: 'kind', kind: 'pick', label: w.new.proof, options: optionsOf(w.evidenceKind), required: true },
        { name: 'target', kind: 'provision', label: w.lawLabel },
        { name: 'explanation', kind: 'text', label: a.note },
      ],
      names: (id) => ({ id }),
    },
    {
      action: 'resolve',
      label: a.resolve,
      done: a.resolveDone,
      document: M.barrierResolve,
      fields: [...ending(() => true), { name: 'note', kind: 'text', label: a.note, help: a.noteHelp }],
    },
    {
      action: 'verify',
      label: a.verify,
      done: a.verifyDone,
      document: M.barrierVerify,
      fields: [
        { name: 'outcome', kind: 'choice', label: a.outcome, options: optionsOf(a.outcomes), required: true },
        ...ending((v) => v.outcome === 'GONE' && of.state !== 'RESOLVED'),
        { name: 'note', kind: 'text', label: a.note, help: a.noteHelp },
      ],
    },
    {
      action: 'stopPursuing',
      label: a.stopPursuing,
      done: a.stopPursuingDone,
      document: M.barrierStopPursuing,
      fields: [reason],
    },
    { action: 'reopen', label: a.reopen, done: a.reopenDone, document: M.barrierReopen, fields: [reason] },
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: M.barrierUpdate,
      fields: [
        { name: 'title', kind: 'line', label: w.new.what, initial: of.title, required: true },
        { name: 'summary', kind: 'text', rows: 6, label: w.new.summary, initial: of.summary, required: true },
        { name: 'layer', kind: 'choice', label: w.new.layer, options: optionsOf(w.layer), initial: of.layer },
        {
          name: 'services',
          kind: 'lines',
          label: w.services,
          help: w.new.servicesHelp,
          initial: of.services.join('\n'),
        },
        { name: 'subjectAreas', kind: 'areas', label: w.areas, initial: of.subjectAreas.map(({ id }) => id) },
        ...(of.allowedActions.some(({ action }) => action === 'classify')
          ? [
              {
                name: 'severity',
                kind: 'choice',
                label: a.severity,
                options: optionsOf(w.severity),
                initial: of.weight.severity,
              } as const,
            ]
          : []),
        ...(of.state === 'REPORTED' && (of.access === 'PUBLIC' || of.access === 'MEMBERS')
          ? [
              {
                name: 'access',
                kind: 'choice',
                label: w.new.access,
                options: optionsOf(w.new.accesses),
                initial: of.access,
              } as const,
            ]
          : []),
      ],
    },
    {
      action: 'merge',
      label: a.merge,
      done: a.mergeDone,
      help: a.mergeHelp,
      document: M.barrierMerge,
      fields: [{ name: 'into', kind: 'entry', of: 'BARRIER', example: 'H-4', label: a.into, required: true }, reason],
    },
    {
      action: 'dismiss',
      label: a.dismiss,
      done: a.dismissDone,
      look: 'danger',
      document: M.barrierDismiss,
      fields: [reason],
    },
  ];
}

/** What may be done with one piece of evidence. */
export const evidenceActs = (w: Words): Act[] => [
  {
    action: 'removeEvidence',
    label: w.acts.removeEvidence,
    done: w.acts.removeEvidenceDone,
    look: 'danger',
    document: M.barrierEvidenceRemove,
    fields: [{ name: 'reason', kind: 'text', rows: 2, label: w.acts.reason, required: true }],
    names: (id) => ({ id }),
  },
];

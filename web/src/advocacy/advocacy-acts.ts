import type { Act, Asked } from '../acts/acts';
import { optionsOf } from '../barriers/barrier-acts';
import type { ClaimViewFragment, DossierViewFragment, GoalViewFragment, StageViewFragment } from '../gql/graphql';
import type { advocacyWords } from '../words/advocacy';
import { DOSSIER_MUTATIONS as D } from './dossier-mutations';
import { GOAL_MUTATIONS as G } from './goal-mutations';

export type AdvocacyWords = (typeof advocacyWords)['sv'];
type Words = AdvocacyWords;

const reasonOf = (w: Words): Asked => ({ name: 'reason', kind: 'text', label: w.acts.reason, required: true });

const stageFields = (w: Words, of?: StageViewFragment): Asked[] => {
  const a = w.acts;
  return [
    { name: 'date', kind: 'date', label: a.date, required: !of, initial: of?.date ?? undefined },
    {
      name: 'document',
      kind: 'document',
      label: a.document,
      initial: of?.documentId ?? undefined,
    },
    { name: 'title', kind: 'line', label: a.title, initial: of?.title ?? undefined },
    { name: 'link', kind: 'line', label: a.link, help: a.linkHelp, initial: of?.link ?? undefined },
    {
      name: 'deadline',
      kind: 'date',
      label: a.deadline,
      initial: of?.deadline ?? undefined,
      when: (v) => (of ? of.stage === 'REFERRAL' : v.stage === 'REFERRAL'),
    },
    {
      name: 'ministryReference',
      kind: 'line',
      label: a.ministryReference,
      initial: of?.ministryReference ?? undefined,
      when: (v) => (of ? of.stage === 'REFERRAL' : v.stage === 'REFERRAL'),
    },
    {
      name: 'asked',
      kind: 'lines',
      label: w.asked,
      help: a.consulteesHelp,
      when: (v) => !of && v.stage === 'REFERRAL',
    },
    {
      name: 'provisions',
      kind: 'provisions',
      label: w.provisions,
      initial: of ? [...of.provisions] : undefined,
    },
    { name: 'note', kind: 'text', label: a.note, initial: of?.note ?? undefined },
  ];
};

/** Names one a line, as the input has them. */
const named = (names: unknown): { name: string }[] | undefined =>
  Array.isArray(names) ? names.map((name) => ({ name: String(name) })) : undefined;

/** What a stage may have grown from: those that stand before it. */
const parentOf = (w: Words, stages: DossierViewFragment['stages'], self?: StageViewFragment): Asked => {
  const before = stages.filter(({ state, id }) => state === 'CONFIRMED' && id !== self?.id);
  return {
    name: 'parent',
    kind: 'pick',
    label: w.acts.parent,
    help: w.acts.parentHelp,
    options: before.map((one) => [one.id, `${w.stage[one.stage]} ${one.document ?? one.date ?? ''}`.trim()] as const),
    initial: self?.parentId ?? undefined,
    when: () => before.length > 1,
  };
};

export function dossierActs(w: Words, of: DossierViewFragment): Act[] {
  const a = w.acts;
  const stages = optionsOf(w.stage);
  const parent = parentOf(w, of.stages);
  return [
    {
      action: 'stageConfirm',
      label: a.confirmStage,
      done: a.confirmStageDone,
      look: 'primary',
      document: D.dossierStageConfirm,
      fields: [
        { name: 'stage', kind: 'pick', label: a.stage, options: stages, required: true },
        ...stageFields(w),
        parent,
      ],
      shape: ({ asked, ...rest }) => ({ ...rest, asked: named(asked) }),
    },
    {
      action: 'stageSkip',
      label: a.skip,
      done: a.skipDone,
      document: D.dossierStageSkip,
      fields: [{ name: 'stage', kind: 'pick', label: a.stage, options: stages, required: true }, parent, reasonOf(w)],
    },
    {
      action: 'verify',
      label: a.verify,
      done: a.verifyDone,
      document: D.dossierVerify,
      fields: [{ name: 'note', kind: 'text', label: a.verifyNote, required: true }],
    },
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: D.dossierUpdate,
      fields: [
        { name: 'title', kind: 'line', label: a.title, initial: of.title, required: true },
        { name: 'summary', kind: 'text', rows: 6, label: a.summary, initial: of.summary ?? undefined },
        { name: 'subjectAreas', kind: 'areas', label: w.areas, initial: of.subjectAreas.map(({ id }) => id) },
        {
          name: 'ministry',
          kind: 'organisation',
          label: w.ministry,
          initial: of.ministry?.id,
          shown: of.ministry?.name,
        },
        {
          name: 'responsible',
          kind: 'person',
          role: 'ADVOCATE',
          withMe: true,
          label: w.responsible,
          initial: of.responsible?.id,
        },
      ],
    },
    {
      action: 'rest',
      label: a.rest,
      done: a.restDone,
      document: D.dossierRest,
      fields: [reasonOf(w), { name: 'until', kind: 'date', label: a.until }],
    },
    { action: 'wake', label: a.wake, done: a.wakeDone, document: D.dossierWake, fields: [] },
    {
      action: 'endInForce',
      label: a.endInForce,
      done: a.endDone,
      document: D.dossierEnd,
      fields: [{ name: 'reason', kind: 'text', label: a.reason }],
      fixed: { outcome: 'IN_FORCE' },
    },
    // Its three ends without a law are open or closed together.
    {
      action: 'endRejected',
      label: a.endWithout,
      done: a.endDone,
      look: 'danger',
      document: D.dossierEnd,
      fields: [
        {
          name: 'outcome',
          kind: 'choice',
          label: a.outcome,
          options: (['REJECTED', 'RECALLED', 'LAPSED'] as const).map((one) => [one, w.dossierState[one]] as const),
          required: true,
        },
        reasonOf(w),
      ],
    },
    { action: 'reopen', label: a.reopen, done: a.reopenDone, document: D.dossierReopen, fields: [reasonOf(w)] },
  ];
}

export const stageActs = (w: Words, dossier: DossierViewFragment, of: StageViewFragment): Act[] => {
  const a = w.acts;
  const waiting = of.consultees.filter(({ answeredOn }) => !answeredOn);
  const remiss = of.stage === 'REFERRAL' && of.state === 'CONFIRMED';
  return [
    ...(remiss
      ? ([
          {
            action: 'consulteeAdd',
            label: a.consulteeAdd,
            done: a.consulteeAddDone,
            document: D.dossierConsulteeAdd,
            fields: [
              { name: 'consultees', kind: 'lines', label: w.asked, help: a.consulteesHelp, required: true },
              { name: 'unasked', kind: 'check', label: a.unasked },
            ],
            shape: ({ consultees, unasked }) => ({ consultees: named(consultees) ?? [], asked: unasked !== true }),
            names: (id) => ({ id, stage: of.id }),
          },
          ...(waiting.length
            ? ([
                {
                  action: 'consulteeAnswer',
                  label: a.consulteeAnswer,
                  done: a.consulteeAnswerDone,
                  document: D.dossierConsulteeAnswer,
                  fields: [
                    {
                      name: 'consultee',
                      kind: 'pick',
                      label: a.consultee,
                      options: waiting.map(({ id, name }) => [id, name] as const),
                      required: true,
                    },
                    { name: 'answeredOn', kind: 'date', label: a.answeredOn, required: true },
                    { name: 'link', kind: 'line', label: a.link, help: a.answerLinkHelp },
                  ],
                  names: (id) => ({ id }),
                },
              ] satisfies Act[])
            : []),
          ...(of.deadline ? [milestonePlan(w, of)] : []),
        ] satisfies Act[])
      : []),
    {
      action: 'stageCorrect',
      label: a.correct,
      done: a.correctDone,
      document: D.dossierStageCorrect,
      fields: [
        ...(of.state === 'SKIPPED' ? [] : [...stageFields(w, of), parentOf(w, dossier.stages, of)]),
        { name: 'remove', kind: 'check', label: a.remove },
        reasonOf(w),
      ],
      fixed: { stage: of.id },
    },
  ];
};

const STEPS = ['DRAFT', 'UNITS', 'BOARD', 'SEND'] as const;

/** All four steps in one form: days before the last day to answer, and who sees to it. Days left empty leave one out. */
function milestonePlan(w: Words, of: StageViewFragment): Act {
  const a = w.acts;
  return {
    action: 'milestonePlan',
    label: a.milestonePlan,
    done: a.milestonePlanDone,
    help: a.milestonePlanHelp,
    document: D.dossierMilestonePlan,
    fields: STEPS.flatMap((step): Asked[] => {
      const now = of.milestones.find(({ kind, state }) => kind === step && state !== 'DROPPED');
      const done = now?.state === 'DONE';
      return [
        {
          name: `${step}-days`,
          kind: 'number',
          part: w.milestone[step],
          label: a.milestoneDays,
          initial: now?.workingDaysBefore.toString(),
          when: () => !done,
        },
        {
          name: `${step}-who`,
          kind: 'person',
          role: 'ADVOCATE',
          withMe: true,
          label: w.responsible,
          initial: now?.responsible?.id,
          when: () => !done,
        },
      ];
    }),
    fixed: { stage: of.id },
    shape: (input) => ({
      milestones: STEPS.flatMap((kind) => {
        const days = input[`${kind}-days`];
        if (days === undefined || days === null) return [];
        return [{ kind, workingDaysBefore: days, responsible: input[`${kind}-who`] }];
      }),
    }),
  };
}

export const proposalActs = (w: Words, dossier: DossierViewFragment): Act[] => [
  {
    action: 'proposalAccept',
    label: w.acts.accept,
    done: w.acts.acceptDone,
    look: 'primary',
    document: D.dossierProposalAccept,
    fields: [parentOf(w, dossier.stages)],
  },
  {
    action: 'proposalDecline',
    label: w.acts.decline,
    done: w.acts.declineDone,
    document: D.dossierProposalDecline,
    fields: [reasonOf(w)],
  },
];

export const milestoneActs = (w: Words): Act[] => [
  {
    action: 'complete',
    label: w.acts.complete,
    done: w.acts.completeDone,
    document: D.dossierMilestoneComplete,
    fields: [],
  },
];

export function goalActs(w: Words, of: GoalViewFragment): Act[] {
  const a = w.acts;
  return [
    { action: 'publish', label: a.publish, done: a.publishDone, look: 'primary', document: G.goalPublish, fields: [] },
    {
      action: 'addClaim',
      label: a.addClaim,
      done: a.addClaimDone,
      look: of.publishedAt ? 'primary' : undefined,
      document: G.claimAdd,
      fields: [
        { name: 'title', kind: 'line', label: a.claimTitle, required: true },
        { name: 'provisions', kind: 'provisions', label: w.claimProvisions },
      ],
      names: (goal) => ({ goal }),
    },
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: G.goalUpdate,
      fields: [
        { name: 'title', kind: 'line', label: a.title, initial: of.title, required: true },
        { name: 'description', kind: 'text', rows: 6, label: a.description, initial: of.description ?? undefined },
        { name: 'subjectAreas', kind: 'areas', label: w.areas, initial: of.subjectAreas.map(({ id }) => id) },
        {
          name: 'responsible',
          kind: 'person',
          role: 'ADVOCATE',
          withMe: true,
          label: w.responsible,
          initial: of.responsible?.id,
        },
      ],
    },
    { action: 'rest', label: a.rest, done: a.goalRestDone, document: G.goalRest, fields: [reasonOf(w)] },
    { action: 'wake', label: a.wake, done: a.goalWakeDone, document: G.goalWake, fields: [reasonOf(w)] },
    {
      action: 'achieve',
      label: a.achieve,
      done: a.closeDone,
      document: G.goalClose,
      fields: [reasonOf(w)],
      fixed: { ending: 'ACHIEVED' },
    },
    {
      action: 'abandon',
      label: a.abandon,
      done: a.closeDone,
      look: 'danger',
      document: G.goalClose,
      fields: [reasonOf(w)],
      fixed: { ending: 'ABANDONED' },
    },
    { action: 'reopen', label: a.reopen, done: a.reopenDone, document: G.goalReopen, fields: [reasonOf(w)] },
  ];
}

export function claimActs(w: Words, of: ClaimViewFragment): Act[] {
  const a = w.acts;
  const grades = optionsOf(w.grade).filter(([grade]) => grade !== 'DROPPED');
  return [
    {
      action: 'verify',
      label: a.verifyClaim,
      done: a.verifyClaimDone,
      look: 'primary',
      document: G.claimVerify,
      fields: [],
    },
    {
      action: 'grade',
      label: a.gradeClaim,
      done: a.gradeDone,
      document: G.claimGrade,
      fields: [
        { name: 'grade', kind: 'choice', label: w.gradeLabel, options: grades, required: true },
        {
          name: 'certainty',
          kind: 'choice',
          label: w.certaintyLabel,
          help: w.certaintyHelp,
          options: optionsOf(w.certainty),
        },
        {
          name: 'evidence',
          kind: 'proof',
          label: w.evidence,
          note: 'note',
          initial: of.evidence.map(({ target, note }) => ({ target, note: note ?? '' })),
        },
        { name: 'explanation', kind: 'text', label: w.explanation },
      ],
    },
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: G.claimUpdate,
      fields: [
        { name: 'title', kind: 'line', label: a.claimTitle, initial: of.title, required: true },
        { name: 'provisions', kind: 'provisions', label: w.claimProvisions, initial: [...of.provisions] },
      ],
    },
    { action: 'drop', label: a.dropClaim, done: a.dropDone, document: G.claimDrop, fields: [reasonOf(w)] },
    { action: 'revive', label: a.reviveClaim, done: a.reviveDone, document: G.claimRevive, fields: [reasonOf(w)] },
  ];
}

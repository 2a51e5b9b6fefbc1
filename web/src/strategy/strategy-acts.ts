import type { Act, Asked, Option } from '../acts/acts';
import { optionsOf } from '../barriers/barrier-acts';
import type { MeasureViewFragment, ReportViewFragment } from '../gql/graphql';
import type { strategyWords } from '../words/strategy';
import { STRATEGY_MUTATIONS as M } from './strategy-mutations';

type Words = (typeof strategyWords)['sv'];
type Plan = MeasureViewFragment['plans'][number];

const text = (value: string | null | undefined): string | undefined => value ?? undefined;
const amount = (value: number | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

/** The whole plan is set each time: what stands is what one begins from. */
export function measureActs(w: Words, of: MeasureViewFragment, year: number): Act[] {
  const a = w.acts;
  const standing: Plan | undefined = of.plans.find((plan) => plan.year === year) ?? of.plans[0];
  const thisYear = standing?.year === year ? standing : undefined;
  const reported = of.outcomes.find((one) => one.year === year);
  const planned: Option[] = [...new Set(of.plans.map((plan) => plan.year))].map((one) => [String(one), String(one)]);
  const initialYear = planned.some(([one]) => one === String(year)) ? String(year) : planned[0]?.[0];
  const planFields: Asked[] = [
    { name: 'year', kind: 'number', label: a.year, required: true, initial: String(year) },
    { name: 'goal', kind: 'text', rows: 4, label: a.goal, required: true, initial: text(standing?.goal) },
    {
      name: 'priority',
      kind: 'choice',
      label: w.priority,
      options: optionsOf(w.priorities),
      required: true,
      initial: standing?.priority ?? 'MEDIUM',
    },
    { name: 'organisation', kind: 'text', label: a.organisation, initial: text(standing?.organisation) },
    { name: 'timetableFrom', kind: 'date', label: a.from, initial: text(thisYear?.timetableFrom) },
    { name: 'timetableTo', kind: 'date', label: a.to, initial: text(thisYear?.timetableTo) },
    { name: 'budgetSek', kind: 'number', label: a.budget, initial: amount(thisYear?.budgetSek) },
    { name: 'spentSek', kind: 'number', label: a.spent, initial: amount(thisYear?.spentSek) },
    { name: 'financing', kind: 'text', label: a.financing, initial: text(standing?.financing) },
    { name: 'agreements', kind: 'text', label: a.agreements, initial: text(standing?.agreements) },
  ];
  return [
    {
      action: 'reportOutcome',
      label: a.report,
      done: a.reportDone,
      help: a.reportHelp,
      look: thisYear && !reported ? 'primary' : undefined,
      document: M.measureOutcomeReport,
      fields: [
        { name: 'year', kind: 'pick', label: a.year, options: planned, required: true, initial: initialYear },
        { name: 'result', kind: 'choice', label: a.result, options: optionsOf(w.results), required: true },
        { name: 'account', kind: 'text', rows: 5, label: a.account, required: true },
        { name: 'spentSek', kind: 'number', label: a.cost, initial: amount(reported?.spentSek ?? thisYear?.spentSek) },
      ],
      shape: (input) => ({ ...input, year: Number(input.year) }),
    },
    {
      action: 'setPlan',
      label: thisYear ? a.planAnew : a.plan,
      done: a.planDone,
      help: a.planHelp,
      look: thisYear ? undefined : 'primary',
      document: M.measurePlanSet,
      fields: planFields,
    },
  ];
}

export function reportActs(w: Words, of: ReportViewFragment): Act[] {
  const a = w.acts;
  return [
    {
      action: 'propose',
      label: a.propose,
      done: a.proposeDone,
      help: a.proposeHelp,
      look: 'primary',
      document: M.followUpApprove,
      fields: [{ name: 'reason', kind: 'text', label: a.proposeReason }],
    },
    {
      action: 'draft',
      label: a.draft,
      done: a.draftDone,
      help: a.draftHelp,
      document: M.followUpDraft,
      fields: [],
      names: () => ({ year: of.year, strategy: of.strategy?.code }),
    },
  ];
}

export const approvalActs = (w: Words): Act[] => [
  {
    action: 'accept',
    label: w.acts.accept,
    done: w.acts.acceptDone,
    help: w.acts.acceptHelp,
    look: 'primary',
    document: M.accept,
    fields: [{ name: 'note', kind: 'text', label: w.acts.note }],
  },
  {
    action: 'reject',
    label: w.acts.reject,
    done: w.acts.rejectDone,
    document: M.reject,
    fields: [{ name: 'note', kind: 'text', label: w.acts.note, required: true }],
  },
];

import type {
  ActionKind,
  ActionState,
  BarrierKind,
  BarrierLayer,
  BarrierOrder,
  BarrierState,
  CaseOrder,
  CaseState,
  Conclusion,
  DossierStageKind,
  DossierState,
  GoalState,
  GuidanceOrder,
  LawSourceOrder,
  LawStatus,
  OrganisationKind,
  TaskKind,
} from './gql/graphql';

/** What stands in the address of a page that can be narrowed down, and which values it takes. */

/** All values of a kind of the schema, in the order that they are shown: one that is left out does not compile. */
const every =
  <T extends string>() =>
  <const L extends readonly T[]>(list: [T] extends [L[number]] ? L : never): L =>
    list;

export const CONCLUSIONS = every<Conclusion>()(['POSSIBLE', 'POSSIBLE_WITH_CONDITIONS', 'UNCLEAR', 'NOT_POSSIBLE']);
export const GUIDANCE_ORDERS = every<GuidanceOrder>()(['PUBLISHED', 'TITLE', 'UPDATED']);
export interface GuidanceSearch {
  q?: string;
  omrade?: string;
  slutsats?: (typeof CONCLUSIONS)[number][];
  ordning?: (typeof GUIDANCE_ORDERS)[number];
}

export const QUESTION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'IN_PROGRESS',
  'AWAITING_INFORMATION',
  'ANSWERED',
  'CLOSED',
  'REJECTED',
  'DUPLICATE',
  'WITHDRAWN',
] as const;
export interface QuestionSearch {
  q?: string;
  lage?: (typeof QUESTION_STATES)[number][];
  mina?: true;
  ordning?: 'DUE' | 'SUBMITTED';
}

export const TASK_KINDS = every<TaskKind>()([
  'TRIAGE',
  'ANSWER',
  'PROVIDE_INFORMATION',
  'APPROVE_SENDING',
  'REVIEW',
  'REVISE',
  'PUBLISH',
  'RE_REVIEW',
  'GLANCE',
  'RETRO_REVIEW',
  'REPLACE',
  'DECIDE_REVIEWED_ACT',
  'VERIFY_RESOLUTION',
  'VERIFY_SEED',
  'CONFIRM_STAGE',
  'MILESTONE',
  'FOLLOW_UP',
  'MANUAL',
]);
export interface InboxSearch {
  alla?: true;
  slag?: (typeof TASK_KINDS)[number];
  lage?: 'OPEN' | 'CLAIMED' | 'DONE';
}

/** The three panes of the workspace stand side by side where there is room; else one at a time. */
export const WORK_PANES = ['fraga', 'text', 'stod'] as const;
export type WorkPane = (typeof WORK_PANES)[number];
export interface WorkSearch {
  visa?: WorkPane;
  /** What the text is compared with: `publicerad`, a round of review (`granskning-1`), or one round with another (`granskning-1-2`). */
  jamfor?: string;
}

export const ORGANISATION_KINDS = every<OrganisationKind>()([
  'MUNICIPALITY',
  'REGION',
  'ASSOCIATION',
  'JOINT_AUTHORITY',
  'MUNICIPAL_COMPANY',
  'MINISTRY',
  'AUTHORITY',
  'COURT',
  'OTHER',
]);
export interface OrganisationSearch {
  q?: string;
  slag?: (typeof ORGANISATION_KINDS)[number];
}

export const LAW_STATUSES = every<LawStatus>()(['IN_FORCE', 'COMING', 'REPEALED']);
export const LAW_ORDERS = every<LawSourceOrder>()(['TITLE', 'NUMBER', 'IMPORTED']);
export const LAW_FORMS = ['Lag', 'Förordning'] as const;
export interface LawListSearch {
  q?: string;
  giltighet?: (typeof LAW_STATUSES)[number][];
  slag?: (typeof LAW_FORMS)[number];
  ordning?: (typeof LAW_ORDERS)[number];
}

export const LAW_VIEWS = ['text', 'andringar', 'kommande', 'hanvisningar', 'om'] as const;
export interface LawSourceSearch {
  /** The day on which it is read. */
  datum?: string;
  /** The chapter that is shown, where the act is long. */
  kap?: string;
  visa?: (typeof LAW_VIEWS)[number];
}

export interface ProvisionSearch {
  datum?: string;
  /** Ids of two wordings that are compared. */
  fran?: string;
  till?: string;
}

export const LAW_CHANGES = ['ADDED', 'CHANGED', 'REPEALED', 'RENUMBERED', 'EDITORIAL', 'LAPSED'] as const;
export interface ChangeSetSearch {
  slag?: (typeof LAW_CHANGES)[number];
}

export interface LawLedgerSearch {
  klara?: true;
  i?: string;
}

export const LAW_RECORDS = ['FAILED', 'IMPORTED', 'UNCHANGED', 'WAITING'] as const;

export const BARRIER_KINDS = every<BarrierKind>()(['OBSTACLE', 'UNCERTAINTY', 'KNOWLEDGE_GAP']);
export const BARRIER_STATES = every<BarrierState>()([
  'REPORTED',
  'CONFIRMED',
  'PURSUED',
  'RESOLVED',
  'DISMISSED',
  'MERGED',
]);
export const BARRIER_LAYERS = every<BarrierLayer>()(['LEGAL', 'ORGANISATIONAL', 'SEMANTIC', 'TECHNICAL']);
export const BARRIER_ORDERS = every<BarrierOrder>()(['WEIGHT', 'NEWEST', 'REF']);
export interface BarrierSearch {
  q?: string;
  slag?: (typeof BARRIER_KINDS)[number];
  lage?: (typeof BARRIER_STATES)[number];
  niva?: (typeof BARRIER_LAYERS)[number];
  omrade?: string;
  lan?: string;
  /** A canonical id: an act, or a provision of it. */
  lag?: string;
  oss?: true;
  ordning?: (typeof BARRIER_ORDERS)[number];
}

export const DOSSIER_STATES = every<DossierState>()(['OPEN', 'RESTING', 'IN_FORCE', 'REJECTED', 'RECALLED', 'LAPSED']);
export const DOSSIER_STAGES = every<DossierStageKind>()([
  'INITIATIVE',
  'ANNOUNCEMENT',
  'DIRECTIVE',
  'INQUIRY',
  'REFERRAL',
  'COUNCIL_ON_LEGISLATION',
  'BILL',
  'COMMITTEE_REPORT',
  'DECISION',
  'ISSUED',
  'IN_FORCE',
  'EU_PROPOSAL',
  'EU_ADOPTED',
]);
export interface BoardSearch {
  q?: string;
  lage?: (typeof DOSSIER_STATES)[number];
  steg?: (typeof DOSSIER_STAGES)[number];
}

export const GOAL_STATES = every<GoalState>()(['ACTIVE', 'RESTING', 'ACHIEVED', 'ABANDONED']);
export interface GoalSearch {
  q?: string;
  lage?: (typeof GOAL_STATES)[number];
  /** A canonical id: every claim on this act or provision. */
  lag?: string;
}

export const ACTION_KINDS = every<ActionKind>()([
  'LETTER',
  'CONSULTATION_RESPONSE',
  'MEETING',
  'HEARING',
  'REFERENCE_GROUP',
  'REPORT',
]);
export const ACTION_STATES = every<ActionState>()([
  'PLANNED',
  'PREPARING',
  'SENT',
  'HELD',
  'RESPONDED',
  'CLOSED',
  'CANCELLED',
]);
export interface ActionSearch {
  q?: string;
  slag?: (typeof ACTION_KINDS)[number];
  lage?: (typeof ACTION_STATES)[number];
  /** A canonical id: what the government has been told of it. */
  om?: string;
}

export const CASE_STATES = every<CaseState>()(['OPEN', 'DECIDED', 'CLOSED', 'ARCHIVED', 'DISPOSED']);
export const CASE_ORDERS = every<CaseOrder>()(['UPDATED', 'OPENED', 'DUE']);
export interface CaseSearch {
  q?: string;
  lage?: (typeof CASE_STATES)[number];
  enhet?: string;
  mina?: true;
  vantar?: true;
  begaran?: true;
  obestamt?: true;
  ordning?: (typeof CASE_ORDERS)[number];
}

export const MEASURE_STATUSES = [
  'NOT_STARTED',
  'PLANNED',
  'UNDERWAY',
  'PARTLY_REACHED',
  'REACHED',
  'SETTLED_OTHERWISE',
] as const;
export const MEASURE_OWNERS = ['ASSOCIATION', 'MEMBERS'] as const;
export const MEASURE_ORDERS = ['STRATEGY', 'LAGGING'] as const;
export interface StrategySearch {
  q?: string;
  /** Code of the area; a number, so that it stands in the address as it is said. */
  omrade?: number;
  lage?: (typeof MEASURE_STATUSES)[number];
  ansvarig?: (typeof MEASURE_OWNERS)[number];
  plan?: 'ja' | 'nej';
  ar?: number;
  ordning?: (typeof MEASURE_ORDERS)[number];
}

/** Two years beside one another, and whether only what differs is shown. */
export interface CompareSearch {
  fran?: number;
  till?: number;
  andrade?: true;
}

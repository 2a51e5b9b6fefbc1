/** What stands in the address of a page that can be narrowed down, and which values it takes. */

export const CONCLUSIONS = ['POSSIBLE', 'POSSIBLE_WITH_CONDITIONS', 'UNCLEAR', 'NOT_POSSIBLE'] as const;
export const GUIDANCE_ORDERS = ['PUBLISHED', 'TITLE', 'UPDATED'] as const;
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

export const TASK_KINDS = [
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
  'MANUAL',
] as const;
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

export const ORGANISATION_KINDS = [
  'MUNICIPALITY',
  'REGION',
  'ASSOCIATION',
  'JOINT_AUTHORITY',
  'MUNICIPAL_COMPANY',
  'MINISTRY',
  'AUTHORITY',
  'COURT',
  'OTHER',
] as const;
export interface OrganisationSearch {
  q?: string;
  slag?: (typeof ORGANISATION_KINDS)[number];
}

export const LAW_STATUSES = ['IN_FORCE', 'COMING', 'REPEALED'] as const;
export const LAW_ORDERS = ['TITLE', 'NUMBER', 'IMPORTED'] as const;
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

export const BARRIER_KINDS = ['OBSTACLE', 'UNCERTAINTY', 'KNOWLEDGE_GAP'] as const;
export const BARRIER_STATES = ['REPORTED', 'CONFIRMED', 'PURSUED', 'RESOLVED', 'DISMISSED', 'MERGED'] as const;
export const BARRIER_LAYERS = ['LEGAL', 'ORGANISATIONAL', 'SEMANTIC', 'TECHNICAL'] as const;
export const BARRIER_ORDERS = ['WEIGHT', 'NEWEST', 'REF'] as const;
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

export const DOSSIER_STATES = ['OPEN', 'RESTING', 'IN_FORCE', 'REJECTED', 'RECALLED', 'LAPSED'] as const;
export const DOSSIER_STAGES = [
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
] as const;
export interface BoardSearch {
  q?: string;
  lage?: (typeof DOSSIER_STATES)[number];
  steg?: (typeof DOSSIER_STAGES)[number];
}

export const GOAL_STATES = ['ACTIVE', 'RESTING', 'ACHIEVED', 'ABANDONED'] as const;
export interface GoalSearch {
  q?: string;
  lage?: (typeof GOAL_STATES)[number];
  /** A canonical id: every claim on this act or provision. */
  lag?: string;
}

export const ACTION_KINDS = [
  'LETTER',
  'CONSULTATION_RESPONSE',
  'MEETING',
  'HEARING',
  'REFERENCE_GROUP',
  'REPORT',
] as const;
export const ACTION_STATES = ['PLANNED', 'PREPARING', 'SENT', 'HELD', 'RESPONDED', 'CLOSED', 'CANCELLED'] as const;
export interface ActionSearch {
  q?: string;
  slag?: (typeof ACTION_KINDS)[number];
  lage?: (typeof ACTION_STATES)[number];
  /** A canonical id: what the government has been told of it. */
  om?: string;
}

export const CASE_STATES = ['OPEN', 'DECIDED', 'CLOSED', 'ARCHIVED', 'DISPOSED'] as const;
export const CASE_ORDERS = ['UPDATED', 'OPENED', 'DUE'] as const;
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

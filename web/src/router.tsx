import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Layout } from './shell/layout';
import { Broken, NotFound } from './shell/trouble';
import { enumOf, flag, listOf, number, text } from './shell/search-params';
import { dayOf } from './law/law-address';
import { Waiting } from './parts/loaded';
import {
  ACTION_KINDS,
  ACTION_STATES,
  BARRIER_KINDS,
  BARRIER_LAYERS,
  BARRIER_ORDERS,
  BARRIER_STATES,
  CASE_ORDERS,
  CASE_STATES,
  CONCLUSIONS,
  DOSSIER_STAGES,
  DOSSIER_STATES,
  GOAL_STATES,
  GUIDANCE_ORDERS,
  LAW_CHANGES,
  LAW_FORMS,
  LAW_ORDERS,
  LAW_RECORDS,
  LAW_STATUSES,
  LAW_VIEWS,
  MEASURE_ORDERS,
  MEASURE_OWNERS,
  MEASURE_STATUSES,
  ORGANISATION_KINDS,
  QUESTION_STATES,
  TASK_KINDS,
  WORK_PANES,
  type ActionSearch,
  type BarrierSearch,
  type BoardSearch,
  type CaseSearch,
  type GoalSearch,
  type GuidanceSearch,
  type ChangeSetSearch,
  type CompareSearch,
  type InboxSearch,
  type LawLedgerSearch,
  type LawListSearch,
  type LawSourceSearch,
  type OrganisationSearch,
  type ProvisionSearch,
  type QuestionSearch,
  type StrategySearch,
  type WorkSearch,
} from './search';

/**
 * Every page and its address. Filters stand in the address, each with a type: what one sees can be sent to a colleague.
 * The build reads the paths from here, so that the server knows which addresses are pages.
 */

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });
const parent = { getParentRoute: () => root };

const lazy = lazyRouteComponent;

const routes = [
  createRoute({ ...parent, path: '/', component: lazy(() => import('./pages/start'), 'Start') }),
  createRoute({
    ...parent,
    path: '/sok',
    validateSearch: (raw): { q?: string } => ({ q: text(raw.q, 300) }),
    component: lazy(() => import('./pages/search'), 'Search'),
  }),
  createRoute({
    ...parent,
    path: '/vagledning',
    validateSearch: (raw): GuidanceSearch => ({
      q: text(raw.q, 200),
      omrade: text(raw.omrade, 200),
      slutsats: listOf(CONCLUSIONS, raw.slutsats),
      ordning: enumOf(GUIDANCE_ORDERS, raw.ordning),
    }),
    component: lazy(() => import('./pages/guidance-list'), 'GuidanceList'),
  }),
  createRoute({
    ...parent,
    path: '/vagledning/$ref',
    validateSearch: (raw): { fran?: number; till?: number; sprak?: 'en' } => ({
      fran: number(raw.fran),
      till: number(raw.till),
      sprak: enumOf(['en'] as const, raw.sprak),
    }),
    component: lazy(() => import('./pages/guidance'), 'GuidancePage'),
  }),
  createRoute({
    ...parent,
    path: '/lag',
    validateSearch: (raw): LawListSearch => ({
      q: text(raw.q, 200),
      giltighet: listOf(LAW_STATUSES, raw.giltighet),
      slag: enumOf(LAW_FORMS, raw.slag),
      ordning: enumOf(LAW_ORDERS, raw.ordning),
    }),
    component: lazy(() => import('./pages/law-list'), 'LawList'),
  }),
  createRoute({
    ...parent,
    path: '/lag/sfs/$number',
    validateSearch: (raw): LawSourceSearch => ({
      datum: dayOf(raw.datum),
      kap: text(raw.kap, 20),
      visa: enumOf(LAW_VIEWS, raw.visa),
    }),
    component: lazy(() => import('./pages/law-source'), 'LawSourcePage'),
  }),
  createRoute({
    ...parent,
    path: '/lag/sfs/$number/$fragment',
    validateSearch: (raw): ProvisionSearch => ({
      datum: dayOf(raw.datum),
      fran: text(raw.fran, 40),
      till: text(raw.till, 40),
    }),
    component: lazy(() => import('./pages/law-provision'), 'ProvisionPage'),
  }),
  createRoute({
    ...parent,
    path: '/lagandringar',
    validateSearch: (raw): { lag?: string } => ({ lag: text(raw.lag, 30) }),
    component: lazy(() => import('./pages/change-sets'), 'ChangeSets'),
  }),
  createRoute({
    ...parent,
    path: '/lagandringar/$id',
    validateSearch: (raw): ChangeSetSearch => ({ slag: enumOf(LAW_CHANGES, raw.slag) }),
    component: lazy(() => import('./pages/change-set'), 'ChangeSetPage'),
  }),
  createRoute({
    ...parent,
    path: '/lagimport',
    component: lazy(() => import('./pages/law-imports'), 'LawImports'),
  }),
  createRoute({
    ...parent,
    path: '/lagimport/liggaren',
    validateSearch: (raw): LawLedgerSearch => ({ klara: flag(raw.klara), i: text(raw.i, 30) }),
    component: lazy(() => import('./pages/law-ledger'), 'LawLedger'),
  }),
  createRoute({
    ...parent,
    path: '/lagimport/$id',
    validateSearch: (raw): { lage?: (typeof LAW_RECORDS)[number] } => ({ lage: enumOf(LAW_RECORDS, raw.lage) }),
    component: lazy(() => import('./pages/law-import'), 'LawImportPage'),
  }),
  createRoute({
    ...parent,
    path: '/hinder',
    validateSearch: (raw): BarrierSearch => ({
      q: text(raw.q, 200),
      slag: enumOf(BARRIER_KINDS, raw.slag),
      lage: enumOf(BARRIER_STATES, raw.lage),
      niva: enumOf(BARRIER_LAYERS, raw.niva),
      omrade: text(raw.omrade, 200),
      lan: text(raw.lan, 60),
      lag: text(raw.lag, 120),
      oss: flag(raw.oss),
      ordning: enumOf(BARRIER_ORDERS, raw.ordning),
    }),
    component: lazy(() => import('./pages/barriers'), 'Barriers'),
  }),
  createRoute({
    ...parent,
    path: '/hinder/nytt',
    validateSearch: (raw): { arende?: string } => ({ arende: text(raw.arende, 40) }),
    component: lazy(() => import('./pages/barrier-new'), 'BarrierNew'),
  }),
  createRoute({ ...parent, path: '/hinder/$ref', component: lazy(() => import('./pages/barrier'), 'BarrierPage') }),
  createRoute({
    ...parent,
    path: '/arenden',
    validateSearch: (raw): CaseSearch => ({
      q: text(raw.q, 200),
      lage: enumOf(CASE_STATES, raw.lage),
      enhet: text(raw.enhet, 40),
      mina: flag(raw.mina),
      vantar: flag(raw.vantar),
      begaran: flag(raw.begaran),
      obestamt: flag(raw.obestamt),
      ordning: enumOf(CASE_ORDERS, raw.ordning),
    }),
    component: lazy(() => import('./pages/cases'), 'Cases'),
  }),
  createRoute({
    ...parent,
    path: '/arenden/$ref',
    validateSearch: (raw): { handling?: string } => ({ handling: text(raw.handling, 200) }),
    component: lazy(() => import('./pages/case'), 'CasePage'),
  }),
  createRoute({
    ...parent,
    path: '/paverkan',
    validateSearch: (raw): BoardSearch => ({
      q: text(raw.q, 200),
      lage: enumOf(DOSSIER_STATES, raw.lage),
      steg: enumOf(DOSSIER_STAGES, raw.steg),
    }),
    component: lazy(() => import('./pages/advocacy'), 'Advocacy'),
  }),
  createRoute({
    ...parent,
    path: '/lagstiftning/$ref',
    component: lazy(() => import('./pages/dossier'), 'DossierPage'),
  }),
  createRoute({
    ...parent,
    path: '/paverkan/mal',
    validateSearch: (raw): GoalSearch => ({
      q: text(raw.q, 200),
      lage: enumOf(GOAL_STATES, raw.lage),
      lag: text(raw.lag, 120),
    }),
    component: lazy(() => import('./pages/goals'), 'Goals'),
  }),
  createRoute({ ...parent, path: '/paverkan/mal/$ref', component: lazy(() => import('./pages/goal'), 'GoalPage') }),
  createRoute({
    ...parent,
    path: '/paverkan/insatser',
    validateSearch: (raw): ActionSearch => ({
      q: text(raw.q, 200),
      slag: enumOf(ACTION_KINDS, raw.slag),
      lage: enumOf(ACTION_STATES, raw.lage),
      om: text(raw.om, 120),
    }),
    component: lazy(() => import('./pages/advocacy-actions'), 'AdvocacyActions'),
  }),
  createRoute({
    ...parent,
    path: '/paverkan/insatser/$ref',
    component: lazy(() => import('./pages/advocacy-action'), 'AdvocacyActionPage'),
  }),
  createRoute({
    ...parent,
    path: '/paverkan/frister',
    component: lazy(() => import('./pages/deadlines'), 'Deadlines'),
  }),
  createRoute({
    ...parent,
    path: '/strategi',
    validateSearch: (raw): StrategySearch => ({
      q: text(raw.q, 200),
      omrade: number(raw.omrade),
      lage: enumOf(MEASURE_STATUSES, raw.lage),
      ansvarig: enumOf(MEASURE_OWNERS, raw.ansvarig),
      plan: enumOf(['ja', 'nej'] as const, raw.plan),
      ar: number(raw.ar),
      ordning: enumOf(MEASURE_ORDERS, raw.ordning),
    }),
    component: lazy(() => import('./pages/strategy'), 'StrategyPage'),
  }),
  createRoute({
    ...parent,
    path: '/strategi/$ref',
    validateSearch: (raw): { ar?: number } => ({ ar: number(raw.ar) }),
    component: lazy(() => import('./pages/measure'), 'MeasurePage'),
  }),
  createRoute({ ...parent, path: '/uppfoljning', component: lazy(() => import('./pages/reports'), 'Reports') }),
  createRoute({
    ...parent,
    path: '/uppfoljning/jamfor',
    validateSearch: (raw): CompareSearch => ({
      fran: number(raw.fran),
      till: number(raw.till),
      andrade: flag(raw.andrade),
    }),
    component: lazy(() => import('./pages/report-compare'), 'ReportCompare'),
  }),
  createRoute({ ...parent, path: '/uppfoljning/$ref', component: lazy(() => import('./pages/report'), 'ReportPage') }),
  createRoute({
    ...parent,
    path: '/fraga',
    // In the search and not in the path: the page stays the same when what is being written gets its place on the server.
    validateSearch: (raw): { utkast?: string; arende?: string } => ({
      utkast: text(raw.utkast, 40),
      arende: text(raw.arende, 40),
    }),
    component: lazy(() => import('./pages/ask'), 'Ask'),
  }),
  createRoute({
    ...parent,
    path: '/fragor',
    validateSearch: (raw): QuestionSearch => ({
      q: text(raw.q, 200),
      lage: listOf(QUESTION_STATES, raw.lage),
      mina: flag(raw.mina),
      ordning: enumOf(['DUE', 'SUBMITTED'] as const, raw.ordning),
    }),
    component: lazy(() => import('./pages/questions'), 'Questions'),
  }),
  createRoute({ ...parent, path: '/fragor/$ref', component: lazy(() => import('./pages/question'), 'QuestionPage') }),
  createRoute({
    ...parent,
    path: '/inkorg',
    validateSearch: (raw): InboxSearch => ({
      alla: flag(raw.alla),
      slag: enumOf(TASK_KINDS, raw.slag),
      lage: enumOf(['OPEN', 'CLAIMED', 'DONE'] as const, raw.lage),
    }),
    component: lazy(() => import('./pages/inbox'), 'Inbox'),
  }),
  createRoute({
    ...parent,
    path: '/arbete/$ref',
    validateSearch: (raw): WorkSearch => ({
      visa: enumOf(WORK_PANES, raw.visa),
      jamfor: /^(publicerad|granskning-[1-9]\d{0,3}(-[1-9]\d{0,3})?)$/.exec(String(raw.jamfor))?.[0],
    }),
    component: lazy(() => import('./pages/work'), 'Work'),
  }),
  createRoute({
    ...parent,
    path: '/ny-vagledning',
    component: lazy(() => import('./pages/guidance-new'), 'GuidanceNew'),
  }),
  createRoute({
    ...parent,
    path: '/beslut',
    component: lazy(() => import('./pages/review-requests'), 'ReviewRequests'),
  }),
  createRoute({
    ...parent,
    path: '/aviseringar',
    validateSearch: (raw): { alla?: true } => ({ alla: flag(raw.alla) }),
    component: lazy(() => import('./pages/notifications'), 'Notifications'),
  }),
  createRoute({
    ...parent,
    path: '/personer',
    validateSearch: (raw): { organisation?: string } => ({ organisation: text(raw.organisation, 40) }),
    component: lazy(() => import('./pages/people'), 'People'),
  }),
  createRoute({ ...parent, path: '/personer/$id', component: lazy(() => import('./pages/person'), 'PersonPage') }),
  createRoute({
    ...parent,
    path: '/organisationer',
    validateSearch: (raw): OrganisationSearch => ({
      q: text(raw.q, 100),
      slag: enumOf(ORGANISATION_KINDS, raw.slag),
    }),
    component: lazy(() => import('./pages/organisations'), 'Organisations'),
  }),
  createRoute({
    ...parent,
    path: '/organisationer/$id',
    component: lazy(() => import('./pages/organisation'), 'OrganisationPage'),
  }),
  createRoute({
    ...parent,
    path: '/handelser',
    validateSearch: (raw): { om?: string } => ({ om: text(raw.om, 40) }),
    component: lazy(() => import('./pages/audit'), 'Audit'),
  }),
  createRoute({
    ...parent,
    path: '/jobb',
    validateSearch: (raw): { lage?: 'PENDING' | 'FINISHED'; slag?: string } => ({
      lage: enumOf(['PENDING', 'FINISHED'] as const, raw.lage),
      slag: text(raw.slag, 64),
    }),
    component: lazy(() => import('./pages/jobs'), 'Jobs'),
  }),
  createRoute({ ...parent, path: '/installningar', component: lazy(() => import('./pages/settings'), 'Settings') }),
  createRoute({ ...parent, path: '/entry/$ref', component: lazy(() => import('./pages/entry'), 'EntryRedirect') }),
  createRoute({
    ...parent,
    path: '/tillganglighet',
    component: lazy(() => import('./pages/accessibility'), 'Accessibility'),
  }),
  createRoute({ ...parent, path: '/om-uppgifterna', component: lazy(() => import('./pages/about-data'), 'AboutData') }),
] as const;

const tree = root.addChildren(routes);

export function createAppRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    defaultPendingComponent: Waiting,
    scrollRestoration: true,
    // Another thing of the same kind is another page: nothing of the one before is left standing, and the focus moves.
    defaultRemountDeps: ({ params }) => params,
    // /lag/sfs/2008:355, as people write the number.
    pathParamsAllowedCharacters: [':'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

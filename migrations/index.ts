import type { MigrationClass } from '../src/platform/database/data-source.js';
import { ProposalsTakenBack1763900000024 } from './1763900000024-proposals-taken-back.js';
import { Correspondence1763900000023 } from './1763900000023-correspondence.js';
import { Platform1763900000001 } from './1763900000001-platform.js';
import { Foundation1763900000002 } from './1763900000002-foundation.js';
import { RowSecurity1763900000003 } from './1763900000003-row-security.js';
import { StrategyAndActs1763900000004 } from './1763900000004-strategy-and-acts.js';
import { AuditCheckpoints1763900000006 } from './1763900000006-audit-checkpoints.js';
import { Law1763900000010 } from './1763900000010-law.js';
import { Citations1763900000011 } from './1763900000011-citations.js';
import { Barriers1763900000013 } from './1763900000013-barriers.js';
import { Cases1763900000014 } from './1763900000014-cases.js';
import { Goals1763900000015 } from './1763900000015-goals.js';
import { Dossiers1763900000016 } from './1763900000016-dossiers.js';
import { Actions1763900000017 } from './1763900000017-actions.js';
import { StrategyPlans1763900000018 } from './1763900000018-strategy-plans.js';
import { StrategyReports1763900000018 } from './1763900000018-strategy-reports.js';
import { RevisionRounds1763900000019 } from './1763900000019-revision-rounds.js';
import { CaseDecisions1763900000026 } from './1763900000026-case-decisions.js';
import { MeasureOutcomes1763900000030 } from './1763900000030-measure-outcomes.js';

/** In order; forward only. Never a glob: a forgotten file must not look like a migration that ran. */
export const MIGRATIONS = [
  Platform1763900000001,
  Foundation1763900000002,
  RowSecurity1763900000003,
  StrategyAndActs1763900000004,
  AuditCheckpoints1763900000006,
  Law1763900000010,
  Citations1763900000011,
  Barriers1763900000013,
  Cases1763900000014,
  Goals1763900000015,
  Dossiers1763900000016,
  Actions1763900000017,
  StrategyPlans1763900000018,
  StrategyReports1763900000018,
  RevisionRounds1763900000019,
  Correspondence1763900000023,
  ProposalsTakenBack1763900000024,
  CaseDecisions1763900000026,
  MeasureOutcomes1763900000030,
] as unknown as MigrationClass[];

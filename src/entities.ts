import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Organisation, OrganisationName, Unit } from './access/organisation.entity.js';
import { AccessToken, Membership, Person, PersonIdentity, Session } from './access/person.entity.js';
import { Action } from './actions/action.entity.js';
import { ActionClaim, ActionContact, ActionRecipient, ActionResponse } from './actions/action-parts.entity.js';
import { Case, DiaryFormat } from './cases/case.entity.js';
import { CaseDecision, CaseDocument, CaseLogEntry, CaseMark, CaseNote, CaseParty } from './cases/case-parts.entity.js';
import { BarrierEvidence, BarrierSignOn } from './barriers/barrier-parts.entity.js';
import { Barrier, BarrierTally } from './barriers/barrier.entity.js';
import { EntryRedirect, EntryRow, RefCounter } from './catalogue/entry.entity.js';
import { Comment, EntryGrant, File, Flag, Link, RestrictedRead, Watch } from './catalogue/entry-parts.entity.js';
import { Approval, Revision, RevisionEditor } from './catalogue/revision.entity.js';
import { RevisionRound } from './catalogue/revision-round.entity.js';
import { EntrySubjectArea, SubjectArea } from './catalogue/subject-area.entity.js';
import { Claim, ClaimEvidence, ClaimGrading, ClaimProvision } from './goals/claim.entity.js';
import { Goal } from './goals/goal.entity.js';
import { CalendarToken } from './dossiers/calendar-token.entity.js';
import { Dossier, DossierStage } from './dossiers/dossier.entity.js';
import {
  DossierConsultee,
  DossierCorrection,
  DossierMilestone,
  DossierProposal,
} from './dossiers/dossier-parts.entity.js';
import { FetchedPage } from './dossiers/riksdagen.entity.js';
import { Citation, CitationPin } from './citations/citation.entity.js';
import { LawImpact, LawNotice } from './citations/law-impact.entity.js';
import { Guidance } from './guidance/guidance.entity.js';
import { Task } from './inbox/task.entity.js';
import { Act, ActName, Succession } from './law/act.entity.js';
import { ChangeSet, ProvisionChange } from './law/change-set.entity.js';
import { LawImport, LawImportRecord, LawLedgerEntry } from './law/law-import.entity.js';
import { Amendment, LawEdition, LawSource } from './law/law-source.entity.js';
import { Provision, Wording } from './law/provision.entity.js';
import { Notification } from './notifications/notification.entity.js';
import { Question, QuestionPause } from './questions/question.entity.js';
import { ReviewRequest } from './review/review-request.entity.js';
import { Measure, MeasureOutcome, MeasurePlan } from './strategy/measure.entity.js';
import { Report } from './strategy/report.entity.js';
import {
  InteroperabilityLayer,
  Strategy,
  StrategyArea,
  StrategyGoal,
  StrategyGroup,
  StrategyMeasure,
} from './strategy/strategy.entity.js';

/** Every entity, said by name: globs would hide a forgotten one from the drift check. */
export const ENTITIES: EntityTarget<ObjectLiteral>[] = [
  Organisation,
  OrganisationName,
  Unit,
  Person,
  Membership,
  PersonIdentity,
  Session,
  AccessToken,
  EntryRow,
  EntryRedirect,
  RefCounter,
  EntryGrant,
  Link,
  Watch,
  Comment,
  File,
  Flag,
  RestrictedRead,
  SubjectArea,
  EntrySubjectArea,
  Revision,
  RevisionEditor,
  RevisionRound,
  Approval,
  Task,
  Notification,
  ReviewRequest,
  Question,
  QuestionPause,
  Case,
  DiaryFormat,
  CaseDocument,
  CaseParty,
  CaseDecision,
  CaseNote,
  CaseMark,
  CaseLogEntry,
  Barrier,
  BarrierTally,
  BarrierEvidence,
  BarrierSignOn,
  Guidance,
  Goal,
  Claim,
  ClaimGrading,
  ClaimEvidence,
  ClaimProvision,
  Dossier,
  DossierStage,
  DossierCorrection,
  DossierConsultee,
  DossierProposal,
  DossierMilestone,
  CalendarToken,
  FetchedPage,
  Action,
  ActionRecipient,
  ActionClaim,
  ActionResponse,
  ActionContact,
  Act,
  ActName,
  Succession,
  LawSource,
  LawEdition,
  Amendment,
  Provision,
  Wording,
  ChangeSet,
  ProvisionChange,
  LawLedgerEntry,
  LawImport,
  LawImportRecord,
  Strategy,
  StrategyGoal,
  StrategyArea,
  StrategyGroup,
  StrategyMeasure,
  InteroperabilityLayer,
  Citation,
  CitationPin,
  LawImpact,
  LawNotice,
  Measure,
  MeasurePlan,
  MeasureOutcome,
  Report,
];

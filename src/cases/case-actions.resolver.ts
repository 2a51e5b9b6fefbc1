import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Role } from '../access/person.entity.js';
import { Outcome } from '../platform/database/transaction.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { isId } from '../platform/ids.js';
import { WORKING_ROLES } from '../review/secrecy.service.js';
import { Case, DiaryFormat } from './case.entity.js';
import {
  CaseAddNoteInput,
  CaseAddPartyInput,
  CaseCloseInput,
  CaseDecideInput,
  CaseEndPartyInput,
  CaseExpediteInput,
  CaseLiftMarkInput,
  CaseLogAddInput,
  CaseLogReleaseInput,
  CaseMarkSecrecyInput,
  CaseOpenInput,
  CaseRegisterDocumentInput,
  CaseReopenInput,
  CaseUpdateInput,
  DiaryFormatSetInput,
} from './case.inputs.js';
import { caseById, caseDocumentById, diaryFormatOfUnit } from './case.loaders.js';
import { CaseLog } from './case-log.service.js';
import { CaseDocument } from './case-parts.entity.js';
import { CaseDocumentRow, CaseRow } from './case.queries.js';
import { CaseRegister } from './case-register.service.js';
import { CaseService } from './case.service.js';
import { DiaryNumbers } from './diary-numbers.service.js';

const payload = (name: string) =>
  payloadOf<{ case: CaseRow | null }>(name, { case: { type: () => Case, description: 'The case as it is now.' } });
const OpenPayload = payload('CaseOpen');
const UpdatePayload = payload('CaseUpdate');
const DecidePayload = payload('CaseDecide');
const ExpeditePayload = payload('CaseExpedite');
const ClosePayload = payload('CaseClose');
const ReopenPayload = payload('CaseReopen');
const AddPartyPayload = payload('CaseAddParty');
const EndPartyPayload = payload('CaseEndParty');
const AddNotePayload = payload('CaseAddNote');
const MarkSecrecyPayload = payload('CaseMarkSecrecy');
const LiftMarkPayload = payload('CaseLiftMark');
const LogReleasePayload = payload('CaseLogRelease');
const LogAddPayload = payload('CaseLogAdd');
const RegisterDocumentPayload = payloadOf<{ case: CaseRow | null; document: CaseDocumentRow | null }>(
  'CaseRegisterDocument',
  {
    case: { type: () => Case, description: 'The case as it is now.' },
    document: { type: () => CaseDocument, description: 'The document with its number.' },
  },
);
const DiaryFormatSetPayload = payloadOf<{ diaryFormat: DiaryFormat | null }>('DiaryFormatSet', {
  diaryFormat: { type: () => DiaryFormat, description: 'The format as it is now.' },
});

/** The mutations of cases; thin: input → service → the case read again as the actor. */
@Resolver()
export class CaseMutations {
  constructor(
    private readonly cases: CaseService,
    private readonly register: CaseRegister,
    private readonly log: CaseLog,
    private readonly numbers: DiaryNumbers,
  ) {}

  @Mutation(() => OpenPayload, { description: 'Opens a case.' })
  @Can('case:open', ...WORKING_ROLES)
  caseOpen(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseOpenInput) {
    return shown(context, this.cases.open(actor, input));
  }

  @Mutation(() => UpdatePayload, { description: 'Changes what a case says of itself.' })
  @Can('case:update', ...WORKING_ROLES)
  caseUpdate(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseUpdateInput) {
    return shown(context, this.cases.update(actor, input));
  }

  @Mutation(() => RegisterDocumentPayload, { description: 'Registers a document in an open case.' })
  @Can('case:register-document', ...WORKING_ROLES)
  async caseRegisterDocument(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: CaseRegisterDocumentInput,
  ) {
    const { id, document } = await this.register.registerDocument(actor, input);
    return {
      case: await context.load(caseById, id),
      document: await context.load(caseDocumentById, String(document)),
    };
  }

  @Mutation(() => AddPartyPayload, { description: 'Adds a party.' })
  @Can('case:add-party', ...WORKING_ROLES)
  caseAddParty(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseAddPartyInput) {
    return shown(context, this.register.addParty(actor, input));
  }

  @Mutation(() => EndPartyPayload, { description: 'Says that somebody is no longer a party.' })
  @Can('case:end-party', ...WORKING_ROLES)
  caseEndParty(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseEndPartyInput) {
    return shown(context, this.register.endParty(actor, input));
  }

  @Mutation(() => AddNotePayload, { description: 'Makes a note (tjänsteanteckning).' })
  @Can('case:add-note', ...WORKING_ROLES)
  caseAddNote(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseAddNoteInput) {
    return shown(context, this.register.addNote(actor, input));
  }

  @Mutation(() => MarkSecrecyPayload, { description: 'Puts a secrecy mark on a case or one of its documents.' })
  @Can('case:mark-secrecy', ...WORKING_ROLES)
  caseMarkSecrecy(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: CaseMarkSecrecyInput,
  ) {
    return shown(context, this.register.markSecrecy(actor, input));
  }

  @Mutation(() => LiftMarkPayload, { description: 'Takes a secrecy mark away, with a reason.' })
  @Can('case:lift-mark', ...WORKING_ROLES)
  caseLiftMark(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseLiftMarkInput) {
    return shown(context, this.register.liftMark(actor, input));
  }

  @Mutation(() => DecidePayload, { description: 'Registers a decision.' })
  @Can('case:decide', ...WORKING_ROLES)
  caseDecide(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseDecideInput) {
    return shown(context, this.register.decide(actor, input));
  }

  @Mutation(() => ExpeditePayload, { description: 'Says that a decision has been sent, to whom and when.' })
  @Can('case:expedite', ...WORKING_ROLES)
  caseExpedite(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseExpediteInput) {
    return shown(context, this.register.expedite(actor, input));
  }

  @Mutation(() => ClosePayload, { description: 'Closes a case, with or without a decision; what it holds is frozen.' })
  @Can('case:close', ...WORKING_ROLES)
  caseClose(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseCloseInput) {
    return shown(context, this.cases.close(actor, input));
  }

  @Mutation(() => ReopenPayload, { description: 'Takes a closed case up again.' })
  @Can('case:reopen', ...WORKING_ROLES)
  caseReopen(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseReopenInput) {
    return shown(context, this.cases.reopen(actor, input));
  }

  @Mutation(() => LogReleasePayload, {
    description: 'Logs a request for public documents or what came of it, also when the case is closed.',
  })
  @Can('case:log-release', ...WORKING_ROLES)
  caseLogRelease(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: CaseLogReleaseInput,
  ) {
    return shown(context, this.log.logRelease(actor, input));
  }

  @Mutation(() => LogAddPayload, { description: 'Adds a line to the log, also when the case is closed.' })
  @Can('case:log-add', ...WORKING_ROLES)
  caseLogAdd(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: CaseLogAddInput) {
    return shown(context, this.log.note(actor, input));
  }

  @Query(() => DiaryFormat, { nullable: true, description: 'How a unit writes its diary numbers; null = by hand.' })
  @Can('case:read')
  async diaryFormat(
    @Ctx() context: RequestContext,
    @Args('unit', { type: () => ID, description: 'The unit.' }) unit: string,
  ): Promise<DiaryFormat | null> {
    return isId(unit, 'Unit') ? context.load(diaryFormatOfUnit, unit) : null;
  }

  @Mutation(() => DiaryFormatSetPayload, { description: 'Says how a unit writes its diary numbers.' })
  @Can('diary-format:set', Role.ORG_ADMIN, Role.ADMIN)
  async diaryFormatSet(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DiaryFormatSetInput,
  ) {
    const { id } = await this.numbers.setFormat(actor, input);
    return { diaryFormat: await context.load(diaryFormatOfUnit, id) };
  }
}

async function shown(context: RequestContext, doing: Promise<Outcome>): Promise<{ case: CaseRow | null }> {
  const { id } = await doing;
  return { case: await context.load(caseById, id) };
}

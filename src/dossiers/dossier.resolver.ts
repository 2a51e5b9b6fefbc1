import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById, personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { isId } from '../platform/ids.js';
import { Dossier, DossierStage, DossierStageKind, StageState } from './dossier.entity.js';
import { DossierProposal } from './dossier-parts.entity.js';
import {
  DossierEndInput,
  DossierFilter,
  DossierOpenInput,
  DossierOrder,
  DossierReopenInput,
  DossierRestInput,
  DossierUpdateInput,
  DossierVerifyInput,
  DossierWakeInput,
} from './dossier.inputs.js';
import { dossierById, proposalsOfDossier, stagesOfDossier } from './dossier.loaders.js';
import { dossierList, type DossierRow } from './dossier.queries.js';
import { missing } from './dossier-stages.js';
import { DOSSIER_HANDLERS, DossierService } from './dossier.service.js';

const DossierConnection = connectionOf(() => Dossier, 'Dossier');

const dossier = { type: () => Dossier, description: 'The dossier as it is now.' };
const DossierOpenPayload = payloadOf('DossierOpen', { dossier });
const DossierUpdatePayload = payloadOf('DossierUpdate', { dossier });
const DossierRestPayload = payloadOf('DossierRest', { dossier });
const DossierWakePayload = payloadOf('DossierWake', { dossier });
const DossierEndPayload = payloadOf('DossierEnd', { dossier });
const DossierReopenPayload = payloadOf('DossierReopen', { dossier });
const DossierVerifyPayload = payloadOf('DossierVerify', { dossier });

/** The dossier as a thing; its stages, remisser and proposals: `dossier-stages.resolver.ts`. */
@Resolver(() => Dossier)
export class DossierResolver {
  constructor(
    private readonly dossierService: DossierService,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => DossierConnection, {
    description: 'Legislative dossiers that the association follows; can be read without signing in.',
  })
  @Can.anyone('dossier:read')
  dossiers(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => DossierFilter, nullable: true, description: 'Which ones.' })
    filter?: DossierFilter | null,
    @Args('orderBy', { type: () => DossierOrder, defaultValue: DossierOrder.UPDATED, description: 'In which order.' })
    orderBy: DossierOrder = DossierOrder.UPDATED,
  ) {
    return page<DossierRow>(context, this.seal, dossierList(filter ?? {}, orderBy), args);
  }

  @Query(() => Dossier, { nullable: true, description: 'One dossier; null when there is none.' })
  @Can.anyone('dossier:read')
  dossier(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<DossierRow | null> | null {
    return isId(id, 'Dossier') ? context.load(dossierById, id) : null;
  }

  @Mutation(() => DossierOpenPayload, { description: 'Opens a dossier, with the stage it begins with.' })
  @Can('dossier:open', ...DOSSIER_HANDLERS)
  async dossierOpen(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierOpenInput,
  ) {
    return shown(context, await this.dossierService.open(actor, input));
  }

  @Mutation(() => DossierUpdatePayload, { description: 'Changes what a dossier says of itself.' })
  @Can('dossier:update', ...DOSSIER_HANDLERS)
  async dossierUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierUpdateInput,
  ) {
    return shown(context, await this.dossierService.update(actor, input));
  }

  @Mutation(() => DossierRestPayload, { description: 'Lets a dossier rest, until a day or until somebody wakes it.' })
  @Can('dossier:rest', ...DOSSIER_HANDLERS)
  async dossierRest(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierRestInput,
  ) {
    return shown(context, await this.dossierService.rest(actor, input));
  }

  @Mutation(() => DossierWakePayload, { description: 'Wakes a dossier that rests.' })
  @Can('dossier:wake', ...DOSSIER_HANDLERS)
  async dossierWake(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierWakeInput,
  ) {
    return shown(context, await this.dossierService.wake(actor, input));
  }

  @Mutation(() => DossierEndPayload, { description: 'Ends a dossier: in force, rejected, recalled or lapsed.' })
  @Can('dossier:end', ...DOSSIER_HANDLERS)
  async dossierEnd(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierEndInput,
  ) {
    return shown(context, await this.dossierService.end(actor, input));
  }

  @Mutation(() => DossierReopenPayload, { description: 'Opens a dossier that had ended.' })
  @Can('dossier:reopen', ...DOSSIER_HANDLERS)
  async dossierReopen(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierReopenInput,
  ) {
    return shown(context, await this.dossierService.reopen(actor, input));
  }

  @Mutation(() => DossierVerifyPayload, {
    description: 'Says that what came from an uncertain source has been checked and holds.',
  })
  @Can('dossier:verify', ...DOSSIER_HANDLERS)
  async dossierVerify(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierVerifyInput,
  ) {
    return shown(context, await this.dossierService.verify(actor, input));
  }

  @ResolveField(() => String, { nullable: true, description: 'What it is about, as safe HTML.' })
  summaryHtml(@Parent() row: DossierRow): string | null {
    return row.summary ? renderMarkdown(row.summary) : null;
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'The ministry that has it.' })
  ministry(@Parent() row: DossierRow, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return row.ministryId ? context.load(organisationById, row.ministryId) : null;
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'Who at the association follows it; shown to those who have signed in.',
  })
  responsible(@Parent() row: DossierRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.responsibleId ? context.load(personById, row.responsibleId) : null;
  }

  @ResolveField(() => [DossierStage], {
    description: 'Its stages in the order of time. Several may grow from one (`parentId`): an inquiry with two bills.',
  })
  async stages(
    @Parent() row: DossierRow,
    @Ctx() context: RequestContext,
    @Args('removed', { type: () => Boolean, defaultValue: false, description: 'Also those noted by mistake.' })
    removed: boolean,
  ): Promise<DossierStage[]> {
    const all = (await context.load(stagesOfDossier, row.id)) ?? [];
    return removed ? all : all.filter((one) => one.state !== StageState.REMOVED);
  }

  @ResolveField(() => [DossierStageKind], {
    description: 'Stages behind the furthest one that were neither confirmed nor said to be skipped.',
  })
  async missingStages(@Parent() row: DossierRow, @Ctx() context: RequestContext): Promise<DossierStageKind[]> {
    return missing(row.type, (await context.load(stagesOfDossier, row.id)) ?? []);
  }

  @ResolveField(() => DateScalar, { nullable: true, description: 'The first day that something of it is in force.' })
  async inForceOn(@Parent() row: DossierRow, @Ctx() context: RequestContext): Promise<string | null> {
    const days = ((await context.load(stagesOfDossier, row.id)) ?? [])
      .filter((one) => one.stage === DossierStageKind.IN_FORCE && one.state === StageState.CONFIRMED && one.date)
      .map((one) => one.date!);
    return days.sort()[0] ?? null;
  }

  @ResolveField(() => [DossierProposal], {
    description:
      'What the program has seen in public data; what waits for a person first. Only to those who handle dossiers.',
  })
  async proposals(@Parent() row: DossierRow, @Ctx() context: RequestContext): Promise<DossierProposal[]> {
    return (await context.load(proposalsOfDossier, row.id)) ?? [];
  }
}

async function shown(context: RequestContext, { id }: { id: string }): Promise<{ dossier: DossierRow | null }> {
  return { dossier: await context.load(dossierById, id) };
}

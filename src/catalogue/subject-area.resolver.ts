import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { unitById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Unit } from '../access/organisation.entity.js';
import { Role } from '../access/person.entity.js';
import { Ctx, defineLoader, grouped, RequestContext } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { LanguageCode } from '../platform/graphql/language.js';
import { SUBJECT_AREA_SELECT, subjectAreaById } from './entry.loaders.js';
import { SubjectAreaUpdateInput } from './entry.inputs.js';
import { SubjectArea } from './subject-area.entity.js';
import { SubjectAreas } from './subject-area.service.js';

defineNode('SubjectArea', subjectAreaById);

const narrowerOf = defineLoader<string, SubjectArea[]>('narrowerOf', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<SubjectArea>(
      context,
      'narrower_subject_areas',
      `select ${SUBJECT_AREA_SELECT} from subject_area s where s.broader_id = any($1::uuid[]) order by s.position, s.key`,
      [ids],
    ),
    (row) => row.broaderId!,
  ),
);

const SubjectAreaUpdatePayload = payloadOf('SubjectAreaUpdate', {
  subjectArea: { type: () => SubjectArea, description: 'The subject area as it is now.' },
});

@Resolver(() => SubjectArea)
export class SubjectAreaResolver {
  constructor(private readonly areas: SubjectAreas) {}

  @Mutation(() => SubjectAreaUpdatePayload, { description: 'Sets response targets, reviewers and responsible unit.' })
  @Can('subject-area:update', Role.ADMIN)
  async subjectAreaUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: SubjectAreaUpdateInput,
  ) {
    const { id } = await this.areas.update(actor, input);
    return { subjectArea: await context.load(subjectAreaById, id) };
  }

  @Query(() => [SubjectArea], { description: 'The tree of subject areas; without `all` its top level.' })
  @Can.anyone('subject-area:read')
  subjectAreas(
    @Ctx() context: RequestContext,
    @Args('all', { defaultValue: false, description: 'Every area of the tree, not only its top.' }) all: boolean,
  ): Promise<SubjectArea[]> {
    return context.reads.all<SubjectArea>(
      context,
      all ? 'subject_areas_all' : 'subject_areas_top',
      `select ${SUBJECT_AREA_SELECT} from subject_area s ${all ? '' : 'where s.broader_id is null'} order by s.position, s.key`,
    );
  }

  @ResolveField(() => String, { description: 'Label; Swedish unless another language is asked for.' })
  label(
    @Parent() area: SubjectArea,
    @Args('lang', { type: () => LanguageCode, defaultValue: LanguageCode.sv, description: 'Language.' })
    lang: LanguageCode,
  ): string {
    return lang === LanguageCode.en ? area.labelEn : area.labelSv;
  }

  @ResolveField(() => [String], { description: 'Other words for it.' })
  altLabels(@Parent() area: SubjectArea): string[] {
    return area.altLabels;
  }

  @ResolveField(() => String, { nullable: true, description: 'What it covers.' })
  definition(@Parent() area: SubjectArea): string | null {
    return area.definition;
  }

  @ResolveField(() => SubjectArea, { nullable: true, description: 'The wider area.' })
  broader(@Parent() area: SubjectArea, @Ctx() context: RequestContext): Promise<SubjectArea | null> | null {
    return area.broaderId ? context.load(subjectAreaById, area.broaderId) : null;
  }

  @ResolveField(() => [SubjectArea], { description: 'The narrower areas.' })
  narrower(@Parent() area: SubjectArea, @Ctx() context: RequestContext): Promise<SubjectArea[] | null> {
    return context.load(narrowerOf, area.id);
  }

  @ResolveField(() => Unit, { nullable: true, description: 'The unit of the association that answers for it.' })
  responsibleUnit(@Parent() area: SubjectArea, @Ctx() context: RequestContext): Promise<Unit | null> | null {
    return area.responsibleUnitId ? context.load(unitById, area.responsibleUnitId) : null;
  }
}

import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can } from '../access/can.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { typeOfId } from '../platform/ids.js';
import { Act } from './act.entity.js';
import { actById, actByKey } from './act.loaders.js';
import { LawSource } from './law-source.entity.js';
import { type ActLinkRow, lawSourceById, lawSourceByKey } from './law-source.loaders.js';
import type { LawSourceRow } from './law-source.queries.js';
import { ActLink } from './law.types.js';

@Resolver(() => ActLink)
export class ActLinkResolver {
  @ResolveField(() => String, { description: 'Its title, or its number where nothing more is known.' })
  title(@Parent() link: ActLinkRow): string {
    return link.title ?? link.key.replace(/^sfs\//, 'SFS ');
  }

  @ResolveField(() => Act, { nullable: true, description: 'Its names, where they are known.' })
  act(@Parent() link: ActLinkRow, @Ctx() context: RequestContext): Promise<Act | null> | null {
    return link.actId ? context.load(actById, link.actId) : null;
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'Its text, where it has been read here.' })
  source(@Parent() link: ActLinkRow, @Ctx() context: RequestContext): Promise<LawSourceRow | null> | null {
    return link.sourceId ? context.load(lawSourceById, link.sourceId) : null;
  }
}

/** The text of an act belongs to the act, where it has been read. */
@Resolver(() => Act)
export class ActSourceResolver {
  @Query(() => Act, {
    nullable: true,
    description:
      'One act by its id or canonical id, also one whose text is not here: EU acts, regulations of authorities, acts long gone.',
  })
  @Can.anyone('act:read')
  async act(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id, or canonical id such as `celex/32016R0679`.' }) id: string,
  ): Promise<Act | null> {
    if (typeOfId(id) === 'Act') return context.load(actById, id);
    return id.length <= 60 ? context.load(actByKey, id.trim()) : null;
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'Its text; null when it has not been read here.' })
  source(@Parent() act: Act, @Ctx() context: RequestContext): Promise<LawSourceRow | null> {
    return context.load(lawSourceByKey, act.key);
  }
}

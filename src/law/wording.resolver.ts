import { Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { labelOf } from './fragment.js';
import { Amendment, LawSource } from './law-source.entity.js';
import { amendmentByAct, lawSourceById } from './law-source.loaders.js';
import type { LawSourceRow } from './law-source.queries.js';
import { WordingPiece } from './law.types.js';
import { Provision, Wording } from './provision.entity.js';
import { provisionById } from './provision.loaders.js';
import type { ProvisionRow } from './provision.queries.js';
import { readable, trimmed } from './wording-text.js';

@Resolver(() => Wording)
export class WordingResolver {
  @ResolveField(() => String, {
    description: 'The words as one reads them: hard line ends undone, points on lines of their own, markers left out.',
  })
  plain(@Parent() wording: Wording): string {
    return readable(wording.text);
  }

  @Extensions({ size: 12 })
  @ResolveField(() => [WordingPiece], { description: 'Paragraphs, points and what else lies inside it, in order.' })
  parts(@Parent() wording: Wording): WordingPiece[] {
    return wording.parts.map((part) => {
      const { kind, fragment, start } = part;
      const end = trimmed(wording.text, part);
      const text = wording.text.slice(start, end);
      return { kind, fragment, label: fragment ? labelOf(fragment) : null, start, end, text };
    });
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'The act it stands in.' })
  source(@Parent() wording: Wording, @Ctx() context: RequestContext): Promise<LawSourceRow | null> {
    return context.load(lawSourceById, wording.sourceId);
  }

  @ResolveField(() => Provision, { nullable: true, description: 'The provision that says it; null for headings.' })
  provision(@Parent() wording: Wording, @Ctx() context: RequestContext): Promise<ProvisionRow | null> | null {
    return wording.provisionId ? context.load(provisionById, wording.provisionId) : null;
  }

  @ResolveField(() => Amendment, {
    nullable: true,
    description: 'The act that brought it, with its preparatory works.',
  })
  amendment(@Parent() wording: Wording, @Ctx() context: RequestContext): Promise<Amendment | null> | null {
    return wording.act ? context.load(amendmentByAct, `${wording.sourceId} ${wording.act}`) : null;
  }
}

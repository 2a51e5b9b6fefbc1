import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { labelOf } from './fragment.js';
import { ComingChange } from './law.types.js';
import { Provision, Wording, WordingKind } from './provision.entity.js';
import { provisionById, wordingById } from './provision.loaders.js';
import type { ProvisionRow } from './provision.queries.js';

export interface ComingRow extends ComingChange {
  provisionId: string | null;
  kind: WordingKind;
  fragment: string | null;
  title: string | null;
}

@Resolver(() => ComingChange)
export class ComingChangeResolver {
  @ResolveField(() => String, { description: 'Of what, as lawyers write it; the words of a heading.' })
  label(@Parent() row: ComingRow): string {
    return row.fragment ? labelOf(row.fragment) : (row.title ?? row.kind);
  }

  @ResolveField(() => Wording, { nullable: true, description: 'The wording that begins or ends.' })
  wording(@Parent() row: ComingRow, @Ctx() context: RequestContext): Promise<Wording | null> {
    return context.load(wordingById, row.wordingId);
  }

  @ResolveField(() => Provision, { nullable: true, description: 'Of which provision; null for headings.' })
  provision(@Parent() row: ComingRow, @Ctx() context: RequestContext): Promise<ProvisionRow | null> | null {
    return row.provisionId ? context.load(provisionById, row.provisionId) : null;
  }
}

import { Args, Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { connectionOf, page, PageArgs, type Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { ProvisionChange } from './change-set.entity.js';
import { changeList } from './change-set.queries.js';
import { legalDocument } from './document.js';
import { labelOf } from './fragment.js';
import { Amendment, LawSource } from './law-source.entity.js';
import { lawSourceById } from './law-source.loaders.js';
import type { LawSourceRow } from './law-source.queries.js';
import { AmendmentAction, LegalDocument } from './law.types.js';
import type { NoteAction, NoteTarget } from './register-notes.js';

export const ProvisionChangeConnection = connectionOf(() => ProvisionChange, 'ProvisionChange');

@Resolver(() => Amendment)
export class AmendmentResolver {
  constructor(private readonly seal: CursorSeal) {}

  @ResolveField(() => String, { description: 'Canonical id of the amending act: `sfs/2014:829`.' })
  key(@Parent() amendment: Amendment): string {
    return `sfs/${amendment.act}`;
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'The act that it amends.' })
  source(@Parent() amendment: Amendment, @Ctx() context: RequestContext): Promise<LawSourceRow | null> {
    return context.load(lawSourceById, amendment.sourceId);
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [LegalDocument], {
    description: 'Proposition, betänkande, riksdagsskrivelse … that could be read from its preparatory works.',
  })
  documents(@Parent() amendment: Amendment): LegalDocument[] {
    return amendment.documents.map(legalDocument);
  }

  @Extensions({ size: 10 })
  @ResolveField(() => [AmendmentAction], {
    description: 'What it does, as far as the notes of the register were understood.',
  })
  actions(@Parent() amendment: Amendment): AmendmentAction[] {
    return amendment.actions.map(actionOf);
  }

  @ResolveField(() => ProvisionChangeConnection, {
    description: 'What was seen to change by it when a newer consolidation was read; empty for what lies further back.',
  })
  changes(
    @Parent() amendment: Amendment,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
  ): Promise<Page<ProvisionChange>> {
    return page<ProvisionChange>(
      context,
      this.seal,
      changeList({ sourceId: amendment.sourceId, act: amendment.act }, null),
      args,
    );
  }
}

const DOES: Record<NoteAction['verb'], string> = {
  changed: 'ändrar',
  added: 'för in',
  repealed: 'upphäver',
  renumbered: 'betecknar om',
  moved: 'flyttar',
  commencement: 'bestämmer om ikraftträdandet av',
  reprinted: 'trycks om:',
};
const BESIDE = { before: 'närmast före', after: 'närmast efter', of: 'till' };

function actionOf({ verb, target, to, inAct }: NoteAction): AmendmentAction {
  const sentence = `${DOES[verb]} ${named(target)}${to ? ` till ${named(to)}` : ''}${inAct ? ` i ${inAct}` : ''}`;
  return {
    verb,
    fragment: target.fragment,
    through: target.through ?? null,
    toFragment: to?.fragment ?? null,
    inAct,
    sentence,
  };
}

function named(target: NoteTarget): string {
  const { kind, fragment, place, through } = target;
  const at = fragment ? labelOf(fragment) + (through ? `–${labelOf(through)}` : '') : null;
  if (kind === 'heading') return `rubriken${at ? ` ${BESIDE[place ?? 'before']} ${at}` : ''}`;
  if (kind === 'transitional') return at ?? 'övergångsbestämmelserna';
  if (kind === 'preamble') return 'ingressen';
  if (kind === 'title') return 'rubriken';
  if (kind === 'act') return 'författningen';
  return at ?? (kind === 'annex' ? 'bilagan' : kind === 'chapter' ? 'ett kapitel' : 'en paragraf');
}

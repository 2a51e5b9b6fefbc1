import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { TypeName, typeOfId } from '../ids.js';
import { LoaderDefinition, RequestContext } from './context.js';

/** Anything that can be fetched by its id. The id says which type it is (`platform/ids.ts`). */
@InterfaceType({
  description: 'Anything that can be fetched by its id alone.',
  resolveType: (value: { id: string }) => typeOfId(value.id) ?? undefined,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, typed, lasting.' })
  id!: string;
}

const nodes = new Map<TypeName, LoaderDefinition<string, object>>();

/** Tells `node(id)`, `nodes(ids)` and the payload of a CONFLICT how a type is loaded, row security on. */
export function defineNode(
  type: TypeName,
  loader: LoaderDefinition<string, never> | LoaderDefinition<string, object>,
): void {
  nodes.set(type, loader as LoaderDefinition<string, object>);
}

/** Types that `node(id)` can fetch; a check at build time compares them with the schema. */
export function nodeTypes(): TypeName[] {
  return [...nodes.keys()];
}

/** The thing, or null when it does not exist or may not be seen: the two are not told apart. */
export async function loadNode(context: RequestContext, id: string): Promise<object | null> {
  const type = typeOfId(id);
  const loader = type ? nodes.get(type) : undefined;
  return loader ? context.load(loader, id) : null;
}

import { DocumentNode, Kind, OperationDefinitionNode, valueFromASTUntyped } from 'graphql';

type Variables = Record<string, unknown>;

const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);

/** Variables with what the operation says they are when they are left out, as a client would have sent it. */
export function withDefaults(operation: OperationDefinitionNode, variables: Variables | null | undefined): Variables {
  const all: Variables = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue && all[variable.name.value] === undefined)
      all[variable.name.value] = valueFromASTUntyped(defaultValue);
  return all;
}

/**
 * What Mercurius is given to execute. Its compiled queries (graphql-jit) differ from the specification in two ways, from
 * the second time that a text is sent: a left out variable of a type like `Int!` is refused in spite of its default, and a
 * text with several operations always runs the one that was first asked for. A document that a hook hands back is never
 * compiled.
 */
export function prepared(
  document: DocumentNode,
  variables: Variables | null | undefined,
): { document?: DocumentNode; variables?: Variables } {
  const [operation, ...others] = operationsOf(document);
  if (!operation || others.length) return { document };
  return { variables: withDefaults(operation, variables) };
}

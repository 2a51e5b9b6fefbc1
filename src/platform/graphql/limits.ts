import { createRequire } from 'node:module';
import {
  FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  Lexer,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  Source,
  TokenKind,
  ValidationRule,
} from 'graphql';
import type { DocumentNode, GraphQLOutputType } from 'graphql';
import { MAX_PAGE } from './connection.js';
import { withDefaults } from './prepared.js';

/** Limits on one request, all checked before any SQL and on every transport. */
export interface Limits {
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxRootFields: number;
  maxCost: number;
}

function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'TOO_COMPLEX' } });
}

/**
 * Before parsing. Counts tokens, and refuses a document given as a JSON syntax tree: Mercurius tries that when text does
 * not parse, and a tree would walk past the token limit.
 */
export function limitSource(source: string, limits: Limits): void {
  if (/^\s*[{[]\s*"/.test(source)) {
    throw new GraphQLError('The query must be GraphQL text', { extensions: { code: 'BAD_USER_INPUT' } });
  }
  const lexer = new Lexer(new Source(source));
  try {
    for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF;) {
      if (++tokens > limits.maxTokens) throw tooComplex(`The query has more than ${limits.maxTokens} tokens`);
    }
  } catch (error) {
    if ((error as GraphQLError).extensions?.code === 'TOO_COMPLEX') throw error;
    // A syntax error: the parser will say it in its own words.
  }
}

type Armor = (options: Record<string, unknown>) => ValidationRule;
const load = createRequire(import.meta.url);

/** Depth and aliases: GraphQL Armor's rules, its errors renamed to ours. */
export function limitRules(limits: Limits): ValidationRule[] {
  const { maxDepthRule } = load('@escape.tech/graphql-armor-max-depth') as { maxDepthRule: Armor };
  const { maxAliasesRule } = load('@escape.tech/graphql-armor-max-aliases') as { maxAliasesRule: Armor };
  const options = { propagateOnRejection: false, exposeLimits: true, flattenFragments: true };
  const report = (what: string, max: number) => ({
    ...options,
    onReject: [
      (context: { reportError: (error: GraphQLError) => void } | null) => {
        context?.reportError(tooComplex(`The query is over the limit of ${max} ${what}`));
      },
    ],
  });
  return [
    maxDepthRule({ n: limits.maxDepth, ignoreIntrospection: true, ...report('levels', limits.maxDepth) }),
    maxAliasesRule({ n: limits.maxAliases, ...report('aliases', limits.maxAliases) }),
  ];
}

/**
 * Before execution, with the variables known. Cost: every object costs 1, a page multiplies what it holds by `first`
 * (a list without pages by its declared size, `@Extensions({ size: 4 })`, else by 10). GraphQL Armor's own cost rule was left because it does not know page sizes.
 */
export function limitCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown> | null | undefined,
  limits: Limits,
): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const roots = countRoots(node.selectionSet, fragments, 0);
    if (roots > limits.maxRootFields)
      throw tooComplex(`The query asks for more than ${limits.maxRootFields} root fields`);
    const cost = new CostOf(schema, fragments, withDefaults(node, variables), limits.maxCost).operation(node);
    if (cost > limits.maxCost) throw tooComplex(`The query costs more than ${limits.maxCost}; ask for smaller pages`);
  }
}

function countRoots(set: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, seen: number): number {
  if (seen > 10) return 0;
  return set.selections.reduce((sum, node) => {
    if (node.kind === Kind.FIELD) return sum + 1;
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return sum + (inner ? countRoots(inner.selectionSet, fragments, seen + 1) : 0);
  }, 0);
}

class CostOf {
  private total = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Map<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
    private readonly max: number,
  ) {}

  operation(node: OperationDefinitionNode): number {
    const root = this.schema.getRootType(node.operation);
    if (root) this.set(node.selectionSet, root, 1, 1);
    return this.total;
  }

  /** What `@skip` and `@include` leave out is not executed and costs nothing. */
  private leftOut(node: SelectionNode): boolean {
    return (node.directives ?? []).some(({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return false;
      const value = given?.find((argument) => argument.name.value === 'if')?.value;
      const said =
        value?.kind === Kind.BOOLEAN
          ? value.value
          : value?.kind === Kind.VARIABLE
            ? this.variables[value.name.value]
            : undefined;
      // Only what is certainly left out: a variable that says nothing is an error of its own.
      return name.value === 'skip' ? said === true : said === false;
    });
  }

  /** Adds up; stops as soon as the limit is passed, so hostile nesting costs no more than an honest query. */
  private set(set: SelectionSetNode, type: GraphQLOutputType, times: number, pending: number): void {
    for (const node of set.selections) {
      if (this.total > this.max) return;
      if (this.leftOut(node)) continue;
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.fragments.get(node.name.value);
        const on = fragment && this.schema.getType(fragment.typeCondition.name.value);
        if (fragment && on && isCompositeType(on)) this.set(fragment.selectionSet, on, times, pending);
        continue;
      }
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const on = node.typeCondition ? this.schema.getType(node.typeCondition.name.value) : type;
        if (on && isCompositeType(on)) this.set(node.selectionSet, on, times, pending);
        continue;
      }
      if (!node.selectionSet || !('getFields' in type)) continue;
      const field = (
        type as {
          getFields: () => Record<
            string,
            {
              type: GraphQLOutputType;
              extensions: { size?: number };
              args: readonly { name: string; defaultValue?: unknown }[];
            }
          >;
        }
      ).getFields()[node.name.value];
      if (!field) continue;
      const named = getNamedType(field.type) as GraphQLOutputType;
      const connection = isObjectType(named) && named.name.endsWith('Connection');
      const sized = field.args.find((arg) => arg.name === 'first');
      let count = pending;
      if (sized) {
        const given = node.arguments?.find((arg) => arg.name.value === 'first')?.value;
        const asked =
          given?.kind === Kind.INT
            ? Number(given.value)
            : given?.kind === Kind.VARIABLE
              ? Number(this.variables[given.name.value] ?? sized.defaultValue ?? MAX_PAGE)
              : Number(sized.defaultValue ?? MAX_PAGE);
        // The page multiplies its rows, which stand one level below the connection.
        if (connection) {
          this.total += times;
          this.set(node.selectionSet, named, times, Math.min(Math.max(asked, 1), MAX_PAGE));
          continue;
        }
        count = Math.min(Math.max(asked, 1), MAX_PAGE);
      }
      const list = isListType(getNullableType(field.type));
      const multiplied = list ? times * (count > 1 ? count : (field.extensions.size ?? 10)) : times;
      this.total += multiplied;
      this.set(node.selectionSet, named, multiplied, 1);
    }
  }
}

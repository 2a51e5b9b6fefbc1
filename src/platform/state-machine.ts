/** From which states an action is possible, where it leads, and who may do it. */
export interface ActionRule<S extends string, R extends string> {
  from: readonly S[];
  /** The state it leads to; null = it stays, or the service decides. */
  to: S | null;
  /** The relations to the thing of which one is enough. */
  by: readonly R[];
}

export interface MachineRules<S extends string, A extends string, R extends string> {
  name: string;
  states: readonly S[];
  initial: S;
  /** States that nothing leads out of. */
  final: readonly S[];
  actions: Record<A, ActionRule<S, R>>;
}

/**
 * A workflow as data. Validated when it is made: every state named, every state reachable, and a state without a way
 * out must be called final, so that nothing can be stuck by a slip of the pen.
 */
export class StateMachine<S extends string, A extends string, R extends string> {
  constructor(readonly rules: MachineRules<S, A, R>) {
    const problems = validate(rules);
    if (problems.length) throw new Error(`Machine ${rules.name}: ${problems.join('; ')}`);
  }

  get name(): string {
    return this.rules.name;
  }
  get actions(): A[] {
    return Object.keys(this.rules.actions) as A[];
  }
  rule(action: A): ActionRule<S, R> {
    return this.rules.actions[action];
  }
  from(action: A): readonly S[] {
    return this.rules.actions[action].from;
  }

  /** Whether somebody with these relations may do it at all, whatever the state. */
  allows(action: A, relations: ReadonlySet<R>): boolean {
    return this.rules.actions[action].by.some((relation) => relations.has(relation));
  }
  can(action: A, state: string, relations: ReadonlySet<R>): boolean {
    return this.from(action).includes(state as S) && this.allows(action, relations);
  }

  /** What somebody with these relations may do now: serves both the button and the check. */
  possible(state: string, relations: ReadonlySet<R>): A[] {
    return this.actions.filter((action) => this.can(action, state, relations));
  }
}

function validate<S extends string, A extends string, R extends string>(rules: MachineRules<S, A, R>): string[] {
  const problems: string[] = [];
  const states = new Set<string>(rules.states);
  const reached = new Set<string>([rules.initial]);
  for (const [action, rule] of Object.entries<ActionRule<S, R>>(rules.actions)) {
    for (const state of [...rule.from, ...(rule.to ? [rule.to] : [])]) {
      if (!states.has(state)) problems.push(`${action} names the unknown state ${state}`);
    }
    if (rule.by.length === 0) problems.push(`nobody may ${action}`);
    if (rule.from.length === 0) problems.push(`${action} starts nowhere`);
    if (rule.to) reached.add(rule.to);
  }
  for (const state of rules.states) {
    if (!reached.has(state)) problems.push(`no action leads to ${state}`);
    const leaves = Object.values<ActionRule<S, R>>(rules.actions).some((r) => r.from.includes(state) && r.to !== state);
    if (rules.final.includes(state) ? leaves : !leaves) {
      problems.push(
        leaves ? `${state} is called final but has a way out` : `${state} has no way out and is not called final`,
      );
    }
  }
  return problems;
}

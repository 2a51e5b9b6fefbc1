/**
 * How many characters a function has looked at: what every call to the methods below was given, or gave back. A measure of
 * work that is the same on every machine, so that growth can be asserted without a clock. It holds where each single pattern
 * is linear in what it is given.
 */
export function workOf(run: () => unknown): number {
  let work = 0;
  const restore: (() => void)[] = [];
  const patch = (
    owner: object,
    name: string,
    cost: (self: unknown, args: unknown[], result: unknown, from: number) => number,
  ): void => {
    const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Reflect.set(owner, name, function counted(this: unknown, ...args: unknown[]): unknown {
      const from = this instanceof RegExp && (this.global || this.sticky) ? this.lastIndex : 0;
      const result = original.apply(this, args);
      work += 1 + cost(this, args, result, from);
      return result;
    });
    restore.push(() => Reflect.set(owner, name, original));
  };
  const size = (value: unknown): number => (typeof value === 'string' ? value.length : 0);
  const self = (of: unknown): number => size(of);
  for (const name of [
    'replace',
    'replaceAll',
    'match',
    'split',
    'search',
    'trim',
    'trimEnd',
    'trimStart',
    'toLowerCase',
  ])
    patch(String.prototype, name, self);
  patch(String.prototype, 'slice', (_self, _args, result) => size(result));
  patch(String.prototype, 'indexOf', (whole, [, from], at) => {
    const start = typeof from === 'number' ? from : 0;
    return typeof at === 'number' && at >= 0 ? at - start : size(whole) - start;
  });
  patch(String.prototype, 'includes', self);
  patch(String.prototype, 'matchAll', self);
  // A sticky pattern looks at its own place only, a global one from where it stopped; replace and matchAll come by here too.
  const looked = (pattern: unknown, [text]: unknown[], found: unknown, from: number): number => {
    if (!(pattern instanceof RegExp)) return 0;
    const end = pattern.lastIndex > 0 ? pattern.lastIndex : size(text);
    return pattern.sticky && found === null
      ? 1
      : pattern.global || pattern.sticky
        ? Math.max(0, end - from)
        : size(text);
  };
  patch(RegExp.prototype, 'exec', looked);
  patch(RegExp.prototype, 'test', looked);
  for (const name of ['some', 'find', 'findLast', 'includes', 'indexOf', 'filter', 'map', 'splice', 'slice'])
    patch(Array.prototype, name, (list) => (Array.isArray(list) ? list.length : 0));
  try {
    run();
  } finally {
    restore.reverse().forEach((undo) => undo());
  }
  return work;
}

/**
 * SQL: whether two canonical ids of the same source have something in common. A place lies in another (`K10` holds `K10P2`,
 * never `K100`), and a source without a place is all of it. That the sources are the same is for the caller to say, by an
 * index. `a` and `b` are SQL expressions of type text.
 */
export function overlapSql(a: string, b: string): string {
  const within = (inner: string, outer: string): string =>
    `(starts_with(${inner}, ${outer}) and substr(${inner}, length(${outer}) + 1) ~ '^[A-Z.]')`;
  return `(${a} = ${b} or strpos(${a}, '#') = 0 or strpos(${b}, '#') = 0 or ${within(a, b)} or ${within(b, a)})`;
}

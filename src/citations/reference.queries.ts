/** A name of an act and when it meant the act. */
export interface NameRow {
  key: string;
  text: string;
  form: 'FULL' | 'SHORT' | 'ABBREVIATION' | 'TITLE';
  from: string | null;
  to: string | null;
  /** When the act itself applied. */
  actFrom: string | null;
  actTo: string | null;
}

export const NAMES = `
  select a.key, n.text, n.form, n.valid_from as "from", n.valid_to as "to", a.valid_from as "actFrom", a.valid_to as "actTo"
    from act a join act_name n on n.act_id = a.id order by a.key, n.id`;

/** Titles that share some letters with what was typed; the caller measures how near they are. `$1`: patterns. */
export const TITLES = `
  select s.key, e.title as text, 'TITLE' as form, null as "from", null as "to", s.in_force_on as "actFrom", s.repealed_on as "actTo"
    from law_source s join entry e on e.id = s.id where e.title ilike any($1::text[]) order by length(e.title), s.key limit 300`;

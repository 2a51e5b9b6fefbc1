/** Columns as their entities name them. A few dozen rows in all: each level is one statement, in the strategy's order. */
export const STRATEGY_COLUMNS = `s.id, s.code, s.title_sv as "titleSv", s.title_en as "titleEn",
  s.adopted_by_id as "adoptedById", s.adopted_under as "adoptedUnder", s.adopted, s.valid_from as "validFrom",
  s.valid_to as "validTo", s.recommended_to_sv as "recommendedToSv", s.recommended_to_en as "recommendedToEn",
  s.plan_fields as "planFields", s.verified, s.note`;
export const GOAL_COLUMNS = `g.id, g.strategy_id as "strategyId", g.code, g.title_sv as "titleSv",
  g.title_en as "titleEn", g.source, g.position`;
export const AREA_COLUMNS = `a.id, a.strategy_id as "strategyId", a.code, a.title_sv as "titleSv",
  a.title_en as "titleEn", a.objective_sv as "objectiveSv", a.objective_en as "objectiveEn", a.source, a.position`;
export const GROUP_COLUMNS = `g.id, g.area_id as "areaId", g.title_sv as "titleSv", g.title_en as "titleEn", g.position`;
export const MEASURE_COLUMNS = `m.id, m.strategy_id as "strategyId", m.group_id as "groupId", m.code,
  m.title_sv as "titleSv", m.title_en as "titleEn", m.owner, m.kind, m.goal_ids as "goalIds", m.position`;

export const STRATEGIES = `select ${STRATEGY_COLUMNS} from strategy s order by s.valid_from desc nulls last, s.code`;
export const STRATEGY_BY_CODE = `select ${STRATEGY_COLUMNS} from strategy s where s.code = $1`;
export const LAYERS = `select l.id, l.key, l.label_sv as "labelSv", l.label_en as "labelEn",
  l.description_sv as "descriptionSv", l.description_en as "descriptionEn", l.position
  from interoperability_layer l order by l.position`;

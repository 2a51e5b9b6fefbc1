import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';
import { ACTOR_BY_TOKEN, hashOf, settingsOf } from './actors.js';

/**
 * The limit: the same answer by hand. One statement with laterals and row_to_json, named; context, query and COMMIT in one
 * round trip; nothing generic, nothing checked. `allowedActions` comes from a table made at start out of the machine's
 * rules, which is what somebody who writes only this one page would do.
 */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const { READER_URL, ANONYMOUS_URL, PORT, RULES } = process.env;
const pool = (connectionString, pipeline) => {
  const made = new pg.Pool({ connectionString, max: 10, pipeline });
  made.on('error', () => undefined);
  return made;
};
const plain = pool(READER_URL, false);
const reader = pool(READER_URL, true);
const anonymous = pool(ANONYMOUS_URL, false);

const RELATIONS = `(select row_to_json(o) from (select o.id, o.name, o.short_name as "shortName"
      from organisation o where o.id = e.owner_org_id) o) as organisation,
    (select coalesce(json_agg(row_to_json(a)), '[]') from (select s.id, s.key, s.label_sv as label
      from entry_subject_area x join subject_area s on s.id = x.subject_area_id where x.entry_id = e.id
      order by s.position, s.key) a) as "subjectAreas"`;

const DOSSIER = {
  name: 'dossier',
  text: `select e.id, e.ref, e.title, e.state, e.version, e.updated_at as "updatedAt", e.owner_unit_id as unit,
      q.text, q.urgency, q.submitted_at as "submittedAt", q.due_at as "dueAt", q.assignee_id as assignee, q.de_identified,
      q.disclosure_ground, q.sending_requested_at, e.access, e.visibility,
      exists (select 1 from watch w where w.entry_id = e.id and w.person_id = (select app_person())) as watching, ${RELATIONS},
      (select coalesce(json_agg(row_to_json(h)), '[]') from (select seq, at, action from (select a.seq, a.at, a.action
        from audit_event a where a.subject_id = e.id order by a.seq desc limit 3) l order by seq) h) as history
    from (select * from entry e where e.kind = 'QUESTION' and e.state <> 'DISCARDED'
      order by e.updated_at desc, e.id desc limit 20) e
    join question q on q.id = e.id
    order by e.updated_at desc, e.id desc`,
};
const GUIDANCE = {
  name: 'guidance',
  text: `select e.id, e.ref, e.title, e.state, e.updated_at as "updatedAt", ${RELATIONS}
    from (select * from entry e where e.kind = 'GUIDANCE' and e.state = 'PUBLISHED' and e.visibility = 'WORLD'
      order by e.updated_at desc, e.id desc limit 20) e
    order by e.updated_at desc, e.id desc`,
};

/** What may be done to an entry of any kind: twins of `actionsOf` in parts.service.ts and secrecy.service.ts. */
function commonActions(row, actor) {
  const inUnit = actor.memberships.filter((m) => m.unitId === row.unit);
  const lawyer = actor.memberships.some((m) => m.role === 'LAWYER');
  const worker = inUnit.some((m) => m.role === 'SUBMITTER' || m.role === 'LAWYER');
  const near = inUnit.length > 0 || lawyer;
  const names = [];
  if (row.access !== 'RESTRICTED' && (worker || lawyer)) names.push('restrict');
  if (row.access !== 'PUBLIC' && worker) names.push('lowerSecrecyPropose');
  if (near || row.visibility === 'RESTRICTED') names.push('comment', 'attach');
  if (near) names.push('link');
  if (lawyer) names.push('flag');
  names.push(row.watching ? 'unwatch' : 'watch');
  return names;
}

const rules = JSON.parse(readFileSync(RULES, 'utf8'));
const table = new Map();
/** Actions by state and relations, in the machine's order; each name once. */
function actionsFor(state, relations) {
  const key = `${state} ${relations.join()}`;
  let found = table.get(key);
  if (!found) {
    const names = Object.entries(rules.actions)
      .filter(([, rule]) => rule.from.includes(state) && rule.by.some((one) => relations.includes(one)))
      .map(([action]) => rules.personal[action])
      .filter(Boolean);
    found = [...new Set(names)];
    table.set(key, found);
  }
  return found;
}

function relationsTo(row, actor) {
  const relations = [];
  const own = (role) => actor.memberships.some((m) => m.role === role && m.unitId === row.unit);
  if (own('SUBMITTER')) relations.push('asker');
  if (own('APPROVER')) relations.push('approver');
  if (actor.memberships.some((m) => m.role === 'LAWYER')) relations.push('lawyer');
  if (actor.memberships.some((m) => m.role === 'ADMIN')) relations.push('admin');
  if (row.assignee === actor.personId) relations.push('assignee');
  return relations;
}

function blockersOf(action, row) {
  if (action === 'approveSending' && !row.sending_requested_at) return [{ code: 'SENDING_NOT_REQUESTED' }];
  if (action === 'submit' && !row.de_identified && !row.disclosure_ground) return [{ code: 'DISCLOSURE_NOT_DECIDED' }];
  return [];
}

const literal = (text) => `'${text.replaceAll("'", "''")}'`;

async function dossier(authorization) {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
  const { rows } = await plain.query({ ...ACTOR_BY_TOKEN, values: [hashOf(token), new Date()] });
  const actor = rows[0];
  if (!actor) throw new Error('nobody');
  const context = Object.entries(settingsOf(actor)).map(
    ([name, value]) => `set_config('${name}', ${literal(value)}, true)`,
  );
  const client = await reader.connect();
  try {
    const [begun, read] = await Promise.all([
      client.query(`begin read only; select ${context.join(', ')}`),
      client.query(DOSSIER),
      client.query('commit'),
    ]);
    if (!begun) throw new Error('no context');
    return read.rows.map((row) => ({
      id: row.id,
      ref: row.ref,
      title: row.title,
      state: row.state,
      version: row.version,
      updatedAt: row.updatedAt,
      text: row.text,
      urgency: row.urgency,
      submittedAt: row.submittedAt,
      dueAt: row.dueAt,
      organisation: row.organisation,
      subjectAreas: row.subjectAreas,
      history: row.history,
      allowedActions: [...actionsFor(row.state, relationsTo(row, actor)), ...commonActions(row, actor)].map(
        (action) => ({
          action,
          blockers: blockersOf(action, row),
        }),
      ),
    }));
  } finally {
    client.release();
  }
}

const app = Fastify();
app.get('/', async () => 'up');
app.post('/dossier', async (request) => ({
  data: { questions: { nodes: await dossier(request.headers.authorization) } },
}));
app.post('/guidance', async () => ({ data: { guidances: { nodes: (await anonymous.query(GUIDANCE)).rows } } }));
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLagrum } from './contestants.js';
import { load, median } from './reads.js';

/** Where Lagrum's own processor time goes: V8's sampling profile of one process under the dossier query. */
export async function profile(bed, contestant, reader, { duration }) {
  const folder = join(bed.folder, `profile-${reader}`);
  const server = await startLagrum(bed, {
    flags: ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'],
  });
  await load(bed, { ...contestant, server }, reader, { duration });
  await server.stop();
  const file = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(
    file.sort((a, b) => b.text.length - a.text.length)[0].text,
  );
  // The start is not the work: only the last stretch, where the requests were.
  const from = endTime - duration * 1e6 * 0.9;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const areas = new Map();
  const functions = new Map();
  let total = 0;
  let at = startTime;
  for (const [i, id] of samples.entries()) {
    at += timeDeltas[i];
    if (at < from) continue;
    const { callFrame } = byId.get(id);
    if (callFrame.functionName === '(idle)') continue;
    total += timeDeltas[i];
    const area = areaOf(callFrame, bed.root);
    areas.set(area, (areas.get(area) ?? 0) + timeDeltas[i]);
    const where = `${callFrame.functionName || '(anonymous)'} – ${area}`;
    functions.set(where, (functions.get(where) ?? 0) + timeDeltas[i]);
  }
  const top = (map, n) =>
    [...map]
      .sort((a, b) => b[1] - a[1])
      .slice(0, n)
      .map(([name, time]) => ({ name, share: time / total }));
  return { areas: top(areas, 14), functions: top(functions, 20) };
}

function areaOf({ url, functionName }, root) {
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url.slice(url.lastIndexOf('node_modules')));
  if (packaged) return packaged[1];
  if (url.includes('/dist/'))
    return `Lagrum ${url
      .slice(url.indexOf('/dist/') + 10)
      .split('/')
      .slice(0, 2)
      .join('/')}`;
  if (url.startsWith('node:')) return url.split('/')[0] + (url.includes('internal') ? '' : '');
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return 'native code (parsing, sockets, hashing)';
  return url ? url.replace(root, '') : 'compiled at run time (graphql-jit) or built in';
}

const PARTS = [
  ['nothing: `{ __typename }`', null],
  ['the 20 questions, own columns', ''],
  ['with organisation', 'organisation { id name shortName }'],
  ['with subject areas', 'subjectAreas { id key label }'],
  ['with events', 'history { seq at action }'],
  ['with allowed actions', 'allowedActions { action blockers { code } }'],
];

/** What each part of the dossier adds, in processor time: the same query with one relation at a time. */
export async function costOfParts(bed, server, reader, { rounds, duration }) {
  const variants = PARTS.map(([name, fields]) => ({
    name,
    server,
    path: '/graphql',
    body: JSON.stringify({
      query:
        fields === null
          ? '{ __typename }'
          : `{ questions(first: 20) { nodes { id ref title state version updatedAt text urgency submittedAt dueAt ${fields} } } }`,
    }),
  }));
  const measured = variants.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, variant] of variants.entries()) measured[i].push(await load(bed, variant, reader, { duration }));
  return variants.map(({ name }, i) => ({
    name,
    node: median(measured[i].map(({ node }) => node)),
    postgres: median(measured[i].map(({ postgres }) => postgres)),
  }));
}

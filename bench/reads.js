import { isDeepStrictEqual } from 'node:util';
import { READERS } from './contestants.js';
import { cpuOf, cpuOfPostgres } from './processes.js';
import { without } from './queries.js';

const CONNECTIONS = 10;

export const headersFor = (reader) => ({
  'content-type': 'application/json',
  ...(reader ? { authorization: `Bearer ${READERS[reader].token}` } : {}),
});

async function ask({ server, path, body }, reader) {
  const response = await fetch(server.url + path, { method: 'POST', headers: headersFor(reader), body });
  const text = await response.text();
  const answer = JSON.parse(text);
  if (response.status !== 200 || answer.errors)
    throw new Error(`${server.name} answered ${response.status}: ${text.slice(0, 800)}`);
  return { answer, bytes: Buffer.byteLength(text) };
}

/**
 * Whether all give the same rows with the same values. What PostGraphile cannot know (`allowedActions`) is compared between
 * the two that do.
 */
export async function compare(contestants, reader) {
  const [first, ...others] = contestants;
  const reference = await ask(first, reader);
  const rows = first.plain(reference.answer);
  if (rows.length !== 20) throw new Error(`Lagrum gave ${rows.length} rows to ${reader ?? 'the public'}`);
  first.bytes = reference.bytes;
  for (const other of others) {
    const { answer, bytes } = await ask(other, reader);
    other.bytes = bytes;
    const mine = other.actions ? rows : without(rows, 'allowedActions');
    const theirs = other.plain(answer);
    if (isDeepStrictEqual(theirs, mine)) continue;
    const at = theirs.findIndex((row, i) => !isDeepStrictEqual(row, mine[i]));
    throw new Error(
      `${other.name} and Lagrum differ for ${reader ?? 'the public'} at row ${at}:\n${JSON.stringify(theirs[at])}\n${JSON.stringify(mine[at])}`,
    );
  }
}

/** One measurement: requests a second, processor time of the server and of PostgreSQL for each request, latencies. */
export async function load(bed, { server, path, body }, reader, { duration, amount, connections = CONNECTIONS }) {
  const before = { node: cpuOf(server.pid), postgres: cpuOfPostgres(bed.postmaster) };
  const began = performance.now();
  const result = await bed.autocannon({
    url: server.url + path,
    method: 'POST',
    headers: headersFor(reader),
    body,
    connections,
    ...(amount ? { amount } : { duration }),
  });
  const seconds = (performance.now() - began) / 1000;
  const requests = result['2xx'];
  if (result.errors || result.non2xx || !requests)
    throw new Error(`${server.name}: ${result.errors} errors, ${result.non2xx} refused`);
  const node = cpuOf(server.pid) - before.node;
  const postgres = cpuOfPostgres(bed.postmaster) - before.postgres;
  return {
    rate: requests / seconds,
    perCpuSecond: requests / (node + postgres),
    node: (node / requests) * 1000,
    postgres: (postgres / requests) * 1000,
    mean: result.latency.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** A B C A B C …: what the machine does besides then meets all of them. Ratios are made within a round. */
export async function race(bed, contestants, reader, { rounds, duration, say }) {
  await compare(contestants, reader);
  for (const one of contestants) await load(bed, one, reader, { duration: Math.min(duration, 3) });
  const measured = contestants.map(() => []);
  for (let round = 1; round <= rounds; round++) {
    for (const [i, one] of contestants.entries()) measured[i].push(await load(bed, one, reader, { duration }));
    say(
      `  ${reader ?? 'anonymous'} round ${round}: ${contestants.map((one, i) => `${one.name} ${Math.round(measured[i].at(-1).rate)}/s`).join(', ')}`,
    );
  }
  await compare(contestants, reader);
  const ratio = (field, i, to) =>
    median(measured[i].map((figures, round) => figures[field] / measured[to][round][field]));
  const peer = contestants.findIndex(({ name }) => name === 'PostGraphile 5');
  const limit = contestants.length - 1;
  return contestants.map((one, i) => ({
    name: one.name,
    kilobytes: one.bytes / 1024,
    ...Object.fromEntries(
      Object.keys(measured[i][0]).map((field) => [field, median(measured[i].map((figures) => figures[field]))]),
    ),
    spread: [Math.min(...measured[i].map(({ rate }) => rate)), Math.max(...measured[i].map(({ rate }) => rate))],
    toPeer: ratio('rate', i, peer),
    toPeerPerCpu: ratio('perCpuSecond', i, peer),
    toLimit: ratio('rate', i, limit),
    toLimitPerCpu: ratio('perCpuSecond', i, limit),
  }));
}

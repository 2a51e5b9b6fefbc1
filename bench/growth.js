import { startLagrum, signIn } from './contestants.js';
import { LAGRUM_DOSSIER } from './queries.js';
import { headersFor, load, median } from './reads.js';

/**
 * The same query over more and more rows. Each size has a database and a server of its own in the one cluster, so that the
 * sizes take turns within a round: grown one after another, the noise of the machine was larger than the growth.
 */
export async function growth(bed, sizes, { rounds, amount, makeDatabase, say }) {
  const places = [];
  for (const questions of sizes) {
    say(`  ${questions} questions …`);
    const { url, generator } = await makeDatabase(`growth_${questions}`);
    const place = { ...bed, url, generator };
    await generator.growTo(questions);
    await signIn(place);
    const data = await generator.count();
    const server = await startLagrum(place);
    const one = { server, path: '/graphql', body: JSON.stringify({ query: LAGRUM_DOSSIER }) };
    for (const reader of ['municipal', 'lawyer']) {
      const response = await fetch(server.url + one.path, {
        method: 'POST',
        headers: headersFor(reader),
        body: one.body,
      });
      const rows = (await response.json()).data.questions.nodes.length;
      await load(bed, one, reader, { amount: 200, connections: 1 });
      places.push({
        questions,
        entries: data.questions + data.guidance,
        reader,
        rows,
        one,
        generator,
        server,
        measured: [],
      });
    }
  }
  for (let round = 0; round < rounds; round++)
    for (const place of places)
      place.measured.push(await load(bed, place.one, place.reader, { amount, connections: 1 }));
  const results = places.map((place) => {
    const base = places.find(({ reader, rows }) => reader === place.reader && rows === 20);
    const cpu = ({ node, postgres }) => node + postgres;
    const mid = (of) => median(place.measured.map(of));
    return {
      questions: place.questions,
      entries: place.entries,
      reader: place.reader,
      rows: place.rows,
      mean: mid(({ mean }) => mean),
      node: mid(({ node }) => node),
      postgres: mid(({ postgres }) => postgres),
      from: base.questions,
      toBase: median(place.measured.map((figures, i) => cpu(figures) / cpu(base.measured[i]))),
    };
  });
  for (const server of new Set(places.map((place) => place.server))) await server.stop();
  for (const generator of new Set(places.map((place) => place.generator))) await generator.end();
  return results;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Made-up statutes in the shape of the legal database, for measuring and for killing an import in the middle. Everything
 * follows from the number of the statute, so every run has the same. `node bench/law-corpus.js <folder> <count>` writes them.
 */

const WORDS =
  'huvudmannen ska se till att nämnden prövar ansökan enligt denna lag om inte annat följer av särskilda skäl som regionen eller kommunen anger i beslutet och den enskilde får ta del av uppgifterna när det behövs för vården'.split(
    ' ',
  );

/** Mulberry32. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One record, with some thirty provisions as the average act has (11,000 acts, 300,000 provisions). */
export function statute(number) {
  const random = randomFrom(number);
  const designation = `${1700 + Math.floor(number / 900)}:${(number % 900) + 1}`;
  const pick = (most) => Math.floor(random() * most);
  const sentence = () => {
    const words = Array.from({ length: 12 + pick(25) }, () => WORDS[pick(WORDS.length)]).join(' ');
    return `${words[0].toUpperCase()}${words.slice(1)}.`;
  };
  const amendments = Array.from({ length: pick(6) }, (_, at) => `${1950 + at * 10}:${1 + pick(900)}`);
  const blocks = [];
  const chapters = pick(4) === 0 ? 2 + pick(8) : 0;
  const sections = (count) => {
    for (let at = 1; at <= count; at += 1) {
      if (pick(4) === 0) blocks.push(`Om ${WORDS[pick(WORDS.length)]} och ${WORDS[pick(WORDS.length)]}`);
      const act = amendments.length > 0 && pick(3) === 0 ? ` Lag (${amendments[pick(amendments.length)]}).` : '';
      const list = pick(5) === 0 ? `\r\n1. ${sentence()}\r\n2. ${sentence()}` : '';
      blocks.push(`${at} § ${sentence()}${list}${pick(3) === 0 ? `\r\n\r\n${sentence()}` : ''}${act}`);
    }
  };
  if (chapters === 0) sections(6 + pick(40));
  for (let chapter = 1; chapter <= chapters; chapter += 1) {
    blocks.push(`${chapter} kap. Om ${WORDS[pick(WORDS.length)]}`);
    sections(3 + pick(12));
  }
  blocks.push('Övergångsbestämmelser');
  for (const act of amendments) blocks.push(act, sentence());
  return {
    beteckning: designation,
    rubrik: `Lag (${designation}) om ${WORDS[pick(WORDS.length)]}`,
    forfattningstypNamn: 'Lag',
    ikraftDateTime: '1950-01-01T00:00:00',
    fulltext: {
      forfattningstext: blocks.join('\r\n\r\n'),
      andringInford: amendments.length > 0 ? `t.o.m. SFS ${amendments.at(-1)}` : null,
    },
    andringsforfattningar: amendments.map((act, at) => ({
      beteckning: act,
      rubrik: `Lag (${act}) om ändring`,
      anteckningar: 'ändr. 1 §',
      ikraftDateTime: `${1951 + at * 10}-07-01T00:00:00`,
      forarbeten: `Prop. ${1950 + at * 10}:${1 + pick(200)}`,
    })),
  };
}

export function writeCorpus(folder, count) {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const record = statute(number);
    writeFileSync(join(folder, `sfs-${record.beteckning.replace(':', '-')}.json`), JSON.stringify(record));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeCorpus(process.argv[2], Number(process.argv[3]));

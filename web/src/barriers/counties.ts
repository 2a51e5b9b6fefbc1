/** The counties where they lie, one tile each: column and row, counted from the south-west corner of Sweden to the north. */
export const COUNTIES: readonly [name: string, column: number, row: number][] = [
  ['Norrbottens län', 3, 0],
  ['Västerbottens län', 3, 1],
  ['Jämtlands län', 2, 2],
  ['Västernorrlands län', 3, 2],
  ['Dalarnas län', 2, 3],
  ['Gävleborgs län', 3, 3],
  ['Värmlands län', 0, 4],
  ['Örebro län', 1, 4],
  ['Västmanlands län', 2, 4],
  ['Uppsala län', 3, 4],
  ['Västra Götalands län', 0, 5],
  ['Östergötlands län', 1, 5],
  ['Södermanlands län', 2, 5],
  ['Stockholms län', 3, 5],
  ['Hallands län', 0, 6],
  ['Jönköpings län', 1, 6],
  ['Kalmar län', 2, 6],
  ['Gotlands län', 3, 6],
  ['Skåne län', 0, 7],
  ['Kronobergs län', 1, 7],
  ['Blekinge län', 2, 7],
];

/** Västernorrland, not Västernorrlands län: as it is said on a map. */
export function spoken(county: string): string {
  const name = county.replace(/ län$/, '');
  return /^(Uppsala|Örebro|Kalmar|Skåne|Blekinge)$/.test(name) ? name : name.replace(/s$/, '');
}

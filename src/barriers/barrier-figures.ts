/**
 * What everybody may know about who signed on to a barrier. A member that did not agree to be named may not be pointed out:
 * not by a count, not by the difference between a total and its parts, not by a count that takes in everybody who could be
 * meant. Figures under three are "fewer than 3", none included; whether a part is zero or two is not told.
 */
export const FEWEST = 3;
/** A sum is not told when one member makes up more of it than this: the others could reckon that member's figure. */
const DOMINANT = 0.8;

/** One member that signed on, all of its units taken together. */
export interface Signer {
  county: string | null;
  orgKind: string;
  named: boolean;
  volume: number | null;
  cost: number | null;
}

/** A part of a whole: how many members, how many of them named to everybody, and how many there could be. */
export interface Cell {
  key: string;
  members: number;
  named: number;
  population: number;
}

export interface Shown {
  /** Parts whose figure is told. */
  cells: Record<string, number>;
  /** Whether a part of three or more is also kept back, so that another cannot be reckoned from the rest. */
  keptBack: boolean;
}

export interface Figures {
  members: number;
  counties: Shown;
  kinds: Shown;
  volume: number | null;
  cost: number | null;
}

/** Those not named could almost only be those who are left: then a count says who they are. */
function pointsOut({ members, named, population }: Omit<Cell, 'key'>): boolean {
  const unnamed = members - named;
  return unnamed > 0 && population - named - unnamed < FEWEST;
}

const sumOf = (cells: readonly Cell[], of: (cell: Cell) => number): number =>
  cells.reduce((sum, cell) => sum + of(cell), 0);

/** The most that a reader may think of a part that is not told. */
function most(cell: Cell, keptBack: boolean): number {
  return keptBack ? cell.population : Math.min(FEWEST - 1, cell.population);
}

/** Whether a reader who takes what is told from the total learns the figure of a part that is not told. */
export function learns(cells: readonly Cell[], shown: ReadonlySet<string>): boolean {
  const hidden = cells.filter((cell) => !shown.has(cell.key));
  const rest = sumOf(hidden, (cell) => cell.members);
  if (rest === 0) return false;
  const named = sumOf(hidden, (cell) => cell.named);
  if (rest < FEWEST && shown.size > 0) return true;
  if (shown.size > 0 && pointsOut({ members: rest, named, population: sumOf(hidden, (cell) => cell.population) }))
    return true;
  const keptBack = hidden.some((cell) => cell.members >= FEWEST);
  const mostOfAll = sumOf(hidden, (cell) => most(cell, keptBack));
  return hidden.some((cell) => {
    const least = Math.max(cell.named, rest - (mostOfAll - most(cell, keptBack)));
    const utmost = Math.min(most(cell, keptBack), rest - (named - cell.named));
    return least >= utmost && least > cell.named;
  });
}

/** The parts whose figure may be told beside the total. */
export function disclose(cells: readonly Cell[]): Shown {
  const shown = new Set<string>();
  if (sumOf(cells, (cell) => cell.members) >= FEWEST) {
    for (const cell of cells) if (cell.members >= FEWEST && !pointsOut(cell)) shown.add(cell.key);
    // The smallest first: the least is lost.
    const bySize = cells.filter((cell) => shown.has(cell.key)).sort((a, b) => a.members - b.members);
    while (shown.size > 0 && learns(cells, shown)) shown.delete(bySize.shift()!.key);
  }
  return {
    cells: Object.fromEntries(cells.filter(({ key }) => shown.has(key)).map(({ key, members }) => [key, members])),
    keptBack: cells.some((cell) => cell.members >= FEWEST && !shown.has(cell.key)),
  };
}

/** One significant digit, of at least three members, none of which makes up most of it; else null. */
export function roughly(figures: readonly (number | null)[]): number | null {
  const given = figures.filter((figure): figure is number => figure !== null && figure > 0);
  const sum = given.reduce((a, b) => a + b, 0);
  if (given.length < FEWEST || Math.max(...given) > DOMINANT * sum) return null;
  const unit = 10 ** Math.floor(Math.log10(sum));
  return Math.round(sum / unit) * unit;
}

/** Where a member stands that lies in no county: a company, an association of municipalities. */
export const NO_COUNTY = '–';

export interface Population {
  county: string | null;
  kind: string;
  members: number;
}

function cellsBy(
  signers: readonly Signer[],
  populations: readonly Population[],
  ofSigner: (signer: Signer) => string,
  ofPopulation: (population: Population) => string,
): Cell[] {
  const cells = new Map<string, Cell>();
  const cell = (key: string): Cell => {
    let one = cells.get(key);
    if (!one) cells.set(key, (one = { key, members: 0, named: 0, population: 0 }));
    return one;
  };
  for (const population of populations) cell(ofPopulation(population)).population += population.members;
  for (const signer of signers) {
    const one = cell(ofSigner(signer));
    one.members++;
    if (signer.named) one.named++;
    // A member that has ended since still counts where it signed.
    one.population = Math.max(one.population, one.members);
  }
  return [...cells.values()];
}

export function figuresOf(signers: readonly Signer[], populations: readonly Population[]): Figures {
  const counties = cellsBy(
    signers,
    populations,
    (signer) => signer.county ?? NO_COUNTY,
    (population) => population.county ?? NO_COUNTY,
  );
  const kinds = cellsBy(
    signers,
    populations,
    (signer) => signer.orgKind,
    (population) => population.kind,
  );
  return {
    members: signers.length >= FEWEST ? signers.length : 0,
    counties: disclose(counties),
    kinds: disclose(kinds),
    volume: roughly(signers.map((signer) => signer.volume)),
    cost: roughly(signers.map((signer) => signer.cost)),
  };
}

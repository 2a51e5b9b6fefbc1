import { labelOf, shortLabelOf } from './fragment.js';
import type { TocEntry } from './law.types.js';
import { WordingKind } from './provision.entity.js';
import type { WordingLine } from './provision.queries.js';

/** What a line may lie under: of two, the one with the lower rank is the outer. Headings come between chapter and section. */
const RANK: Partial<Record<WordingKind, number>> = {
  [WordingKind.PART]: 1,
  [WordingKind.ANNEX]: 1,
  [WordingKind.TRANSITIONAL]: 1,
  [WordingKind.CHAPTER]: 2,
};
const UPPER = 3;
const LOWER = 4;
const LEAF = 5;

/**
 * The table of contents, from the lines of the text on a day: each knows what it lies under and what lies under it. The edition
 * does not say how deep a heading is; one right in front of another is taken for the upper of the two, and what follows lies
 * under it until the next such pair or the chapter's end (as `outline` in statute-outline.ts has it).
 *
 * @returns every line in the order of the text; those without `parent` are the roots of the tree
 */
export function contentsOf(lines: readonly WordingLine[]): TocEntry[] {
  const open: { entry: TocEntry; rank: number }[] = [];
  let upper = false;
  return lines.map((line, i) => {
    let rank = RANK[line.kind] ?? LEAF;
    if (line.kind === WordingKind.HEADING) {
      if (lines[i + 1]?.kind === WordingKind.HEADING) upper = true;
      else rank = upper ? LOWER : UPPER;
      if (rank === LEAF) rank = UPPER;
    } else if (rank < UPPER) upper = false;
    else if (line.kind === WordingKind.AMENDING_ACT) rank = 2;
    while (open.length > 0 && open.at(-1)!.rank >= rank) open.pop();
    const above = open.at(-1)?.entry ?? null;
    const entry: TocEntry = {
      id: line.id,
      kind: line.kind,
      fragment: line.fragment,
      label: labelFor(line),
      title: line.title,
      depth: open.length,
      parent: above?.id ?? null,
      repealed: line.repealed,
      provisionId: line.provisionId,
      children: [],
    };
    above?.children.push(entry);
    open.push({ entry, rank });
    return entry;
  });
}

function labelFor(line: WordingLine): string | null {
  if (line.fragment === null) return null;
  if (line.kind === WordingKind.AMENDING_ACT) return line.number;
  return line.kind === WordingKind.SECTION ? shortLabelOf(line.fragment) : labelOf(line.fragment);
}

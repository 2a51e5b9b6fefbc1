/** Not shown: the figure could point somebody out. */
export const OTHER = 0;

/** How dark a tile is, in the order of the legend. */
export function levelOf(figure: { members?: number | null } | undefined): number {
  if (figure?.members === null || figure?.members === undefined) return OTHER;
  if (figure.members === 0) return 1;
  if (figure.members < 5) return 2;
  return figure.members < 10 ? 3 : 4;
}

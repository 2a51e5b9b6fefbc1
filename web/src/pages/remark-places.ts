import { useMemo } from 'react';
import type { ThreadFragment } from '../gql/graphql';
import { flatMarkdown, locate, unflat, type Place, type Quoted } from '../parts/passage';
import { useRested } from '../shell/suggest';

/** How a passage stands in the text now. */
export type Standing = 'there' | 'changed' | 'gone';

export const quoteOf = ({ quote, quoteBefore, quoteAfter }: ThreadFragment): Quoted => ({
  quote: quote ?? '',
  before: quoteBefore,
  after: quoteAfter,
});
export const standingOf = (place: Place | null): Standing => (place ? (place.exact ? 'there' : 'changed') : 'gone');

/** Where the passages that comments are about stand in a text that is being written, once the writer rests. */
export function useRemarkPlaces(
  remarks: ThreadFragment[],
  body: string,
): { stands: Record<string, Standing>; placeOf: (id: string) => { start: number; end: number } | null } {
  const rested = useRested(body, 400);
  return useMemo(() => {
    const quoted = remarks.filter(({ quote }) => quote);
    const written = flatMarkdown(quoted.length ? rested : '');
    const places = new Map(quoted.map((one) => [one.id, locate(written.text, quoteOf(one))]));
    return {
      stands: Object.fromEntries([...places].map(([id, place]) => [id, standingOf(place)])),
      placeOf: (id) => {
        const place = places.get(id);
        return place ? unflat(written, place) : null;
      },
    };
  }, [remarks, rested]);
}

/** Selects a stretch of a box and brings it into sight: it scrolls to its selection only when it gets the focus. */
export function reveal(box: HTMLTextAreaElement | null, { start, end }: { start: number; end: number }): void {
  if (!box) return;
  box.blur();
  box.setSelectionRange(start, end);
  box.focus();
}

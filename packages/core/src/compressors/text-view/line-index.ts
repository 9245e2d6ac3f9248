/** Which line of a text a place is in. Lines are counted from 1, as by `split("\n")`. */
export interface LineIndex {
  readonly count: number;
  lineAt(place: number): number;
  /** Where a line begins and ends, its line feed not included. */
  startOf(line: number): number;
  endOf(line: number): number;
}

export function indexLines(text: string): LineIndex {
  const starts: number[] = [0];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
  const places = Int32Array.from(starts);
  return {
    count: places.length,
    lineAt(place) {
      let low = 0;
      let high = places.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((places[middle] as number) <= place) low = middle;
        else high = middle;
      }
      return low + 1;
    },
    startOf: (line) => places[line - 1] as number,
    endOf: (line) => (line < places.length ? (places[line] as number) - 1 : text.length),
  };
}

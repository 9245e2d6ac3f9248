/**
 * How columns that are said in different places take turns in a record.
 *
 * The places are, in this order: the columns of the rows, the columns said once, and those of each lookup. The order is the
 * number of columns taken from the first place, the second, and so on, and again from the first, as one digit each; a
 * longer run is cut with zeros between. Nothing is said where the places simply follow each other.
 */

/** The turns as digits; empty when the places follow each other. `place[k]` is the place of the k-th column of a record. */
export function writeKeyOrder(place: readonly number[], places: number): string {
  if (place.every((at, k) => k === 0 || at >= (place[k - 1] as number))) return "";
  let digits = "";
  let turn = 0;
  for (let k = 0; k < place.length; turn = (turn + 1) % places) {
    let run = 0;
    while (run < 9 && place[k] === turn) {
      run++;
      k++;
    }
    digits += run;
  }
  return digits;
}

/** The place of each column in turn, from the digits and the number of columns in each place. */
export function readKeyOrder(digits: string, counts: readonly number[]): number[] {
  const left = [...counts];
  const place: number[] = [];
  for (let k = 0; k < digits.length; k++) {
    const turn = k % counts.length;
    const run = digits.charCodeAt(k) - 48;
    left[turn] = (left[turn] as number) - run;
    for (let taken = 0; taken < run; taken++) place.push(turn);
  }
  if (left.some((count) => (digits === "" ? count < 0 : count !== 0)))
    throw new SyntaxError("Not a table: the key order does not fit the columns.");
  if (digits === "")
    for (const [turn, count] of counts.entries()) for (let taken = 0; taken < count; taken++) place.push(turn);
  return place;
}

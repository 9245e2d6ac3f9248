import type { JsonSource } from "./parse-json.js";

/** A list of which some rows are shown. */
export interface ReducedList {
  /** Where it stands: the names that lead to it, `[]` for elements. */
  readonly place: string;
  readonly rows: readonly JsonSource[];
  /** Indexes of the rows that are shown. */
  readonly shown: readonly number[];
}

const CUT = /^([\s\S]*)… \[\+(\d+) characters\]$/;
const ROW_NUMBER = "#";

/**
 * Follows a shown document through the one that it is a part of, and gives the lists whose rows are not all shown.
 *
 * @throws Error where something is shown that is not the original's.
 */
export function pairJson(shown: JsonSource, original: JsonSource): readonly ReducedList[] {
  const lists: ReducedList[] = [];
  pair(shown, original, [], lists);
  return lists;
}

function pair(shown: JsonSource, original: JsonSource, steps: readonly string[], lists: ReducedList[]): void {
  if (!isPart(shown, original)) throw new Error(`not the original's: ${shown.source.slice(0, 200)}`);
  const rows = rowsOf(original);
  if (rows === undefined) return;
  const places = placesOf(shown, original);
  if (places.length < rows.length) {
    const place = steps.length === 0 ? "rows" : steps.join(".").replaceAll(".[]", "[]");
    lists.push({ place, rows, shown: places });
  }
  for (const [k, child] of shownRows(shown, original).entries()) {
    const row = rows[places[k] as number] as JsonSource;
    const step = original.elements === undefined ? (row.keySource as string).slice(1, -1) : "[]";
    pair(child, row, [...steps, step], lists);
  }
}

function rowsOf({ elements, members }: JsonSource): readonly JsonSource[] | undefined {
  return elements ?? (members && [...members.values()]);
}

/** What is shown, without the number that a shown row may begin with. */
function shownRows(shown: JsonSource, original: JsonSource): readonly JsonSource[] {
  if (shown.elements !== undefined) return shown.elements;
  return [...withoutNumber(shown, original).values()];
}

function withoutNumber(shown: JsonSource, original: JsonSource): ReadonlyMap<string, JsonSource> {
  const members = new Map(shown.members);
  if (members.keys().next().value === ROW_NUMBER && original.members?.has(ROW_NUMBER) !== true)
    members.delete(ROW_NUMBER);
  return members;
}

/** Which rows of the original those are that are shown. */
function placesOf(shown: JsonSource, original: JsonSource): readonly number[] {
  if (original.members !== undefined) {
    const keys = [...original.members.keys()];
    const indexes = new Map(keys.map((key, index) => [key, index]));
    return [...withoutNumber(shown, original).keys()].map((key) => indexes.get(key) as number);
  }
  const rows = original.elements as readonly JsonSource[];
  const elements = shown.elements as readonly JsonSource[];
  let next = 0;
  return elements.map((element) => {
    const said = element.members?.get(ROW_NUMBER)?.source;
    const numbered = said === undefined ? -1 : Number(said) - 1;
    const isNumbered = rows[numbered] !== undefined && isPart(element, rows[numbered]);
    let at = isNumbered ? numbered : next;
    while (at < rows.length && !isPart(element, rows[at] as JsonSource)) at++;
    next = at + 1;
    return at;
  });
}

const known = new WeakMap<JsonSource, WeakMap<JsonSource, boolean>>();

/** Whether a value may be a part of another one: strings with their end cut off, lists with rows left out. */
function isPart(shown: JsonSource, original: JsonSource): boolean {
  const ofOriginal = known.get(original) ?? new WeakMap<JsonSource, boolean>();
  known.set(original, ofOriginal);
  const before = ofOriginal.get(shown);
  if (before !== undefined) return before;
  const result = isPartAnew(shown, original);
  ofOriginal.set(shown, result);
  return result;
}

function isPartAnew(shown: JsonSource, original: JsonSource): boolean {
  if (original.members !== undefined) {
    if (shown.members === undefined) return false;
    return [...withoutNumber(shown, original)].every(([key, child]) => {
      const row = original.members?.get(key);
      return row !== undefined && isPart(child, row);
    });
  }
  if (original.elements !== undefined) {
    if (shown.elements === undefined || shown.elements.length > original.elements.length) return false;
    let previous = -1;
    return placesOf(shown, original).every((place) => {
      const isNext = place > previous && place < (original.elements as readonly JsonSource[]).length;
      previous = place;
      return isNext;
    });
  }
  if (original.string === undefined) return shown.source === original.source;
  if (shown.string === original.string) return true;
  const cut = CUT.exec(shown.string ?? "");
  return (
    cut !== null &&
    original.string.startsWith(cut[1] as string) &&
    original.string.length === (cut[1] as string).length + Number(cut[2])
  );
}

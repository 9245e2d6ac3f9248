const PRIME = 0x01000193;
const OTHER_PRIME = 0x5bd1e995;
const SEED = 0x811c9dc5;
/** Stands in a shape for something that varies. */
const VARIABLE = 1;
const SPACE = 32;
const ESCAPE = 27;

const Kind = { other: 0, space: 1, digit: 2, lower: 3, upper: 4, underscore: 5, joiner: 6 } as const;
const KINDS = kindsOfAscii();

/**
 * Numbers the shapes of the rows between given places: rows of one shape differ in numbers, names with digits, paths and
 * identifiers only.
 */
export function shapeRows(text: string, starts: Int32Array, ends: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return starts.map((start, row) => {
    const key = shapeKey(text, start, ends[row] as number);
    const shape = numbers.get(key) ?? numbers.size;
    numbers.set(key, shape);
    return shape;
  });
}

/**
 * A number that is equal for spans of one shape. Words stay; words with digits, compounds with dots, slashes, underscores
 * and inner capitals are variables; runs of variables, blanks and equal signs count once.
 */
function shapeKey(text: string, start: number, end: number): number {
  let a = SEED;
  let b = SEED;
  let last = 0;
  let beforeSpace = 0;
  const feed = (code: number): void => {
    // A blank between two variables tells nothing: lists of numbers differ in length.
    if (code === last || (code === VARIABLE && last === SPACE && beforeSpace === VARIABLE)) return;
    if (code === SPACE) beforeSpace = last;
    last = code;
    if (code === SPACE) return;
    a = Math.imul(a ^ code, PRIME);
    b = Math.imul(b ^ code, OTHER_PRIME);
  };
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === Kind.space) {
      feed(SPACE);
      at++;
    } else if (kind === Kind.other || kind === Kind.joiner) {
      if (code === ESCAPE) at = endOfEscape(text, at, end);
      else {
        feed(code);
        at++;
      }
    } else {
      const wordEnd = endOfWord(text, at, end);
      if (isVariable) feed(VARIABLE);
      else {
        for (let i = at; i < wordEnd; i++) {
          a = Math.imul(a ^ text.charCodeAt(i), PRIME);
          b = Math.imul(b ^ text.charCodeAt(i), OTHER_PRIME);
        }
        last = 0;
      }
      at = wordEnd;
    }
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

/** Whether the word found last by {@link endOfWord} is a variable. Kept aside so that no object is made per word. */
let isVariable = false;

function endOfWord(text: string, start: number, end: number): number {
  let variable = false;
  let previous: number = Kind.other;
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === Kind.lower) {
    } else if (kind === Kind.digit || kind === Kind.underscore) variable = true;
    else if (kind === Kind.upper) {
      if (previous === Kind.lower) variable = true;
    } else if (kind === Kind.joiner && at + 1 < end && isWordKind(kindOf(text.charCodeAt(at + 1)))) {
      // A colon joins numbers and addresses, not a word to what it says; a hyphen joins plain words, too.
      const isColon = code === 58;
      if (isColon && !variable) break;
      if (code !== 45 && !isColon) variable = true;
    } else break;
    previous = kind;
  }
  isVariable = variable;
  return at;
}

function isWordKind(kind: number): boolean {
  return kind >= Kind.digit && kind <= Kind.underscore;
}

/** Behind the sequence that an escape begins; just behind the escape where it begins none. */
function endOfEscape(text: string, start: number, end: number): number {
  if (text.charCodeAt(start + 1) !== 91) return start + 1;
  for (let at = start + 2; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x40 && code <= 0x7e) return at + 1;
  }
  return start + 1;
}

function kindOf(code: number): number {
  if (code < 128) return KINDS[code] as number;
  // Box drawing, blocks, arrows and signs are no letters.
  return code >= 0x2000 && code < 0x2c00 ? Kind.other : Kind.lower;
}

function kindsOfAscii(): Uint8Array {
  const kinds = new Uint8Array(128);
  for (const space of " \t\r\v\f") kinds[space.charCodeAt(0)] = Kind.space;
  for (let code = 48; code <= 57; code++) kinds[code] = Kind.digit;
  for (let code = 97; code <= 122; code++) kinds[code] = Kind.lower;
  for (let code = 65; code <= 90; code++) kinds[code] = Kind.upper;
  kinds["_".charCodeAt(0)] = Kind.underscore;
  for (const joiner of "./\\:@-") kinds[joiner.charCodeAt(0)] = Kind.joiner;
  return kinds;
}

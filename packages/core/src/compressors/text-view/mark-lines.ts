import { ErrorEvidence } from "../select/row-source.js";
import { lineEvidence, TROUBLE_CANDIDATE, tellsTrouble } from "./line-evidence.js";
import { followStyles, isDullLine, lineRoles } from "./line-form.js";
import { isErrorLevel, isWarningLevel, lineHeads, TimeSpan } from "./line-heads.js";
import { RowRole } from "./row-role.js";
import type { RowPlaces } from "./split-rows.js";

/** What is known of each line of a text. */
export interface LineMarks {
  readonly evidence: Uint8Array;
  /** Sums of {@link RowRole}. */
  readonly roles: Uint8Array;
  /** What levels the lines state; `undefined` where hardly any line has one. */
  readonly levels: readonly (string | undefined)[] | undefined;
  readonly times: string | undefined;
}

/** Where fewer of the lines have a level, it is a word like any other. */
const LEAST_LEVEL_SHARE = 0.02;
const LEAST_LEVELS = 3;
/** Where this share of the lines begins with a level or a time, the others go on with what such a line says. */
const HEADED_SHARE = 0.3;
/** Where more of the lines are indented, indentation is no sign of going on. */
const MOST_INDENTED = 0.6;
/** Where more of the lines look like headings, they are none. */
const MOST_HEADINGS = 0.2;
/** What pytest says of a failed assertion, in one or more lines. */
const ASSERTION = /^E {2,}/;

/** Reads every line once. */
export function markLines(text: string, places: RowPlaces): LineMarks {
  const { starts, ends } = places;
  const length = starts.length;
  const { levelOf, timeOf } = lineHeads(text);
  const isInStyle = followStyles(text);
  const mayTell = findCandidates(text, places);
  const evidence = new Uint8Array(length);
  const roles = new Uint8Array(length);
  const levels: (string | undefined)[] = new Array(length);
  const times = new TimeSpan();
  const form = new TextForm(length);
  for (let row = 0; row < length; row++) {
    const line = text.slice(starts[row], ends[row]);
    const indent = indentOf(line);
    const isPiece = isPieceAt(places, row);
    if (indent === line.length) {
      form.addBlank();
      roles[row] = RowRole.dull;
      continue;
    }
    const level = isPiece ? undefined : levelOf(line);
    const time = isPiece ? undefined : timeOf(line);
    levels[row] = level;
    if (time !== undefined) times.add(time);
    const ofForm = isPiece ? 0 : lineRoles(line);
    const goesOn = form.add(row, line, indent, level !== undefined || time !== undefined, ofForm);
    roles[row] = ofForm | (isInStyle(line) || isDullLine(line) ? RowRole.dull : 0);
    if (mayTell[row] === 0 || goesOn) continue;
    const found = level !== undefined && isErrorLevel(level) ? ErrorEvidence.stated : lineEvidence(line);
    evidence[row] = found;
    const warns = (level !== undefined && isWarningLevel(level)) || tellsTrouble(line);
    if (found === ErrorEvidence.none && warns) roles[row] = (roles[row] as number) | RowRole.trouble;
  }
  form.finish(places, roles);
  const leveled = levels.reduce((count, level) => count + (level === undefined ? 0 : 1), 0);
  const hasLevels = leveled >= LEAST_LEVELS && leveled >= form.filled * LEAST_LEVEL_SHARE;
  return { evidence, roles, levels: hasLevels ? levels : undefined, times: times.describe(form.filled / 2) };
}

/** What can be said of a line only when all lines have been seen: headings, and which lines go on with the one before. */
class TextForm {
  filled = 0;
  #heads = 0;
  #indented = 0;
  #headings = 0;
  #wasAssertion = false;
  readonly #headed: Uint8Array;
  readonly #indents: Uint16Array;
  readonly #goesOn: Uint8Array;

  constructor(length: number) {
    this.#headed = new Uint8Array(length);
    this.#indents = new Uint16Array(length);
    this.#goesOn = new Uint8Array(length);
  }

  addBlank(): void {
    this.#wasAssertion = false;
  }

  /** Whether the line goes on with what an assertion says. */
  add(row: number, line: string, indent: number, isHeaded: boolean, roles: number): boolean {
    this.filled++;
    this.#indents[row] = Math.min(indent, 0xffff);
    if (indent > 0) this.#indented++;
    if (isHeaded) this.#heads++;
    this.#headed[row] = isHeaded ? 1 : 0;
    if (roles & RowRole.heading) this.#headings++;
    const isAssertion = ASSERTION.test(line);
    const goesOn = isAssertion && this.#wasAssertion;
    this.#wasAssertion = isAssertion;
    if (goesOn || roles & RowRole.frame) this.#goesOn[row] = 1;
    return goesOn;
  }

  finish(places: RowPlaces, roles: Uint8Array): void {
    const isHeaded = this.#heads >= this.filled * HEADED_SHARE;
    const mayIndent = this.#indented <= this.filled * MOST_INDENTED;
    const hasHeadings = this.#headings <= this.filled * MOST_HEADINGS;
    let headIndent = 0;
    for (let row = 0; row < roles.length; row++) {
      if (!hasHeadings) roles[row] = (roles[row] as number) & ~RowRole.heading;
      const indent = this.#indents[row] as number;
      if (indent === 0 && roles[row] === RowRole.dull && this.#headed[row] === 0) {
        // A blank line ends what came before.
        headIndent = 0;
      }
      const goesOn = isHeaded ? this.#headed[row] === 0 : mayIndent && indent >= headIndent + 2;
      if (row > 0 && (isPieceAt(places, row) || this.#goesOn[row] === 1 || goesOn)) {
        roles[row] = (roles[row] as number) | RowRole.continuation;
      } else headIndent = indent;
    }
  }
}

function isPieceAt({ starts, ends }: RowPlaces, row: number): boolean {
  return row > 0 && starts[row] === ends[row - 1];
}

/** Rows in which a pattern of {@link TROUBLE_CANDIDATE} stands. */
function findCandidates(text: string, { starts, ends }: RowPlaces): Uint8Array {
  const marks = new Uint8Array(starts.length);
  let row = 0;
  TROUBLE_CANDIDATE.lastIndex = 0;
  for (let match = TROUBLE_CANDIDATE.exec(text); match !== null; match = TROUBLE_CANDIDATE.exec(text)) {
    while (row + 1 < starts.length && (starts[row + 1] as number) <= match.index) row++;
    marks[row] = 1;
    TROUBLE_CANDIDATE.lastIndex = Math.max(match.index + 1, ends[row] as number);
  }
  return marks;
}

function indentOf(line: string): number {
  let at = 0;
  while (at < line.length && (line[at] === " " || line[at] === "\t" || line[at] === "\r")) at++;
  return at;
}

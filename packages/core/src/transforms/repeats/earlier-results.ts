import type { Conversation, Part } from "../../conversation/part.js";
import { HEADER_START } from "../../form/form-header.js";
import { LineTable } from "../../form/line-table.js";
import { isWellFormed } from "../../json/well-formed.js";
import type { ProtectionOf } from "../content-router/protection.js";
import { isRetrieved } from "../content-router/retrieved.js";
import { isCallUnseen, mayHoldFiles } from "../content-router/unseen-calls.js";
import type { PlanContext } from "../transform.js";
import { describeCall } from "./describe-call.js";
import { findRepeat, type Repeat } from "./find-repeat.js";
import { hashLines, type LineHashes } from "./line-hashes.js";
import { LineIndex } from "./line-index.js";
import { type LineRange, payloadOf } from "./payload.js";

/** Texts below this length cannot save enough to be worth a form. */
const LEAST_CHARACTERS = 240;
const RESULT_OVERHEAD_BYTES = 200;

/** A tool result that stands in the body in full, verbatim or in a form. */
export interface Earlier {
  /** As it came with the request. */
  readonly part: Part;
  /** The call in a few words. */
  readonly call: string;
  /** Lines that stand as they are; absent for all of them. */
  readonly kept?: readonly LineRange[];
}

export interface HashedLines {
  readonly lines: LineTable;
  readonly hashes: LineHashes;
}

/** An earlier text in place of which a part may stand. */
export interface RepeatContext {
  readonly plan: PlanContext;
  readonly earlier: readonly Earlier[];
  /** Whether the part may be the contents of a file. */
  readonly isFile: boolean;
  /** The earlier result of which the whole text, or the payload at least, is the same. */
  readonly whole: number | undefined;
  linesOf(part: Part): HashedLines;
  index(): LineIndex<number>;
}

/** Follows the tool results in prompt order, and says of each what of it stands earlier. A fold: nothing later is read. */
export class EarlierResults {
  readonly #context: PlanContext;
  readonly #protectionOf: ProtectionOf;
  readonly #unseenMayBeFiles: boolean;
  readonly #earlier: Earlier[] = [];
  /** The first results of equal texts: any that stands in full, and one that stands verbatim. */
  readonly #wholes = new Map<string, number>();
  readonly #verbatim = new Map<string, number>();
  readonly #lines = new Map<Part, HashedLines>();
  #index = new LineIndex<number>();
  #indexed = 0;
  /** Names everything read so far. */
  #chain = "";

  constructor(conversation: Conversation, context: PlanContext, protectionOf: ProtectionOf) {
    this.#context = context;
    this.#protectionOf = protectionOf;
    this.#unseenMayBeFiles = mayHoldFiles(conversation);
  }

  /** What may take the place of the next tool result of the view, and what that points to. */
  next(part: Part): { readonly text: string; readonly references: readonly Part[] } | undefined {
    const context = this.#context;
    const from = context.originalOf(part);
    const call = describeCall(from);
    const isFile = isCallUnseen(from) ? this.#unseenMayBeFiles : this.#protectionOf(from) !== undefined;
    const standing = context.standingOf(from);
    const isOpen = mayBeReplaced(from, context);
    const basis = [
      ...[this.#chain, context.digestOf(from), standing, context.tokensOf(part), context.placeOf(from), call],
      ...[isFile, isOpen, from.encoding, context.format, context.tokenizers.map(({ id }) => id)],
    ];
    this.#chain = context.digest(JSON.stringify(basis));
    const repeat = isOpen ? this.#find(part, from, isFile) : undefined;
    if (standing !== "less") this.#add({ part: from, call, ...(repeat && { kept: repeat.kept }) });
    return repeat && { text: repeat.text, references: repeat.targets.map((at) => (this.#earlier[at] as Earlier).part) };
  }

  /** Nothing that came so far is read by the model any more. */
  forget(): void {
    this.#wholes.clear();
    this.#verbatim.clear();
    this.#index = new LineIndex();
    this.#indexed = this.#earlier.length;
    this.#chain = `${this.#chain} forgotten`;
  }

  #find(part: Part, from: Part, isFile: boolean): Repeat | undefined {
    const digest = this.#context.digestOf(from);
    const key = isFile && from.encoding === "text" ? this.#payloadKey(from) : digest;
    const whole = (isFile ? this.#verbatim : this.#wholes).get(key);
    const context: RepeatContext = {
      plan: this.#context,
      earlier: this.#earlier,
      isFile,
      whole,
      linesOf: (other) => this.#linesOf(other),
      index: () => this.#upToDate(),
    };
    return this.#context.remember(`repeats:${this.#chain}`, () => findRepeat(part, from, context), weightOf);
  }

  #add(earlier: Earlier): void {
    const at = this.#earlier.push(earlier) - 1;
    const { part, kept } = earlier;
    const digest = this.#context.digestOf(part);
    if (!this.#wholes.has(digest)) this.#wholes.set(digest, at);
    if (this.#context.standingOf(part) !== "verbatim" || kept !== undefined) return;
    const key = part.encoding === "text" ? this.#payloadKey(part) : digest;
    if (!this.#verbatim.has(key)) this.#verbatim.set(key, at);
  }

  #payloadKey(part: Part): string {
    const { lines } = this.#linesOf(part);
    const [from, to] = payloadOf(lines);
    return to - from === lines.count ? this.#context.digestOf(part) : this.#context.digest(lines.slice(from, to));
  }

  #linesOf(part: Part): HashedLines {
    let known = this.#lines.get(part);
    if (known === undefined) {
      const lines = new LineTable(part.text as string);
      known = { lines, hashes: hashLines(lines) };
      this.#lines.set(part, known);
    }
    return known;
  }

  /** The index of all lines that stand by now, made when it is first needed. */
  #upToDate(): LineIndex<number> {
    for (; this.#indexed < this.#earlier.length; this.#indexed++) {
      const { part, kept } = this.#earlier[this.#indexed] as Earlier;
      const standing = this.#context.standingOf(part);
      if (part.encoding !== "text" || (standing !== "verbatim" && standing !== "exact")) continue;
      const { lines, hashes } = this.#linesOf(part);
      for (const [from, to] of kept ?? [[0, lines.count]]) this.#index.add(this.#indexed, lines, hashes, from, to);
    }
    return this.#index;
  }
}

/** What was fetched from the store was asked for, and forms stay as they are. */
function mayBeReplaced(part: Part, { format }: PlanContext): boolean {
  const text = part.text as string;
  if (part.locks.length > 0 || text.length < LEAST_CHARACTERS) return false;
  if (isRetrieved(part.toolName, part.toolArguments) || text.includes(HEADER_START)) return false;
  if (format === "json" && /^\s*[[{]/.test(text)) return false;
  return isWellFormed(text);
}

function weightOf(repeat: Repeat | undefined): number {
  return RESULT_OVERHEAD_BYTES + (repeat === undefined ? 0 : 2 * repeat.text.length + 50 * repeat.kept.length);
}

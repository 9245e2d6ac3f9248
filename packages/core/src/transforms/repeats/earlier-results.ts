import type { Conversation, Part } from "../../conversation/part.js";
import { HEADER_START } from "../../form/form-header.js";
import { isWellFormed } from "../../json/well-formed.js";
import type { ProtectionOf } from "../content-router/protection.js";
import { isRetrieved } from "../content-router/retrieved.js";
import { isCallUnseen, mayHoldFiles } from "../content-router/unseen-calls.js";
import type { PlanContext } from "../transform.js";
import { describeCall } from "./describe-call.js";
import { EarlierLines } from "./earlier-lines.js";
import { findRepeat, type Repeat } from "./find-repeat.js";

/** Texts below this length cannot save enough to be worth a form. */
const LEAST_CHARACTERS = 240;
const RESULT_OVERHEAD_BYTES = 200;

/** Follows the tool results in prompt order, and says of each what of it stands earlier. A fold: nothing later is read. */
export class EarlierResults {
  readonly #context: PlanContext;
  readonly #protectionOf: ProtectionOf;
  readonly #unseenMayBeFiles: boolean;
  readonly #lines: EarlierLines;
  /** Names everything read so far. */
  #chain = "";

  constructor(conversation: Conversation, context: PlanContext, protectionOf: ProtectionOf) {
    this.#context = context;
    this.#protectionOf = protectionOf;
    this.#unseenMayBeFiles = mayHoldFiles(conversation);
    this.#lines = new EarlierLines(context);
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
    const find = (): Repeat | undefined => findRepeat({ part, from, isFile }, this.#lines, context);
    const repeat = isOpen ? context.remember(`repeats:${this.#chain}`, find, weightOf) : undefined;
    const references = repeat?.targets.map((target) => this.#lines.at(target).part) ?? [];
    if (standing !== "less") this.#lines.add({ part: from, call, isFile, ...(repeat && { kept: repeat.kept }) });
    return repeat && { text: repeat.text, references };
  }

  /** The model does not read any more what came so far. */
  forget(): void {
    this.#lines.forget();
    this.#chain = `${this.#chain} forgotten`;
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
  return RESULT_OVERHEAD_BYTES + (repeat === undefined ? 0 : 2 * repeat.text.length + 50 * repeat.kept.flat().length);
}

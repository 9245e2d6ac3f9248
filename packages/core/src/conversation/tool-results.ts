import type { Part } from "./part.js";

/** Which tool result of the request, and which of its texts. Both are counted from 1, in prompt order. */
export interface ResultPlace {
  readonly result: number;
  readonly text: number;
}

/**
 * The tool results of a request by number, as its reader counts them. A result is what answers one call, however many parts
 * it has. Edits of texts change no number, so that the optimized body counts like the one that came.
 */
export class ToolResults {
  readonly #places = new Map<Part, ResultPlace>();
  readonly #order = new Map<Part, number>();
  readonly #parts = new Map<string, Part>();

  constructor(parts: readonly Part[]) {
    let result = 0;
    let text = 0;
    let last: Part | undefined;
    for (const part of parts) {
      if (part.kind !== "tool-result" && part.role !== "tool") continue;
      if (last === undefined || !answersTheSame(last, part)) {
        result++;
        text = 0;
      }
      last = part;
      if (part.kind !== "tool-result" || part.text === undefined) continue;
      const place = { result, text: ++text };
      this.#places.set(part, place);
      this.#order.set(part, this.#order.size);
      this.#parts.set(keyOf(place), part);
    }
  }

  /** The place of a part that is the text of a tool result; `undefined` for any other part. */
  placeOf(part: Part): ResultPlace | undefined {
    return this.#places.get(part);
  }

  /** The part at a place that stands before another part. */
  before(part: Part, place: ResultPlace): Part | undefined {
    const found = this.#parts.get(keyOf(place));
    if (found === undefined) return undefined;
    return (this.#order.get(found) as number) < (this.#order.get(part) ?? 0) ? found : undefined;
  }
}

/** Results without ids have one part each, as far as anyone can tell. */
function answersTheSame(a: Part, b: Part): boolean {
  return a.messageIndex === b.messageIndex && a.toolCallId !== undefined && a.toolCallId === b.toolCallId;
}

function keyOf({ result, text }: ResultPlace): string {
  return `${result}.${text}`;
}

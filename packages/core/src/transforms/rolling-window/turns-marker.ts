import type { Part } from "../../conversation/part.js";
import { writeTurns } from "../../form/turns-form.js";
import { isWellFormed } from "../../json/well-formed.js";
import { inBrief } from "../repeats/describe-call.js";
import type { PlanContext } from "../transform.js";
import { turnsHandle } from "./turns-handle.js";

/** What stands in the place of messages. */
export interface TurnsMarker {
  readonly handle: string;
  readonly text: string;
}

/** Characters of words of people that are told again, by the tokens of the window. */
const QUOTED_PER_TOKEN = 3 / 8;
const LEAST_QUOTED = 400;
const MOST_QUOTED = 12_000;
/** How much of what is too long for that is shown. */
const BRIEF_CHARACTERS = 160;

/**
 * Writes the text in the place of messages that were dropped: how many, how to see them, and what people said in them, in
 * full as far as there is room. The first words, which mostly say what it is all about, come before the newest.
 *
 * @param parts All parts of the messages, as they came with the request.
 */
export function turnsMarker(parts: readonly Part[], turns: number, limit: number, context: PlanContext): TurnsMarker {
  const handle = turnsHandle(parts, context);
  const room = Math.min(MOST_QUOTED, Math.max(LEAST_QUOTED, limit * QUOTED_PER_TOKEN));
  const lines = [...summary(parts, turns, handle, context), ...quotes(parts, room)];
  return { handle, text: writeTurns(handle, lines, context.digest) };
}

function summary(
  parts: readonly Part[],
  turns: number,
  handle: string,
  { retrieval, placeOf }: PlanContext,
): readonly string[] {
  const messages = new Set(parts.map(({ messageIndex }) => messageIndex)).size;
  const media = parts.filter(({ kind }) => kind === "media").length;
  const held = [
    counted(messages, "message"),
    ...(media > 0 ? [`${counted(media, "image or file", "images or files")}`] : []),
  ];
  const back =
    retrieval.means === "none"
      ? `they are kept as ${handle}`
      : `to see them: ${retrieval.hint.replaceAll("{handle}", handle)}`;
  const results = parts.flatMap((part) => placeOf(part)?.result ?? []);
  const [from, to] = [results[0], results.at(-1)];
  return [
    `[Left out: ${counted(turns, "turn")} of this conversation (${held.join(", ")}), which became too long; ${back}]`,
    ...(from === undefined || to === undefined
      ? []
      : [`[Tool results ${from} to ${to} are among them; later ones count on from ${to + 1}]`]),
  ];
}

/** What people said, in the order in which they said it. */
function quotes(parts: readonly Part[], room: number): readonly string[] {
  const said = parts.filter(({ kind, role, text }) => kind === "text" && role === "user" && (text ?? "").trim() !== "");
  const [first, ...others] = said.keys();
  if (first === undefined) return [];
  const quoted = new Map<number, string>();
  let left = room;
  for (const at of [first, ...others.reverse()]) {
    const quote = quoteWithin(said[at]?.text as string, left);
    if (quote === undefined) continue;
    quoted.set(at, quote);
    left -= quote.length;
  }
  const missing = said.length - quoted.size;
  return [
    "[What the user said in them:]",
    ...[...said.keys()].flatMap((at) => quoted.get(at) ?? []),
    ...(missing > 0 ? [`[and ${missing} more, left out with the rest]`] : []),
  ];
}

function quoteWithin(text: string, room: number): string | undefined {
  if (!isWellFormed(text)) return undefined;
  const whole = quote(text);
  if (whole.length <= room) return whole;
  const brief = `${quote(inBrief(text, BRIEF_CHARACTERS))} [the beginning of ${text.length} characters]`;
  return brief.length <= room ? brief : undefined;
}

function quote(text: string): string {
  return text.replace(/^/gm, "> ");
}

function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

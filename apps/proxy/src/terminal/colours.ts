import type { Writable } from "node:stream";
import { styleText } from "node:util";
import type { World } from "../commands/command.js";

/** How text is set apart on a terminal. */
export interface Colours {
  strong(text: string): string;
  /** Of what went well. */
  good(text: string): string;
  /** Of what went wrong. */
  bad(text: string): string;
  /** Of what needs a look. */
  doubtful(text: string): string;
  faint(text: string): string;
}

const PLAIN: Colours = { strong: same, good: same, bad: same, doubtful: same, faint: same };

const COLOURED: Colours = {
  strong: (text) => styleText("bold", text, { validateStream: false }),
  good: (text) => styleText("green", text, { validateStream: false }),
  bad: (text) => styleText("red", text, { validateStream: false }),
  doubtful: (text) => styleText("yellow", text, { validateStream: false }),
  faint: (text) => styleText("dim", text, { validateStream: false }),
};

/**
 * The colours of a stream: none where it is no terminal, where NO_COLOR says so or where the terminal knows none. FORCE_COLOR
 * goes before all of that; 0 or false in it means none.
 */
export function coloursOf(stream: Writable, env: World["env"]): Colours {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced === "0" || forced === "false" ? PLAIN : COLOURED;
  if ((env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") return PLAIN;
  return isTerminal(stream) ? COLOURED : PLAIN;
}

/** Whether somebody watches what is written to a stream. */
export function isTerminal(stream: Writable): boolean {
  return "isTTY" in stream && stream.isTTY === true;
}

function same(text: string): string {
  return text;
}

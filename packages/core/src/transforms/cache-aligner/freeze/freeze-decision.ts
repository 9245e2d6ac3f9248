import type { Decision } from "../../prepare-context.js";
import type { PromptChange } from "../report/cache-alignment.js";
import type { Note, Track } from "./track.js";

/** How a request is to be sent: which values and tools it began with, and what it is told beside them. */
export interface FreezeDecision {
  /** The values to send the system prompt with. */
  readonly values: readonly string[];
  /** The source for the place of each tool; absent where they stay as they are. */
  readonly tools?: readonly string[];
  readonly notes: readonly Note[];
  /** What it leaves behind for the next request. */
  readonly track: Track;
  /** What must be written before the request may be sent so. */
  readonly writings: readonly Decision[];
  /** What the client changed since the request before. */
  readonly changes: readonly PromptChange[];
}

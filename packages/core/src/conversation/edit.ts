import type { Anchor } from "./anchor.js";
import type { MessageRun } from "./message-run.js";
import type { Part } from "./part.js";

/** A text that was left out of the request and waits in the store behind its handle. */
export interface Offload {
  readonly handle: string;
  readonly text: string;
  /** Whether another text that waits behind the handle already says the same. */
  readonly isSame?: (other: string) => boolean;
}

interface EditBasis {
  /** What must be stored before the edit may be sent. */
  readonly offloads?: readonly Offload[];
  /**
   * Earlier tool results that the text points to. While the edit stands, all of them must be in the body in full; where one
   * no longer is, the part goes back to the form it had before.
   */
  readonly references?: readonly Part[];
  /** How the report names the edit, such as `smart_crush`. */
  readonly tag?: string;
  /** Says that the part leaves the request because the request is too long, whether the model can fetch it or not. */
  readonly eviction?: Eviction;
}

/** What becomes of an eviction whose original cannot be stored. The part keeps the form that it had before in any case. */
export interface Eviction {
  /** Names the step of the window that came last, so that what waits for the next one knows it. */
  readonly step: string;
  /**
   * `next-step`: the part stays until the window moves on, so that the cached prefix is not broken once more when the store
   * is back. `next-request`: without the eviction the request does not fit, so it is tried again each time.
   */
  readonly retry: "next-step" | "next-request";
}

/** One more way to say a part's text, for when the first choice does not pass the gates. */
export interface GentlerText extends EditBasis {
  readonly text: string;
}

/** Puts `text` in place of a part's text. */
export interface ReplaceEdit extends EditBasis {
  readonly type: "replace";
  readonly part: Part;
  readonly text: string;
  /** What to try instead, in order, such as a form that leaves less out. Each is asked for only when it is needed. */
  readonly otherwise?: Iterable<GentlerText>;
}

/** Puts the JSON source `json` in place of a part that holds a JSON value. */
export interface ReplaceJsonEdit extends EditBasis {
  readonly type: "replace-json";
  readonly part: Part;
  readonly json: string;
}

/** Adds a text at a place that the dialect calls legal. */
export interface InsertEdit extends EditBasis {
  readonly type: "insert";
  readonly anchor: Anchor;
  readonly text: string;
}

/**
 * Takes whole messages out of the request. One message of the user, which says `text`, stands in their place; the only
 * offload is their source, a JSON list.
 */
export interface DropEdit extends EditBasis {
  readonly type: "drop";
  readonly messages: MessageRun;
  readonly text: string;
}

/** A neutral instruction. The dialect turns it into a splice. */
export type Edit = ReplaceEdit | ReplaceJsonEdit | InsertEdit | DropEdit;

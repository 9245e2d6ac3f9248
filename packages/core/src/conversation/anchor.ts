import type { JsonPath } from "../json/path.js";

/** A place where a text may be added without breaking the request: right after the array element at `path`. */
export interface Anchor {
  readonly path: JsonPath;
  readonly messageIndex: number;
  /** `message`: a message of its own. `block`: one more content block in the message that is there. */
  readonly adds: "message" | "block";
}

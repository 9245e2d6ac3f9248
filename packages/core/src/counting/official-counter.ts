import type { JsonObject } from "../conversation/json-shape.js";
import type { TokenCount } from "./token-count.js";

/** A provider that counts the tokens of a request when it is asked, without answering it. */
export interface OfficialCounter {
  /** Names what is asked, in keys and messages, such as `anthropic`. */
  readonly name: string;
  /**
   * The count of a request body in the provider's format, or `undefined` for a request that it has no means to count.
   *
   * @throws CountError when the provider did not count.
   */
  count(body: JsonObject, signal?: AbortSignal): Promise<TokenCount | undefined>;
}

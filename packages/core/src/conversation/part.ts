import type { JsonPath } from "../json/path.js";

/** Who speaks. `unknown` for a role that the dialect does not know. */
export type Role = "system" | "user" | "assistant" | "tool" | "unknown";

/** What a part of a conversation is. */
export type PartKind =
  | "system"
  | "tool-definition"
  | "text"
  | "tool-call"
  | "tool-result"
  | "reasoning"
  | "media"
  | "opaque";

/**
 * Why a part must not be edited: `signed` and `encrypted` content is verified by the provider, `opaque` is not understood,
 * `policy` is forbidden by the caller.
 */
export type Lock = "signed" | "encrypted" | "opaque" | "policy";

/** One editable place of a request. A tool result may own several. Read only, and it points into the original. */
export interface Part {
  readonly path: JsonPath;
  /** Index of the message; -1 for what stands before all messages (tool definitions, a separate system prompt). */
  readonly messageIndex: number;
  readonly role: Role;
  readonly kind: PartKind;
  /** `text`: a JSON string whose value is `text`. `json`: a JSON value in place whose source is `text`. */
  readonly encoding: "text" | "json";
  /** Absent for media and opaque parts. */
  readonly text?: string;
  readonly toolCallId?: string;
  /** Name of the tool that was called, also on results. */
  readonly toolName?: string;
  /** Source of the call's arguments, on results. */
  readonly toolArguments?: string;
  readonly isError?: boolean;
  /**
   * Whether the provider drops all that stands before this part, which sums it up: what comes later must not rely on it.
   */
  readonly endsHistory?: boolean;
  readonly locks: readonly Lock[];
}

/** A request as transforms see it. Parts stand in the order in which the provider reads them: tools, system, messages. */
export interface Conversation {
  readonly dialect: string;
  readonly model: string;
  readonly parts: readonly Part[];
  /**
   * Whether the provider holds the history itself, or may drop parts of it: then nothing that is sent may rely on what
   * stands earlier. The dialect tells from what frames the request, which clients hold still during a conversation.
   */
  readonly historyHeld?: boolean;
}

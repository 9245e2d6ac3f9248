import type { Change } from "../document/request-document.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import type { ToolDescription } from "../retrieval/retrieve-tool.js";
import type { SseEvent } from "../sse/sse-reader.js";
import type { RawSource } from "./dialect.js";

/** A call of a tool of the client, as it stands in an answer. */
export interface ToolCall {
  /** The element of the answer that is the call. */
  readonly path: JsonPath;
  readonly id?: string;
  readonly name: string;
  /** What the tool is asked, as the answer has it: an object, or JSON in a string. */
  readonly arguments: JsonValue;
  /** Whether the rest of the answer needs the call, as signatures may that stand on it. */
  readonly bound?: boolean;
}

/** What a call is answered with. */
export interface ToolResult {
  readonly call: ToolCall;
  readonly text: string;
  readonly isError: boolean;
}

/**
 * Follows streamed answers for an application that knows nothing of some calls: it sees one answer, without them, though there
 * may be several requests behind it.
 */
export interface AnswerFollower {
  /** What the application is to see of the text of an event: the same where nothing is to be changed, nothing or more later. */
  see(event: SseEvent, text: string): string;
  /**
   * The answer that has ended, as it would have come whole, where nothing but hidden calls follows from it; the next answer is
   * then the rest of the same. `undefined` where the answer is for the application.
   */
  goesOn(): JsonValue | undefined;
  /** Where the provider holds the last answer under another id than the application was shown: both. */
  renamed?(): { readonly shown: string; readonly held: string } | undefined;
}

/** How tools are offered, called and answered in a dialect. Pure: it says what to change where, and rebuilds no body. */
export interface ToolFormat {
  /** A definition, as an element of a request's list of tools. */
  define(tool: ToolDescription): JsonValue;
  /**
   * The definition behind which one more may stand. `undefined` where the request has none, or where a call in its answer
   * could not be answered with {@link continuation}.
   */
  lastDefinition(body: JsonValue): JsonPath | undefined;
  /** The calls of an answer that the client is to make; none where the answer is not one whole message. */
  calls(answer: JsonValue): readonly ToolCall[];
  /** What to add to the request that was answered, so that it goes on with what the tools gave. */
  continuation(body: JsonValue, answer: JsonValue, raw: RawSource, results: readonly ToolResult[]): readonly Change[];
  /** Follows the streamed answers to one request of an application; absent where those cannot be followed. */
  follow?(isHidden: (toolName: string) => boolean, body: JsonValue): AnswerFollower;
  /** Where a request says by its id from which answer it goes on; `undefined` where it does not. */
  earlierAnswer?(body: JsonValue): JsonPath | undefined;
  /** Whether calls may be taken out of the answer to a request: the provider does not hold it. @default always */
  separable?(body: JsonValue): boolean;
}

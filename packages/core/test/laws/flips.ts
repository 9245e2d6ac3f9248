import type { JsonValue } from "../../src/json/path.js";
import { asList, asText, type Flip, inEach, inMember, withMembers, withoutMembers } from "../content-flips.js";

type Rewrite = (value: JsonValue) => JsonValue;

const unmarked: Rewrite = (value) => withoutMembers(value, ["cache_control"]);
const marked: Rewrite = (value) => withMembers(value, { cache_control: { type: "ephemeral" } });

/** What clients of both formats rewrite between two requests: contents as strings or lists, and cache markers. */
export const FLIPS: readonly Flip[] = [
  { name: "strings as lists of one block", flip: (body) => inContents(body, asList) },
  { name: "lists of one text as strings", flip: (body) => inContents(body, asText) },
  { name: "no cache markers", flip: (body) => inEveryBlock(body, unmarked) },
  { name: "cache markers everywhere", flip: (body) => inEveryBlock(body, marked) },
];

/** Rewrites the blocks of all contents, and the tools. */
function inEveryBlock(body: JsonValue, rewrite: Rewrite): JsonValue {
  const contents = inContents(body, (content) => inEach(content, rewrite));
  return inMember(contents, "tools", (tools) => inEach(tools, rewrite));
}

/** Rewrites the contents of a separate system prompt, of all messages and of all tool results within messages. */
function inContents(body: JsonValue, rewrite: Rewrite): JsonValue {
  const inResult: Rewrite = (block) => (isResult(block) ? inMember(block, "content", rewrite) : block);
  const inMessage: Rewrite = (message) => inMember(message, "content", (content) => rewrite(inEach(content, inResult)));
  return inMember(
    inMember(body, "messages", (messages) => inEach(messages, inMessage)),
    "system",
    rewrite,
  );
}

function isResult(block: JsonValue): boolean {
  return (block as { readonly type?: JsonValue } | null)?.type === "tool_result";
}

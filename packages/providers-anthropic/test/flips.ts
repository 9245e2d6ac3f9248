import type { JsonValue } from "@headroom/core";
import {
  asList,
  asText,
  type Flip,
  inEach,
  inMember,
  withMembers,
  withoutMembers,
} from "../../core/test/content-flips.js";

type Rewrite = (value: JsonValue) => JsonValue;

const unmarked: Rewrite = (value) => withoutMembers(value, ["cache_control"]);
const marked: Rewrite = (value) => withMembers(value, { cache_control: { type: "ephemeral" } });

/** What clients do to a message that stops or begins to be the last one. */
export const FLIPS: readonly Flip[] = [
  {
    name: "all cache markers off",
    flip: (body) =>
      inTools(
        inContents(body, (it) => inEach(it, unmarked)),
        unmarked,
      ),
  },
  {
    name: "cache markers everywhere",
    flip: (body) =>
      inTools(
        inContents(body, (it) => inEach(it, marked)),
        marked,
      ),
  },
  { name: "strings as lists of one block", flip: (body) => inContents(body, asList) },
  { name: "lists of one text as strings", flip: (body) => inContents(body, asText) },
];

/** Rewrites the content of the system prompt, of all messages and of all tool results. */
function inContents(body: JsonValue, rewrite: Rewrite): JsonValue {
  const inResult: Rewrite = (block) => (isResult(block) ? inMember(block, "content", rewrite) : block);
  const inMessage: Rewrite = (message) => inMember(message, "content", (it) => rewrite(inEach(it, inResult)));
  const messages = inMember(body, "messages", (it) => inEach(it, inMessage));
  return inMember(messages, "system", rewrite);
}

function inTools(body: JsonValue, rewrite: Rewrite): JsonValue {
  return inMember(body, "tools", (tools) => inEach(tools, rewrite));
}

function isResult(block: JsonValue): boolean {
  return (block as { type?: JsonValue } | null)?.type === "tool_result";
}

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

/** What clients and gateways do to a body without meaning anything by it. */
export const FLIPS: readonly Flip[] = [
  { name: "all cache markers off", flip: (body) => onMarkable(body, unmarked) },
  { name: "cache markers everywhere", flip: (body) => onMarkable(body, marked) },
  { name: "strings as lists of one part", flip: (body) => inMessages(body, inContent(asList)) },
  { name: "lists of one text as strings", flip: (body) => inMessages(body, inContent(asText)) },
];

/** Rewrites whatever may carry a marker: messages, their parts, tools, and the functions in these. */
function onMarkable(body: JsonValue, rewrite: Rewrite): JsonValue {
  const messages = inMessages(body, (message) => inContent((content) => inEach(content, rewrite))(rewrite(message)));
  return inMember(messages, "tools", (tools) => inEach(tools, (tool) => inMember(rewrite(tool), "function", rewrite)));
}

function inMessages(body: JsonValue, rewrite: Rewrite): JsonValue {
  return inMember(body, "messages", (messages) => inEach(messages, rewrite));
}

function inContent(rewrite: Rewrite): Rewrite {
  return (message) => inMember(message, "content", rewrite);
}

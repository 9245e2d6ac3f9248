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

const unmarked: Rewrite = (value) => withoutMembers(value, ["cache_control", "prompt_cache_breakpoint"]);
const marked: Rewrite = (value) =>
  withMembers(value, { cache_control: { type: "ephemeral" }, prompt_cache_breakpoint: { mode: "explicit" } });

/** What clients and gateways do to a body without meaning anything by it. */
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
  {
    name: "cache markers on contents and inside functions",
    flip: (body) =>
      inTools(
        inContents(body, (it) => inEach(it, marked)),
        markedInside,
      ),
  },
  { name: "strings as lists of one part", flip: (body) => inContents(body, asList) },
  { name: "lists of one text as strings", flip: (body) => inContents(body, asText) },
];

function inContents(body: JsonValue, rewrite: Rewrite): JsonValue {
  const inMessage: Rewrite = (message) => inMember(message, "content", rewrite);
  return inMember(body, "messages", (messages) => inEach(messages, inMessage));
}

/** A tool with its markers inside the `function`, where gateways take them too. */
const markedInside: Rewrite = (tool) => inMember(unmarked(tool), "function", marked);

function inTools(body: JsonValue, rewrite: Rewrite): JsonValue {
  return inMember(body, "tools", (tools) => inEach(tools, rewrite));
}

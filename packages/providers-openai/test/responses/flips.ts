import { asArray, asObject, type JsonValue } from "@headroom/core";
import { type Flip, inEach, inMember, withMembers, withoutMembers } from "../../../core/test/content-flips.js";

type Rewrite = (value: JsonValue) => JsonValue;

const unmarked: Rewrite = (value) => withoutMembers(value, ["cache_control", "prompt_cache_breakpoint"]);
const marked: Rewrite = (value) => withMembers(value, { prompt_cache_breakpoint: { mode: "explicit" } });

/** What clients and gateways do to a body without meaning anything by it. */
export const FLIPS: readonly Flip[] = [
  { name: "all cache markers off", flip: (body) => inTools(inContents(body, unmarkedBlocks), unmarked) },
  {
    name: "cache markers everywhere",
    flip: (body) =>
      inTools(
        inContents(body, (content) => inEach(content, marked)),
        marked,
      ),
  },
  { name: "strings as lists of one part", flip: (body) => inContents(body, asList) },
  { name: "lists of one text as strings", flip: (body) => inContents(body, asText) },
  { name: "types of messages left out", flip: (body) => inItems(body, withoutMessageType) },
];

function unmarkedBlocks(content: JsonValue): JsonValue {
  return inEach(content, unmarked);
}

function asList(content: JsonValue, type: string): JsonValue {
  return typeof content === "string" ? [{ type, text: content }] : content;
}

function asText(content: JsonValue): JsonValue {
  const blocks = asArray(content) ?? [];
  const { type, text } = (blocks.length === 1 ? asObject(blocks[0]) : undefined) ?? {};
  return (type === "input_text" || type === "output_text") && typeof text === "string" ? text : content;
}

function withoutMessageType(item: JsonValue): JsonValue {
  const { type, role } = asObject(item) ?? {};
  return type === "message" && role !== undefined ? withoutMembers(item, ["type"]) : item;
}

function inItems(body: JsonValue, rewrite: Rewrite): JsonValue {
  return inMember(body, "input", (input) => inEach(input, rewrite));
}

/** The contents of messages, and the outputs that may be such. */
function inContents(body: JsonValue, rewrite: (content: JsonValue, textType: string) => JsonValue): JsonValue {
  return inItems(body, (item) => {
    const type = asObject(item)?.role === "assistant" ? "output_text" : "input_text";
    const rewriteContent: Rewrite = (content) => rewrite(content, type);
    return inMember(inMember(item, "content", rewriteContent), "output", (output) =>
      asObject(item)?.type === "shell_call_output" ? output : rewriteContent(output),
    );
  });
}

function inTools(body: JsonValue, rewrite: Rewrite): JsonValue {
  return inMember(body, "tools", (tools) =>
    inEach(tools, (tool) =>
      asObject(tool)?.type === "namespace" ? inMember(tool, "tools", (inner) => inEach(inner, rewrite)) : rewrite(tool),
    ),
  );
}

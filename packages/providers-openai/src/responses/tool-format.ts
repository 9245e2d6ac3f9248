import {
  asArray,
  asObject,
  asString,
  type JsonObject,
  type JsonValue,
  type RawSource,
  type ToolCall,
  type ToolFormat,
} from "@headroom/core";
import { followResponses } from "./follow-responses.js";
import { CALL_TYPES, itemType } from "./item-types.js";
import { recogniseRequest } from "./recognise.js";

/**
 * How functions are offered, called and answered in responses. The items of an answer go on behind the input, also where the
 * request itself goes on from a response that the provider holds. A conversation holds what was answered already.
 */
export const responsesTools: ToolFormat = {
  follow: followResponses,
  define: ({ name, description, parameters }) => ({ type: "function", name, description, parameters, strict: false }),
  lastDefinition(body) {
    const request = recogniseRequest(body);
    if (request === undefined || request.input.length === 0) return undefined;
    const { tools, background, conversation } = request.body;
    const list = asArray(tools) ?? [];
    const isHeld = conversation !== undefined && conversation !== null;
    const isWhole = background !== true && !isHeld;
    return isWhole && list.length > 0 ? ["tools", list.length - 1] : undefined;
  },
  calls(answer) {
    const items = asArray(asObject(answer)?.output) ?? [];
    return items.flatMap((item, index) => readCall(item, ["output", index]));
  },
  continuation(body, answer, raw, results) {
    const request = recogniseRequest(body);
    if (request === undefined) return [];
    const outputs = results.map(({ call: { id = "" }, text }) =>
      JSON.stringify({ type: "function_call_output", call_id: id, output: text }),
    );
    const added = [...itemsOf(request.body, answer, raw), ...outputs];
    const { input } = request;
    if (typeof input !== "string") {
      return added.map((json) => ({ type: "insert-after", path: ["input", input.length - 1], json }));
    }
    const asked = JSON.stringify({ role: "user", content: input });
    return [{ type: "replace", path: ["input"], json: `[${[asked, ...added].join(",")}]` }];
  },
  earlierAnswer(body) {
    const id = asString(recogniseRequest(body)?.body.previous_response_id);
    return id === undefined ? undefined : ["previous_response_id"];
  },
  /** The provider misses outputs of calls that it holds. */
  separable: (body) => recogniseRequest(body)?.body.store === false,
};

/** What was answered. Reasoning that the provider does not hold, and did not give in full, cannot be sent back. */
function itemsOf({ store }: JsonObject, answer: JsonValue, raw: RawSource): readonly string[] {
  const items = asArray(asObject(answer)?.output) ?? [];
  return items.flatMap((value, index) => {
    const item = asObject(value);
    const isGone = store === false && item?.type === "reasoning" && typeof item.encrypted_content !== "string";
    return isGone ? [] : [raw(["output", index], value)];
  });
}

/** Calls that the client makes, of whatever kind. */
function readCall(value: JsonValue, path: ToolCall["path"]): readonly ToolCall[] {
  const item = asObject(value);
  if (item === undefined || !CALL_TYPES.has(itemType(item) ?? "")) return [];
  const id = asString(item.call_id);
  const isFunction = item.type === "function_call";
  return [
    {
      path,
      ...(id !== undefined && { id }),
      name: isFunction ? (asString(item.name) ?? "") : "",
      arguments: item.arguments ?? null,
    },
  ];
}

import { asArray, asObject, type JsonObject, type JsonPath, type JsonValue, type ToolFormat } from "@headroom/core";
import { elementsOf } from "./elements.js";
import { followChunks } from "./follow-chunks.js";
import { memberOf } from "./member.js";
import { readAnswerCall } from "./read-answer-call.js";
import { recogniseRequest } from "./recognise.js";

/**
 * How functions are offered, called and answered. A definition goes among those that there are: the API takes several tools
 * only of some kinds. A signature stands on the first of the calls that follow a thought, and must come back with it.
 */
export const googleTools: ToolFormat = {
  follow: followChunks,
  define: ({ name, description, parameters }) => ({ name, description, parameters }),
  lastDefinition(body) {
    const request = recogniseRequest(body)?.body;
    const tools = memberOf(request, "tools");
    if (tools === undefined || memberOf(request, "cachedContent") !== undefined) return undefined;
    if (streamsArguments(request)) return undefined;
    const lists = elementsOf(tools.value, [tools.name]).flatMap(({ value, path }) => definitionsIn(value, path));
    return lists[0];
  },
  calls(answer) {
    const candidates = asArray(asObject(answer)?.candidates) ?? [];
    if (candidates.length !== 1) return [];
    const parts = asArray(asObject(asObject(candidates[0])?.content)?.parts) ?? [];
    return parts.flatMap((part, index) => readAnswerCall(part, ["candidates", 0, "content", "parts", index]));
  },
  continuation(body, _answer, raw, results) {
    const { contents } = recogniseRequest(body) ?? { contents: [] };
    const parts = results.map(({ call: { id, name }, text, isError }) => ({
      functionResponse: {
        ...(id !== undefined && { id }),
        name,
        response: isError ? { error: text } : { output: text },
      },
    }));
    return [raw(["candidates", 0, "content"], null), JSON.stringify({ role: "user", parts })].map((json) => ({
      type: "insert-after",
      path: ["contents", contents.length - 1],
      json,
    }));
  },
};

/** Whether arguments come in pieces, of which no call is made here. */
function streamsArguments(request: JsonObject | undefined): boolean {
  const config = asObject(memberOf(request, "toolConfig")?.value);
  const calling = asObject(memberOf(config, "functionCallingConfig")?.value);
  return memberOf(calling, "streamFunctionCallArguments")?.value === true;
}

/** The last of a tool's declarations, where it has some. */
function definitionsIn(value: JsonValue, path: JsonPath): readonly JsonPath[] {
  const declarations = memberOf(asObject(value), "functionDeclarations");
  const list = asArray(declarations?.value) ?? [];
  return declarations === undefined || list.length === 0 ? [] : [[...path, declarations.name, list.length - 1]];
}

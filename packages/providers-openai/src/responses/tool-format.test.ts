import { type JsonValue, readFunctionCall } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { describeToolFormat } from "../../../core/test/describe-tool-format.js";
import { objectionOf } from "../../test/responses/wire-rules.js";
import { openaiResponses } from "./dialect.js";
import { responsesTools } from "./tool-format.js";

const TOOL = { type: "function", name: "list_orders", parameters: {}, strict: false };
const REASONING = { type: "reasoning", id: "rs_1", summary: [] };

function contract(request: string) {
  return {
    request,
    unfit: [
      { input: "Which?" },
      { input: "Which?", tools: [] },
      { input: "Which?", tools: [TOOL], background: true },
      { input: "Which?", tools: [TOOL], conversation: "conv_1" },
      { previous_response_id: "resp_1", tools: [TOOL] },
    ].map((body) => JSON.stringify(body)),
    answer: (calls: readonly { id: string; name: string; arguments: object }[]): JsonValue => ({
      id: "resp_1",
      output: [
        { ...REASONING, encrypted_content: "gAAA" },
        ...calls.map(({ id, name, arguments: asked }) => ({
          type: "function_call",
          id: `fc_${id}`,
          call_id: id,
          name,
          arguments: JSON.stringify(asked),
          status: "completed",
        })),
      ],
    }),
    others: [{ error: { message: "no" } }, { output: "none" }],
    objection: (body: JsonValue) =>
      typeof (body as { input: JsonValue }).input === "string" ? undefined : objectionOf(body),
  };
}

describeToolFormat(
  openaiResponses,
  contract(`{ "model":"gpt-5.5", "temperature" : 1.0, "tools": [ ${JSON.stringify(TOOL)} ],
  "input" :[ {"role":"user","content":"Which\\u003f"} ] }`),
);

describe("an input that is a text", () => {
  describeToolFormat(
    openaiResponses,
    contract(`{ "model":"gpt-5.5", "tools": [ ${JSON.stringify(TOOL)} ], "input" : "Which\\u003f" }`),
  );
});

describe("what cannot be taken back", () => {
  const answer = { output: [REASONING, { type: "function_call", call_id: "c", name: "f", arguments: "{}" }] };
  const added = (body: JsonValue) =>
    responsesTools.continuation(body, answer, (path) => JSON.stringify(path), []).map(({ path, json }) => [path, json]);

  it("is reasoning that nobody holds", () => {
    const body = { input: [{ role: "user", content: "Which?" }], tools: [TOOL] };
    const call = [["input", 0], '["output",1]'];
    expect(added(body)).toEqual([[["input", 0], '["output",0]'], call]);
    expect(added({ ...body, store: false })).toEqual([call]);
  });

  it("are calls that the provider holds", () => {
    const body = { input: "Which?", tools: [TOOL] };
    expect(responsesTools.separable?.(body)).toBe(false);
    expect(responsesTools.separable?.({ ...body, store: false })).toBe(true);
  });

  it("does not take calls of other kinds for functions", () => {
    const item = { type: "local_shell_call", call_id: "c", name: "headroom_retrieve", action: {} };
    expect(responsesTools.calls({ output: [item] })).toMatchObject([{ id: "c", name: "" }]);
    expect(readFunctionCall({ type: "custom", id: "c", custom: { name: "f" } }, [])).toMatchObject({ name: "" });
  });
});

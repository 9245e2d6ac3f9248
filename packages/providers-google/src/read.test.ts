import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { readParts, summarise } from "../../core/test/read-fixtures.js";
import { request } from "../test/requests.js";
import { googleGenerateContent } from "./dialect.js";

const says = (...parts: readonly JsonValue[]): JsonValue => ({ role: "user", parts });
const calls = (...parts: readonly JsonValue[]): JsonValue => ({ role: "model", parts });
const call = (name: string, args: JsonValue, id?: string): JsonValue => ({
  functionCall: { name, args, ...(id === undefined ? {} : { id }) },
});
const result = (name: string, response: JsonValue, id?: string): JsonValue => ({
  functionResponse: { name, response, ...(id === undefined ? {} : { id }) },
});
const results = (...contents: readonly JsonValue[]) =>
  readParts(googleGenerateContent, JSON.stringify({ contents })).filter((part) => part.kind === "tool-result");

describe("reading a generateContent request", () => {
  it("gives the parts in prompt order, whatever the order of the body", () => {
    expect(summarise(readParts(googleGenerateContent, request("agent.turn-2")))).toEqual([
      'tools.0.functionDeclarations.0: system tool-definition "{\\"name\\":\\"list_services\\",\\"descripti',
      'tools.0.functionDeclarations.1: system tool-definition "{\\"name\\":\\"read_log\\",\\"description\\":',
      'systemInstruction.parts.0.text: system system "You watch over services."',
      'systemInstruction.parts.1.text: system system "Answer in one sentence."',
      'contents.0.parts.0.text: user text "Which service is unhealthy?"',
      'contents.1.parts.0.text: assistant reasoning "I look at both clusters."',
      'contents.1.parts.1.functionCall.args: assistant tool-call [signed] "{\\"cluster\\":\\"east\\"}"',
      'contents.1.parts.2.functionCall.args: assistant tool-call "{\\"cluster\\":\\"west\\"}"',
      'contents.2.parts.0.functionResponse.response.services: tool tool-result "[{\\"name\\":\\"catalog\\",\\"healthy\\":true',
      'contents.2.parts.1.functionResponse.response.output: tool tool-result "catalog ok\\norders ok\\n"',
      'contents.3.parts.0.functionCall.args: assistant tool-call [signed] "{\\"service\\":\\"orders\\",\\"lines\\":50}"',
      'contents.4.parts.0.functionResponse.response.stdout: tool tool-result "ready\\nconnection refused\\n"',
      'contents.4.parts.0.functionResponse.response.stderr: tool tool-result ""',
      'contents.5.parts.0.text: assistant text [signed] "Orders is unhealthy in the east."',
      'contents.6.parts.0.text: user text "What does this chart say?"',
      "contents.6.parts.1: user media [opaque]",
    ]);
  });

  it("keeps its hands off whatever it does not know, and reads on behind it", () => {
    expect(summarise(readParts(googleGenerateContent, request("odd-formatting")))).toEqual([
      'tools.0.functionDeclarations.0: system tool-definition "{\\"parameters\\":{\\"10\\":0,\\"2\\":0,\\"b\\"',
      "tools.0.functionDeclarations.1: system opaque [opaque]",
      'tools.0.codeExecution: system tool-definition "{}"',
      "tools.1: system opaque [opaque]",
      'systemInstruction.parts.0.text: system system "System text"',
      "systemInstruction.parts.1: system opaque [opaque]",
      'contents.0.parts.text: user text "Look / at 😀"',
      'contents.1.parts.0.text: user text ""',
      "contents.1.parts.1: user opaque [opaque]",
      "contents.1.parts.2: user opaque [opaque]",
      "contents.1.parts.3: user opaque [opaque]",
      "contents.1.parts.4: user opaque [opaque]",
      "contents.1.parts.5: user opaque [opaque]",
      'contents.1.parts.6.text: user text "note"',
      'contents.2.parts.0.text: assistant text [signed] "café"',
      "contents.2.parts.1: assistant opaque [signed]",
      "contents.2.parts.2: assistant opaque [opaque]",
      "contents.2.parts.3: assistant opaque [opaque]",
      'contents.2.parts.4.functionCall.args: assistant tool-call "{\\"n\\": 12345678901234567890, \\"q\\":\\"a',
      "contents.2.parts.5.functionCall: assistant tool-call [opaque]",
      "contents.2.parts.6: assistant opaque [opaque]",
      'contents.2.parts.7.functionCall.args: assistant tool-call "{}"',
      "contents.2.fromTheFuture: assistant opaque [opaque]",
      'contents.3.parts.0.functionCall.args: assistant tool-call "{}"',
      'contents.4.parts.0.functionResponse.response.a: tool tool-result "{\\"x\\":1.0}"',
      'contents.4.parts.0.functionResponse.response.b: tool tool-result "text"',
      'contents.4.parts.1.functionResponse.response: tool tool-result "{\\"output\\":{\\"rows\\":[ {\\"id\\":1.0} ]}',
      'contents.4.parts.2.functionResponse.response: tool tool-result "{\\"1\\":1,\\"2\\":2,\\"3\\":3,\\"4\\":4,\\"5\\":',
      'contents.4.parts.3.functionResponse.response: tool tool-result "{}"',
      'contents.4.parts.4.functionResponse.response: tool tool-result "bare"',
      'contents.4.parts.5.functionResponse.response: tool tool-result "[ 1.0 ]"',
      "contents.4.parts.6.functionResponse: tool opaque [opaque]",
      'contents.4.parts.7.functionResponse.response.error: tool tool-result "no such call"',
      'contents.4.parts.8.functionResponse.response: tool tool-result [signed] "{\\"count\\": 3.0}"',
      'contents.4.parts.9.text: user text "beside results"',
      "contents.5: unknown opaque [opaque]",
      "contents.6: unknown opaque [opaque]",
    ]);
  });

  it("takes the model where a body has one", () => {
    const modelOf = (text: string) =>
      googleGenerateContent.read(JSON.parse(text), (_path, value) => JSON.stringify(value))?.model;
    expect(modelOf(request("odd-formatting"))).toBe("models/gemini-3.5-flash");
    expect(modelOf(request("agent.turn-1"))).toBe("");
  });
});

describe("reading function responses", () => {
  it("pairs them with the calls of their names in order where there are no ids", () => {
    const read = results(
      calls(call("f", { at: 1 }), call("g", { at: 2 }), call("f", { at: 3 })),
      says(result("f", { output: "a" }), result("f", { output: "b" }), result("g", { output: "c" })),
    );
    expect(read.map((part) => [part.toolName, part.toolArguments, part.text])).toEqual([
      ["f", '{"at":1}', "a"],
      ["f", '{"at":3}', "b"],
      ["g", '{"at":2}', "c"],
    ]);
  });

  it("pairs them by id wherever there is one, in any order", () => {
    const read = results(
      calls(call("f", { at: 1 }, "x"), call("f", { at: 2 }, "y")),
      says(result("f", { output: "of y" }, "y"), result("f", { output: "of x" }, "x")),
    );
    expect(read.map((part) => [part.toolCallId, part.toolArguments])).toEqual([
      ["y", '{"at":2}'],
      ["x", '{"at":1}'],
    ]);
  });

  it("does not give them calls of another turn, nor more than there were", () => {
    const read = results(
      calls(call("f", { at: 1 })),
      says({ text: "never mind" }),
      calls(call("f", { at: 2 })),
      calls(call("g", { at: 3 })),
      says(result("f", { output: "a" }), result("f", { output: "b" }), result("g", { output: "c" }, "unknown")),
    );
    expect(read.map((part) => [part.toolName, part.toolArguments])).toEqual([
      ["f", '{"at":2}'],
      ["f", undefined],
      ["g", undefined],
    ]);
  });

  it("knows errors by what the response says", () => {
    const isError = (response: JsonValue) => results(says(result("f", response)))[0]?.isError;
    expect([{ error: "no" }, { error: { code: 1 } }, { isError: true, content: [] }].map(isError)).toEqual([
      true,
      true,
      true,
    ]);
    expect([{ error: null }, { error: "" }, { error: false, output: "x" }, { output: "x" }].map(isError)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("gives each text and value of a small response as a part, and a large record as one", () => {
    const placesOf = (response: JsonValue) =>
      results(says(result("f", response))).map((part) => `${part.encoding} ${part.path.slice(6).join(".")}`);
    expect(placesOf({ stdout: "a", stderr: "b", code: 0 })).toEqual(["text stdout", "text stderr"]);
    expect(placesOf({ rows: [1], next: null, note: "n" })).toEqual(["json rows", "text note"]);
    expect(
      placesOf({
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      }),
    ).toEqual(["text content.0.text", "text content.1.text"]);
    expect(placesOf(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`m${at}`, "x"])))).toEqual(["json "]);
  });
});

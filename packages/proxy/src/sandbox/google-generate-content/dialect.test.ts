import { describe, expect, it } from "vitest";
import { dataOf, startSandbox, words } from "../sandbox.test-support.js";

const PATH = "/v1beta/models/gemini-3.5-flash:generateContent";
const STREAM = "/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse";
const COUNT = "/v1beta/models/gemini-3.5-flash:countTokens";
const USER = { role: "user", parts: [{ text: "What is the weather in Rome?" }] };
const tools = [{ functionDeclarations: [{ name: "get_weather", parameters: { type: "OBJECT", properties: {} } }] }];
const CALL = { role: "model", parts: [{ functionCall: { name: "get_weather", args: {} } }] };
const RESPONSE = { role: "user", parts: [{ functionResponse: { name: "get_weather", response: { sky: "clear" } } }] };

describe("generateContent in the sandbox", () => {
  it("answers with a text, or calls a function and ends after its response", async () => {
    const ask = startSandbox();
    const parts = async (body: object) => (await ask(PATH, body)).json.candidates[0].content.parts;
    expect(await parts({ contents: [USER] })).toEqual([{ text: expect.stringContaining("sandbox") }]);
    expect(await parts({ contents: [USER], tools })).toMatchObject([
      { functionCall: { name: "get_weather", args: {} } },
    ]);
    expect(await parts({ contents: [USER, CALL, RESPONSE], tools })).toMatchObject([{ text: /./ }]);
    expect(
      await parts({ contents: [USER], tools, toolConfig: { functionCallingConfig: { mode: "NONE" } } }),
    ).toMatchObject([{ text: /./ }]);
  });

  it.each([
    "/v1/models/gemini-3.5-flash:generateContent",
    "/v1alpha/models/gemini-3.5-flash:generateContent",
    "/v1beta1/publishers/google/models/gemini-3.5-flash:generateContent",
    "/v1/projects/p/locations/global/publishers/google/models/gemini-3.5-flash:generateContent",
  ])("answer at %s", async (path) => {
    expect((await startSandbox()(path, { contents: [USER] })).json).toMatchObject({ modelVersion: "gemini-3.5-flash" });
  });

  it("streams the same answer in pieces", async () => {
    const ask = startSandbox();
    const whole = (await ask(PATH, { contents: [USER] })).json;
    const chunks = dataOf((await ask(STREAM, { contents: [USER] })).text);
    const said = chunks.flatMap(({ candidates }) => candidates[0].content.parts).map(({ text }) => text);
    expect(said.join("")).toBe(whole.candidates[0].content.parts[0].text);
    expect(chunks.at(-1)).toMatchObject({ usageMetadata: whole.usageMetadata, candidates: [{ finishReason: "STOP" }] });
  });

  it("counts tokens, and cached ones from 4,096 on", async () => {
    const ask = startSandbox();
    for (const [count, isCached] of [
      [1500, false],
      [3000, true],
    ] as const) {
      const body = { contents: [USER], systemInstruction: { parts: [{ text: words(count) }] } };
      const { totalTokens } = (await ask(COUNT, { generateContentRequest: body })).json;
      const usages = [await ask(PATH, body), await ask(PATH, body)].map(({ json }) => json.usageMetadata);
      expect(usages.map(({ promptTokenCount }) => promptTokenCount)).toEqual([totalTokens, totalTokens]);
      expect(usages.map(({ cachedContentTokenCount: cached }) => cached !== undefined)).toEqual([false, isCached]);
    }
  });

  for (const [what, body] of [
    ["no contents", {}],
    ["an unknown role", { contents: [{ ...USER, role: "assistant" }] }],
    ["no parts", { contents: [{ role: "user", parts: [] }] }],
    ["a part without data", { contents: [{ role: "user", parts: [{}] }] }],
    ["a call without a response", { contents: [USER, CALL, USER] }],
    ["a call at the end", { contents: [USER, CALL] }],
    ["a response without a call", { contents: [USER, RESPONSE] }],
    [
      "a response that is a text",
      {
        contents: [USER, CALL, { role: "user", parts: [{ functionResponse: { name: "get_weather", response: "a" } }] }],
      },
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { status, json } = await startSandbox()(PATH, body);
      expect([status, json.error.code, json.error.status]).toEqual([400, 400, "INVALID_ARGUMENT"]);
    });
  }
});

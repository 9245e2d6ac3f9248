import { describe, expect, it } from "vitest";
import { createSandbox } from "./index.js";
import { startSandbox } from "./sandbox.test-support.js";

const PATH = "/v1/chat/completions";
const BODY = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] };

describe("the sandbox", () => {
  it("lists models", async () => {
    const response = await createSandbox().fetch(new Request("http://sandbox/v1/models"));
    expect(await response.json()).toMatchObject({
      object: "list",
      data: expect.arrayContaining([expect.objectContaining({ id: "gpt-5.5" })]),
    });
  });

  it("says of other paths that it does not serve them", async () => {
    expect(await startSandbox()("/v1/embeddings", {})).toMatchObject({ status: 404, json: { error: {} } });
  });

  it("fails as it is asked to, by a header or by the name of the model", async () => {
    const ask = startSandbox();
    for (const status of [400, 401, 403, 404, 413, 429, 500, 503, 529]) {
      const byHeader = await ask(PATH, BODY, { "x-sandbox-fault": String(status) });
      const byModel = await ask(PATH, { ...BODY, model: `gpt-sandbox-${status}` });
      expect([byHeader.status, byModel.status]).toEqual([status, status]);
      expect(byHeader.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
      const body = { model: `claude-sandbox-${status}`, max_tokens: 1, messages: BODY.messages };
      expect((await ask("/v1/messages", body, { "anthropic-version": "x" })).json.type).toBe("error");
    }
  });

  it("breaks answers off, streamed or not", async () => {
    for (const stream of [false, true]) {
      const asked = startSandbox()(PATH, { ...BODY, stream }, { "x-sandbox-fault": "truncated" });
      await expect(asked).rejects.toThrow("broke the answer off");
    }
  });

  it("gives the same answer to the same prompt, with ids of its own", async () => {
    const [one, same, other] = await Promise.all(
      [BODY, BODY, { ...BODY, messages: [{ role: "user", content: "Bye" }] }].map((body) =>
        startSandbox({ now: () => 0 })(PATH, body),
      ),
    );
    expect(same?.text).toBe(one?.text);
    expect(other?.json.id).not.toBe(one?.json.id);
  });

  it("takes answers from a script", async () => {
    const ask = startSandbox({ script: ({ turn }) => ({ text: `${turn.kind} said`, calls: [] }) });
    expect((await ask(PATH, BODY)).json.choices[0].message.content).toBe("user said");
  });

  it("calls all tools that the user names, and none unasked that changes something", async () => {
    const tool = (name: string) => ({ type: "function", function: { name, parameters: { type: "object" } } });
    const tools = ["delete_file", "list_files", "get_time"].map(tool);
    const calls = async (content: string, more = {}) => {
      const messages = [{ role: "user", content }];
      const { json } = await startSandbox()(PATH, { ...BODY, messages, tools, ...more });
      return json.choices[0].message.tool_calls?.map((call: (typeof tools)[0]) => call.function.name);
    };
    expect(await calls("Please delete this file")).toEqual(["list_files"]);
    expect(await calls("Use list_files and get_time")).toEqual(["list_files", "get_time"]);
    expect(await calls("Use list_files and get_time", { parallel_tool_calls: false })).toEqual(["list_files"]);
    expect(await calls("Go", { tools: [tool("delete_file")] })).toBeUndefined();
  });
});

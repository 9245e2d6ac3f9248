import { type Answer, createSandbox, type Script } from "@headroom/proxy/sandbox";
import { headroomFetch, withHeadroom } from "@headroom/sdk";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { serveSandbox } from "../compatibility/serve-sandbox.js";
import { STREAMING_AGENTS } from "./streaming/streaming-agents.js";
import { ASKED, FIRST_QUESTION, FUNCTION, modelThatReads, modelWithoutEnd, SECOND_QUESTION } from "./tickets.js";

const OPTIONS = { autoRetrieve: true, minimumCacheableTokens: 0 } as const;
const wrap = <Client extends object>(client: Client): Client => withHeadroom(client, OPTIONS);

/** Answers by the number of results that the prompt holds. */
function inTurns(...answers: readonly Answer[]): Script {
  return ({ blocks }) => {
    const results = blocks.filter(({ text }) => text.includes("is no handle")).length;
    return answers[Math.min(results, answers.length - 1)] as Answer;
  };
}

const fetching = { name: "headroom_retrieve", input: { handle: "none" } };
const listing = (state: string) => ({ name: FUNCTION.name, input: { state } });

describe.each(STREAMING_AGENTS)("a streaming agent over $name", ({ start, stops, list }) => {
  it("completes a task that needs an omitted row, by a fetch that it does not see", async () => {
    const { url, exchanges } = await serveSandbox(createSandbox({ script: modelThatReads }));
    const application = start(url, wrap);
    expect(await application.says(FIRST_QUESTION)).toEqual({
      text: "There are 400 tickets.",
      calls: [],
      stop: stops.end,
    });
    const found = await application.says(SECOND_QUESTION);
    expect(found).toEqual({ text: `The note is ${ASKED.note}.`, calls: [], stop: stops.end });
    expect(exchanges.map(({ body }) => body.includes(ASKED.note))).toEqual([false, false, false, true]);
    expect(exchanges.every(({ answerType }) => answerType.includes("event-stream"))).toBe(true);
    const lists = exchanges.map(({ body }) => JSON.stringify(JSON.parse(body)[list]).slice(0, -1));
    for (const [at, sent] of lists.slice(1).entries()) expect(sent.startsWith(lists[at] as string)).toBe(true);
  });

  it("sees what is said before a fetch and behind it as one answer", async () => {
    const script = inTurns(
      { text: "Let me see. ", calls: [fetching] },
      { text: "", calls: [fetching] },
      {
        text: "Done.",
        calls: [],
      },
    );
    const { url, exchanges } = await serveSandbox(createSandbox({ script }));
    const seen = await start(url, wrap).says("Go on.");
    expect(seen).toEqual({ text: "Let me see. Done.", calls: [], stop: stops.end });
    expect(exchanges).toHaveLength(3);
    expect(exchanges[2]?.body.includes("Let me see. ")).toBe(true);
  });

  it("gets calls of its own without the fetches beside them", async () => {
    const own = [listing("only seen: a"), listing("only seen: b")] as const;
    const calls = [fetching, own[0], fetching, own[1], fetching];
    const { url, exchanges } = await serveSandbox(createSandbox({ script: () => ({ text: "Both.", calls }) }));
    const seen = await start(url, wrap).says("Go on.");
    const asked = own.map(({ name, input }) => ({ name, arguments: input }));
    expect(seen).toEqual({ text: "Both.", calls: asked, stop: stops.calls });
    expect(exchanges).toHaveLength(1);
  });

  it("gets its own calls behind a fetch", async () => {
    const own = listing("only seen");
    const script = inTurns({ text: "First. ", calls: [fetching] }, { text: "Then.", calls: [own] });
    const { url } = await serveSandbox(createSandbox({ script }));
    expect(await start(url, wrap).says("Go on.")).toEqual({
      text: "First. Then.",
      calls: [{ name: own.name, arguments: own.input }],
      stop: stops.calls,
    });
  });

  it("is told when the model does not stop fetching", async () => {
    const { url, exchanges } = await serveSandbox(createSandbox({ script: modelWithoutEnd }));
    await expect(start(url, wrap).says("Go on.")).rejects.toThrow();
    expect(exchanges).toHaveLength(31);
  });
});

describe("a stream without fetches", () => {
  const messages = [{ role: "user", content: "Go on." }];
  const tools = [{ type: "function", function: FUNCTION }];
  const { parameters: input_schema, ...named } = FUNCTION;
  it.each([
    ["/v1/chat/completions", { model: "gpt-5.5", tools, messages }],
    ["/v1/responses", { model: "gpt-5.5", input: messages, tools: [{ type: "function", strict: false, ...FUNCTION }] }],
    ["/v1/messages", { model: "claude-sonnet-5", max_tokens: 99, messages, tools: [{ ...named, input_schema }] }],
    [
      "/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse",
      { contents: [{ role: "user", parts: [{ text: "Go on." }] }], tools: [{ functionDeclarations: [FUNCTION] }] },
    ],
    ["/v2/chat", { model: "command-a-03-2025", messages, tools }],
  ])("of %s arrives byte for byte, also with calls of the application", async (path, request) => {
    const script: Script = () => ({ text: "Naïve – 🙂", calls: [listing("a"), listing("b")] });
    const { url } = await serveSandbox(createSandbox({ script, now: () => 0 }));
    const body = JSON.stringify("contents" in request ? request : { ...request, stream: true });
    const headers = {
      "content-type": "application/json",
      authorization: "Bearer sk-none",
      "x-api-key": "none",
      "anthropic-version": "2023-06-01",
    };
    const ask = async (send: typeof fetch) => (await send(url + path, { method: "POST", body, headers })).text();
    // The tool changes the prompt, and the ids of answers with it.
    const same = (text: string) =>
      text
        .replace(/[0-9a-f]{12,}/g, "id")
        .replace(/"(?:usage|\w+_tokens|\w+TokenCount)":\d*/g, "")
        .replace(/"tools":\[.*?\],/g, "");
    const plain = await ask(fetch);
    const followed = await ask(headroomFetch(fetch, OPTIONS));
    expect(same(followed)).toBe(same(plain));
    expect(followed).toContain("list_tickets");
  });
});

it("an answer that OpenAI holds is gone on from by the id that the application saw", async () => {
  const script: Script = ({ blocks }) => {
    const said = blocks.map(({ text }) => text).join("");
    if (said.includes("And now?")) return { text: "Bye.", calls: [] };
    return said.includes("is no handle") ? { text: "Done.", calls: [] } : { text: "Wait. ", calls: [fetching] };
  };
  const { url, exchanges } = await serveSandbox(createSandbox({ script }));
  const client = wrap(new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 }));
  const common = { model: "gpt-5.5", tools: [{ type: "function" as const, ...FUNCTION, strict: false }] };
  const first = await client.responses.stream({ ...common, input: "Go on." }).finalResponse();
  expect(first.output_text).toBe("Wait. Done.");
  const second = await client.responses.create({ ...common, input: "And now?", previous_response_id: first.id });
  expect(second.output_text).toBe("Bye.");
  expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(exchanges[2]?.body.includes(first.id)).toBe(false);
});

import { describe, expect, it } from "vitest";
import { requestLengths, run, upTo } from "../../core/test/agent-run.js";
import { json, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const body = run(14);
const ok: Script = (_request, response) => json(response, { choices: [] });

describe("the window of the proxy", () => {
  it("sends on what it sent before, until it moves", async () => {
    // Without compressors, which would shorten these outputs below the limit.
    const optimize = { compressors: [], rollingWindow: { maxTokens: 14_000 }, retrieval: "assume" } as const;
    const { proxy, upstream } = await startPair(ok, { optimize });
    for (const count of requestLengths(body)) {
      await send(`${proxy.url}/v1/chat/completions`, { body: JSON.stringify(upTo(body, count)) });
    }
    const sent = upstream.requests.map(({ body: bytes }) => JSON.parse(bytes.toString()).messages as readonly object[]);
    expect(sent.map((messages) => messages.length)).toEqual(requestLengths(body));
    const breaks = sent.slice(1).filter((messages, at) => {
      const before = sent[at] as readonly object[];
      return JSON.stringify(messages.slice(0, before.length)) !== JSON.stringify(before);
    });
    expect(breaks).toHaveLength(1);
    expect(JSON.stringify(sent.at(-1))).toContain("[Left out: bash(run step 0)");
  });

  it("refuses what stays too long as the provider would, where it is told to", async () => {
    const optimize = { rollingWindow: { maxTokens: 1000, overflow: "error" } } as const;
    const { proxy, upstream } = await startPair(ok, { optimize });
    const chat = await send(`${proxy.url}/v1/chat/completions`, { body: JSON.stringify(body) });
    expect([chat.statusCode, chat.headers["x-headroom-error-source"]]).toEqual([400, "headroom"]);
    expect(JSON.parse(chat.bytes.toString())).toEqual({
      error: {
        message: expect.stringContaining("1000 is the most that maxTokens allows"),
        type: "invalid_request_error",
        param: null,
        code: "context_length_exceeded",
      },
    });
    const messages = [{ role: "user", content: "Please. ".repeat(3000) }];
    const anthropic = await send(`${proxy.url}/v1/messages`, {
      body: JSON.stringify({ model: "claude-sonnet-5", max_tokens: 10, messages }),
    });
    expect(anthropic.statusCode).toBe(400);
    expect(JSON.parse(anthropic.bytes.toString())).toMatchObject({ error: { type: "invalid_request_error" } });
    expect(upstream.requests).toEqual([]);
  });
});

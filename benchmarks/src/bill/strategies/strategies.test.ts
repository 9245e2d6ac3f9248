import type { JsonObject } from "@headroom/core";
import { loadModelTokenizers } from "@headroom/tokenizers";
import { describe, expect, it } from "vitest";
import { searchResults } from "../../../../packages/core/test/generators/search-results.ts";
import { tokensOf } from "../prompt/prompt.ts";
import { createPromptReader } from "../prompt/prompt-reader.ts";
import type { Format, Session } from "../session/session.ts";
import { sessionOfMessages } from "../session/session-of-messages.ts";
import { allStrategies, DEFAULT, LOSSLESS } from "./all-strategies.ts";
import { clearResults } from "./clear-results.ts";
import { naiveCrush, naiveCrushLatest } from "./naive-crush.ts";
import { oneAtATimeWindow } from "./one-at-a-time-window.ts";
import { sendAll } from "./send-all.ts";
import type { Sent, Strategy, Target } from "./strategy.ts";
import { toolResultsOf } from "./tool-results.ts";

const count = (text: string): number => Math.ceil(text.length / 4);

function target(format: Format, windowTokens: number): Target {
  const reader = createPromptReader(count);
  return {
    model: "gpt-5.5",
    format,
    minimumCacheableTokens: 1024,
    windowTokens,
    cacheSeconds: 300,
    count,
    size: (body) => tokensOf(reader.read(body, format)),
  };
}

async function send(strategy: Strategy, session: Session, windowTokens = 1e9): Promise<readonly JsonObject[]> {
  const sender = strategy.start(session, target(session.format, windowTokens));
  const bodies: JsonObject[] = [];
  for (const [index, { body }] of session.turns.entries()) bodies.push((await sender(body, 8 * index)).body);
  return bodies;
}

const lines = (about: string): string =>
  Array.from({ length: 40 }, (_, k) => `${k} the ${["red", "green", "blue"][k % 3]} ${about} number ${k}`).join("\n");

/** A question, then steps of a call and a result of 40 lines; the third step asks for another color. */
function steps(format: "anthropic-messages" | "openai-chat", results = 8): Session {
  const messages = Array.from({ length: results }, (_, k): readonly JsonObject[] => {
    const args = { find: k < 3 ? "red" : "blue" };
    const text = lines(`ball ${k}`);
    return format === "openai-chat"
      ? [
          {
            role: "assistant",
            tool_calls: [{ id: `${k}`, type: "function", function: { name: "find", arguments: JSON.stringify(args) } }],
          },
          { role: "tool", tool_call_id: `${k}`, content: text },
        ]
      : [
          { role: "assistant", content: [{ type: "tool_use", id: `${k}`, name: "find", input: args }] },
          { role: "user", content: [{ type: "tool_result", tool_use_id: `${k}`, content: text }] },
        ];
  }).flat();
  const all = [{ role: "user", content: "Find the red balls." }, ...messages, { role: "assistant", content: "done" }];
  return sessionOfMessages({ name: "steps", format, messages: all });
}

describe.each(["anthropic-messages", "openai-chat"] as const)("strategies on %s", (format) => {
  const session = steps(format);
  const texts = (body: JsonObject | undefined) => toolResultsOf(body ?? {}, format).map(({ text }) => text);

  it("none: every request is the object that came", async () => {
    expect((await send(sendAll, session)).every((body, index) => body === session.turns[index]?.body)).toBe(true);
  });

  it("naive: what was sent is chosen again when the question moves on", async () => {
    const bodies = await send(naiveCrush, session);
    const first = bodies.map((body) => texts(body)[0]);
    expect(new Set(first.slice(1)).size).toBeGreaterThan(1);
    expect(first[1]).toContain("red");
    expect((first.at(-1) ?? "").length).toBeLessThan(lines("ball 0").length / 2);
    const latest = await send(naiveCrushLatest, session);
    expect(new Set(latest.slice(1).map((body) => texts(body)[0])).size).toBe(1);
  });

  it("clearing: only the newest results stay", async () => {
    const last = texts((await send(clearResults(5), session)).at(-1));
    expect(last.map((text) => text.includes("ball"))).toEqual([...Array(3).fill(false), ...Array(5).fill(true)]);
  });

  it("window: the oldest results go until the request fits, the newest stay whatever happens", async () => {
    const sizes = session.turns.map(({ body }) => target(format, 0).size(body));
    const limit = (sizes.at(-1) ?? 0) * 0.7;
    const bodies = await send(oneAtATimeWindow, session, limit);
    for (const [index, body] of bodies.entries()) {
      if ((sizes[index] ?? 0) <= limit) expect(body).toBe(session.turns[index]?.body);
      else expect(target(format, 0).size(body)).toBeLessThanOrEqual(limit);
    }
    const all = texts((await send(oneAtATimeWindow, session, 0)).at(-1));
    expect(all.map((text) => text.includes("ball"))).toEqual([...Array(4).fill(false), ...Array(4).fill(true)]);
  });
});

describe("Headroom", () => {
  const rows = JSON.stringify(searchResults({ count: 1000 }));
  const call = { id: "1", type: "function", function: { name: "search", arguments: "{}" } };
  const session = sessionOfMessages({
    name: "search",
    format: "openai-chat",
    messages: [
      { role: "user", content: "Search for users." },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "1", content: rows },
      { role: "assistant", content: "done" },
    ],
  });
  const { size } = target("openai-chat", 0);

  async function sent(name: string) {
    const strategies = allStrategies(await loadModelTokenizers());
    const sender = strategies.find((each) => each.name === name)?.start(session, target("openai-chat", 1e9));
    return sender?.(session.turns[1]?.body ?? {}, 0);
  }

  it("sends what the product makes of a request, and gives the originals behind its handles", async () => {
    const { body, offloads, warnings } = (await sent(DEFAULT)) as Sent;
    expect(size(body)).toBeLessThan(0.2 * size(session.turns[1]?.body ?? {}));
    expect(body.model).toBe("gpt-5.5");
    expect(warnings).toEqual([]);
    expect(offloads.size).toBe(1);
    for (const [handle, original] of offloads) {
      expect(JSON.stringify(body)).toContain(handle);
      expect(JSON.parse(original)).toEqual(JSON.parse(rows));
    }
  });

  it("leaves nothing out with the lossless profile", async () => {
    const { body, offloads } = (await sent(LOSSLESS)) as Sent;
    expect(offloads.size).toBe(0);
    expect(size(body)).toBeLessThan(size(session.turns[1]?.body ?? {}));
  });
});
